/** The flow the README shows, as a hospital's developer would run it: curl and openssl against the running product. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { openTown, type Town } from '../rig/open-town';

jest.setTimeout(120_000);

let town: Town;
beforeAll(async () => { town = await openTown(); });
afterAll(() => town.end());

const run = promisify(execFile);

test('token, card, number, code, verification and report, one after the other', async () => {
  const { name, idNumber } = town.person('li-na');
  const birthday = `${idNumber.slice(6, 10)}-${idNumber.slice(10, 12)}-${idNumber.slice(12, 14)}`;
  const { stdout } = await run('sh', ['docs/contracts/open-platform/try.sh', town.url, name, idNumber, '女', birthday]);
  expect(stdout).toMatch(/^appToken {6}[\da-f]{64}\nhealthCardId {2}[\dA-F]{64}\n/);
  const answers = stdout.split('\n').filter((line) => line.startsWith('{')).map((line) => JSON.parse(line) as { commonOut: { errMsg: string }; rsp: Record<string, unknown> });
  expect(answers.map(({ commonOut }) => commonOut.errMsg)).toEqual(['成功', '成功', '成功']);
  expect(answers[1]?.rsp).toMatchObject({ name, idNumber });
});

test('what is refused is shown, and ends it', async () => {
  const { name, idNumber } = town.person('zhang-wei');
  await expect(run('sh', ['docs/contracts/open-platform/try.sh', town.url, name, idNumber, '男', '1900-01-01'])).rejects.toMatchObject({ stderr: expect.stringContaining('业务参数不正确(birthday)') });
});
