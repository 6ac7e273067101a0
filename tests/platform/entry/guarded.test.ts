import { guarded } from '../../../functions/platform/entry/guarded';
import type { Metrics } from '../../../functions/platform/observe/metrics';
import { recordingLog } from '../../doubles/recording-log';

function setup() {
  const log = recordingLog();
  const flushed: true[] = [];
  const metrics: Metrics = { add: () => undefined, flush: () => { flushed.push(true); } };
  return { log, flushed, guard: <Given, Answer>(work: (given: Given) => Promise<Answer>) => guarded({ log, metrics }, 'job.failed', work) };
}

describe('a guarded function', () => {
  it('gives what its work gives, writes its figures and logs nothing', async () => {
    const { log, flushed, guard } = setup();
    expect(await guard(async (event: string) => `${event} done`)('batch')).toBe('batch done');
    expect([log.lines, flushed]).toEqual([[], [true]]);
  });

  it('logs a surprise without its words and throws the code alone, so that it is tried again and nothing personal is written down', async () => {
    const { log, flushed, guard } = setup();
    const thrown: unknown = await guard(async () => { throw new TypeError('no such person: 张三 419099189001010014'); })('batch').catch((error: unknown) => error);
    expect(thrown).toEqual(new Error('job.failed'));
    expect(`${String((thrown as Error).stack)}${JSON.stringify(log.lines)}`).not.toMatch(/张三|419099/);
    expect((thrown as Error).cause).toBeUndefined();
    expect(log.lines).toMatchObject([{ at: 'job.failed', fault: { name: 'TypeError' } }]);
    expect(flushed).toEqual([true]);
  });
});
