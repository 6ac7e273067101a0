/** `npm test` where it cannot get far: how it ends is a promise to whoever reads only the last line. */
import { spawnSync } from 'node:child_process';

it('without its tools says which are missing, and still ends with the count and a failure', () => {
  const { stdout, stderr, status } = spawnSync(process.execPath, ['tests/run.mjs'], { encoding: 'utf8', env: { PATH: '' } });
  expect(stderr).toContain('These tools are missing:\n  Chromium');
  expect(stdout.trimEnd().split('\n').at(-1)).toBe('0 passed, 1 failed');
  expect(status).toBe(1);
});
