import { once } from '../../functions/platform/once';

describe('once', () => {
  it('builds at the first call and gives everybody the same', async () => {
    let built = 0;
    const get = once(async () => { built += 1; return { built }; });
    expect(built).toBe(0);
    const [first, second] = await Promise.all([get(), get()]);
    expect(first).toBe(second);
    expect(await get()).toBe(first);
    expect(built).toBe(1);
  });

  it('tries again after a build that failed, and tells those who waited', async () => {
    let tries = 0;
    const get = once(async () => {
      tries += 1;
      if (tries === 1) throw new Error('not yet');
      return tries;
    });
    const waiting = await Promise.allSettled([get(), get()]);
    expect(waiting.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(await get()).toBe(2);
  });
});
