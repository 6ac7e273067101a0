import { LOG_CODES } from '../../../functions/platform/observe/log-codes';
import { makeLog, type LogFields } from '../../../functions/platform/observe/log';
import { capturing } from './capturing';

const setup = (level: 'debug' | 'info' | 'warn' = 'info') => {
  const written = capturing();
  return { log: makeLog({ service: 'card', level }), ...written };
};

describe('the log', () => {
  it('writes one JSON line with the code, its declared level, the service and the fields', () => {
    const { log, out } = setup();
    log.event('http.answered', { requestId: 'request-1', route: 'GET /v1/cards/:cardId', status: 200, ms: 3 });
    expect(out()).toMatchObject([
      { level: 'INFO', message: 'http.answered', service: 'card', requestId: 'request-1', route: 'GET /v1/cards/:cardId', status: 200, ms: 3 },
    ]);
  });

  it('writes nothing below its level', () => {
    const { log, out, err } = setup('warn');
    log.event('http.answered', { status: 200 });
    expect([...out(), ...err()]).toEqual([]);
  });

  it('writes warnings and errors to stderr', () => {
    const { log, out, err } = setup();
    log.event('call.failed', { target: 'wechat', attempt: 1 });
    expect(out()).toEqual([]);
    expect(err()).toMatchObject([{ level: 'WARN', message: 'call.failed', target: 'wechat', attempt: 1 }]);
  });

  it('never writes a field that is not declared, even when a wider object is handed in', () => {
    const { log, out } = setup();
    const wider = { status: 200, name: '张三', idNumber: '419099189001010014' } as LogFields;
    log.event('http.answered', wider);
    expect(JSON.stringify(out())).not.toMatch(/张三|419099/);
  });

  it('cuts texts that are longer than any declared word', () => {
    const { log, out } = setup();
    log.event('http.answered', { code: 'x'.repeat(1000) });
    expect(out()[0]?.code).toHaveLength(200);
  });

  it('carries the fields of its parent, and a line of its own wins', () => {
    const { log, out } = setup();
    log.child({ requestId: 'request-1', target: 'wechat' }).child({ attempt: 2 }).event('http.answered', { target: 'authority' });
    expect(out()).toMatchObject([{ requestId: 'request-1', target: 'authority', attempt: 2 }]);
  });

  it('writes of an error its name, code and frames, and nothing of what it says', () => {
    const { log, err } = setup();
    const error = Object.assign(new TypeError('no such person: 张三 419099189001010014'), { code: 'ECONNRESET' });
    log.error('http.failed', error, { requestId: 'request-1' });
    expect(err()).toMatchObject([{ message: 'http.failed', requestId: 'request-1', fault: { name: 'TypeError', code: 'ECONNRESET' } }]);
    expect(err()[0]?.fault.frames[0]).toContain('log.test.ts');
    expect(JSON.stringify(err())).not.toMatch(/张三|419099|no such person/);
  });

  it('that gathers writes the lines of one turn together when the turn ends, in their order', async () => {
    const { out, calls } = capturing();
    const log = makeLog({ service: 'card', level: 'info', gathers: true });
    for (const status of [200, 201, 202]) log.event('http.answered', { status });
    expect(out()).toEqual([]);
    await new Promise(setImmediate);
    expect(out().map(({ status }) => status as number)).toEqual([200, 201, 202]);
    expect(calls()).toBe(1);
  });

  it('says of every code what it means, and of every error what to do', () => {
    for (const [code, entry] of Object.entries(LOG_CODES)) {
      expect(code).toMatch(/^[a-z-]+\.[a-z-]+$/);
      expect(entry.meaning).not.toBe('');
      if (entry.level === 'error') expect('action' in entry).toBe(true);
    }
  });
});
