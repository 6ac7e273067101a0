/** The conformance kit against the running product: all it serves passes; what it does not serve yet is named as such. */
import type { OpenMethod } from '../../shared/open-platform/method';
import { METHODS } from '../../shared/open-platform/methods';
import { SAMPLE_OPEN_APP } from '../../functions/local/local-config';
import { idCardPicture } from '../../functions/sandbox/wechat/id-card-picture';
import { openTown, type Town } from '../rig/open-town';
import { runProgram } from '../rig/run-program';

const KIT = 'docs/contracts/open-platform/conformance-kit/open-platform-check.mjs';

type Item = { readonly name: string; readonly outcome: string; readonly problems: readonly { readonly rule: string; readonly what: string }[] };

let town: Town;
beforeAll(async () => { town = await openTown(); });
afterAll(() => town.end());

const { appId, secrets: [secret], hospitals, permanentWechatCode } = SAMPLE_OPEN_APP;
const credentials = () => ['--base', town.url, '--app-id', appId, '--secret', secret, '--hospital-id', hospitals[0].hospitalId];

const CARD = idCardPicture({ type: 'Front', name: '周敏', id: '419099198108080026', addr: '', gender: '女', nationality: '汉' }).toString('base64');

async function check(...more: readonly string[]): Promise<readonly Item[]> {
  const { output } = await runProgram(process.execPath, [KIT, ...credentials(), '--wechat-code', permanentWechatCode, '--redirect-url', 'https://localhost/back', '--json', ...more]);
  return (JSON.parse(output) as { items: readonly Item[] }).items;
}

const failuresOf = (items: readonly Item[]) => items.filter(({ outcome }) => outcome === '未通过')
  .map(({ name, problems }) => [name, [...new Set(problems.map(({ rule, what }) => (rule === 'not-served' ? rule : `${rule}: ${what}`)))]] as const);

it('passes every method it serves, and every rule of signatures, replays and transport, twice in a row', async () => {
  // What is ours beside the contract, the kit does not know.
  const served = Object.entries<OpenMethod>(METHODS).filter(([, { paths }]) => !paths.some((path) => path.startsWith('/rest/auth/henan/'))).map(([name]) => name);
  for (const items of [await check(), await check()]) {
    const failures = failuresOf(items);
    expect(items.map(({ name }) => name)).toEqual(expect.arrayContaining(served));
    expect(failures.filter(([, rules]) => rules.join() !== 'not-served')).toEqual([]);
    expect(failures.filter(([name]) => served.includes(name))).toEqual([]);
  }
});

it('passes what reads pictures, once there is one', async () => {
  expect(await check('--only', 'ocrInfo', '--set', `idCardImage=${CARD}`)).toContainEqual(expect.objectContaining({ name: 'ocrInfo', outcome: '通过' }));
});

it('fails nothing either when no code is at hand: what leads nowhere is refused', async () => {
  const { code, output } = await runProgram(process.execPath, [KIT, ...credentials()]);
  expect(output).toMatch(/未通过 0\n$/);
  expect(code).toBe(0);
});
