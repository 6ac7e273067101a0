import { explain, StartFault } from '../../functions/local/plain-words';

const systemError = (code: string, members: object = {}) => Object.assign(new Error(`${code}: something, open '/data/store'`), { code, ...members });

describe('what goes wrong at the start', () => {
  it.each([
    ['EADDRINUSE', Object.assign(new Error('listen EADDRINUSE: address already in use 127.0.0.1:8080'), { code: 'EADDRINUSE' }), /^Port 8080 is taken\. .*PORT=8081 npm start$/],
    ['EACCES', systemError('EACCES', { path: '/data' }), /^No right to use \/data\. /],
    ['EPERM', systemError('EPERM', { path: '/data' }), /^No right to use \/data\. /],
    ['EROFS', systemError('EROFS', { path: '/data' }), /^\/data is read-only\. /],
    ['ENOSPC', systemError('ENOSPC'), /^The disk is full\. /],
    ['ENOTDIR', systemError('ENOTDIR', { path: '/data' }), /^\/data is not a folder\. /],
    ['EEXIST', systemError('EEXIST', { path: '/data' }), /^\/data is not a folder\. /],
  ])('is said in one sentence with what to do: %s', (_, error, sentence) => {
    expect(explain(error)).toMatch(sentence);
    expect(explain(new Error('opening failed', { cause: error }))).toBe(explain(error));
    expect(explain(error)).not.toContain('\n');
  });

  it('is said in its own words when they were written for people', () => {
    expect(explain(new Error('wrapped', { cause: new StartFault('WORKERS is a number.') }))).toBe('WORKERS is a number.');
  });

  it('is shown with its place when nobody foresaw it', () => {
    expect(explain(new TypeError('unforeseen'))).toMatch(/TypeError: unforeseen\n {4}at /);
  });
});
