import * as fc from 'fast-check';
import { describeFault } from '../../../functions/platform/observe/fault';

describe('the description of a fault', () => {
  it('keeps no word of the message, whatever it looks like', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 3 }), (secret) => {
        fc.pre(!/^[\w$./:\s()<>[\]-]+$/.test(secret));
        expect(JSON.stringify(describeFault(new Error(secret)))).not.toContain(secret);
      }),
    );
  });

  it('is not fooled by a message that imitates frames', () => {
    const forged = new Error('bad\n    at ZhangSan (/home/19900000001.ts:1:1)');
    expect(JSON.stringify(describeFault(forged))).not.toContain('19900000001');
  });

  it('follows causes by name, three deep', () => {
    const error = new Error('a', { cause: new TypeError('b', { cause: new RangeError('c', { cause: new SyntaxError('d', { cause: new Error('e') }) }) }) });
    const names: string[] = [];
    for (let fault: ReturnType<typeof describeFault> | undefined = describeFault(error); fault; fault = fault.cause) names.push(fault.name);
    expect(names).toEqual(['Error', 'TypeError', 'RangeError', 'SyntaxError']);
  });

  it('describes what is no error by its type alone', () => {
    expect(describeFault('张三')).toEqual({ name: 'thrown string', frames: [] });
  });

  it('does not trust names and codes that are no plain words', () => {
    const error = Object.assign(new Error('x'), { name: '张三 419099', code: '张三' });
    expect(describeFault(error)).toMatchObject({ name: 'Error' });
    expect(describeFault(error).code).toBeUndefined();
  });

  it('keeps at most eight frames of the stack', () => {
    const deep = (n: number): never => (n === 0 ? (() => { throw new Error('deep'); })() : deep(n - 1));
    let thrown: unknown;
    try { deep(30); } catch (error) { thrown = error; }
    expect(describeFault(thrown).frames).toHaveLength(8);
  });
});
