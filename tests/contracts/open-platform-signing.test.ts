/** The partners' signing examples, each run as a partner runs it: a runtime that is not there fails (tests/tools.mjs provides them all). */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Json } from '../../shared/open-platform/received';
import { signedText } from '../../shared/open-platform/signed-text';
import { runProgram } from '../rig/run-program';
import { CREDENTIALS, KNOWN, openStandIn, type StandIn } from './open-platform-stand-in';

const FOLDER = 'docs/contracts/open-platform';

type Members = Readonly<Record<string, Json>>;
type SigningRequest = { readonly commonIn: Members; readonly req: Members };
type Vector = { readonly vector: string; readonly about: string; readonly secret: string; readonly request: SigningRequest; readonly signedText: string; readonly sign: string };
type Example = { readonly command: string; readonly args: readonly string[] };

const VECTORS = JSON.parse(readFileSync(`${FOLDER}/signing-vectors.json`, 'utf8')) as readonly Vector[];

/** Every mistake that was seen in a real client, in one request. */
const TRAPS: SigningRequest = {
  commonIn: { channelNum: 0, requestId: 'R', sign: 'not signed', appToken: '' },
  req: {
    name: '测试甲 ', Zeta: '大写在前', alpha: 'a=b&c=d+e/f%20', none: null, yes: true, no: false, text0: '0', blank: ' ',
    nested: { b: 'é', B: null, 2: 'x', 10: '"\\\n\u0001/<&>', list: [true, null, '', { z: 1, a: 2 }], empty: {}, bare: [] },
  },
};

let built = '';
beforeAll(() => { built = mkdtempSync(join(tmpdir(), 'signing-')); });
afterAll(() => { rmSync(built, { recursive: true, force: true }); });

async function said(command: string, args: readonly string[], options: { input?: string; environment?: Record<string, string> } = {}): Promise<string> {
  const { code, output, errors } = await runProgram(command, args, options);
  if (code !== 0) throw new Error(errors);
  return output;
}

const signing = (secret: string) => ({ APP_SECRET: secret });

const EXAMPLES: Readonly<Record<string, () => Promise<Example>>> = {
  'Node, sign.mjs': async () => ({ command: process.execPath, args: [`${FOLDER}/sign.mjs`] }),
  'Java, Sign.java': async () => ({ command: 'java', args: [`${FOLDER}/Sign.java`] }),
  'PHP, sign.php': async () => ({ command: 'php', args: [`${FOLDER}/sign.php`] }),
  'C#, Sign.cs': async () => {
    const program = join(built, 'Sign.exe');
    await said('mcs', [`-out:${program}`, '-warnaserror', `${FOLDER}/Sign.cs`]);
    return { command: 'mono', args: [program] };
  },
};

const lines = ({ commonIn, req }: SigningRequest): string => Object.entries({ ...commonIn, ...req })
  .map(([name, value]) => `${name}=${typeof value === 'string' ? value : JSON.stringify(value)}\n`).join('');
const isFlat = ({ req }: SigningRequest): boolean => Object.values(req).every((value) => typeof value !== 'object' || value === null);

describe.each(Object.entries(EXAMPLES))('%s', (_name, example) => {
  let run: (request: SigningRequest, secret: string) => Promise<string>;
  beforeAll(async () => {
    const { command, args } = await example();
    run = (request, secret) => said(command, args, { input: JSON.stringify(request), environment: signing(secret) });
  });

  it.each(VECTORS)('signs vector $vector: $about', async ({ request, secret, ...expected }) => {
    expect(await run(request, secret)).toBe(`${expected.signedText}\n${expected.sign}\n`);
  });

  it('falls into none of the known traps', async () => {
    expect((await run(TRAPS, 's')).split('\n')[0]).toBe(signedText(TRAPS.commonIn, TRAPS.req));
  });

  it('says which variable is missing when there is no secret', async () => {
    await expect(run(TRAPS, '')).rejects.toThrow('APP_SECRET');
  });
});

describe('sh with openssl, sign.sh, on lines of name=value', () => {
  const run = (input: string, secret: string) => said('sh', [`${FOLDER}/sign.sh`], { input, environment: signing(secret) });

  it.each(VECTORS.filter(({ request }) => isFlat(request)))('signs vector $vector: $about', async ({ request, secret, ...expected }) => {
    expect(await run(lines(request), secret)).toBe(`${expected.signedText}\n${expected.sign}\n`);
  });

  it('takes a nested value as the compact text the caller writes', async () => {
    const batch = VECTORS.find(({ vector }) => vector === '5')!;
    const items = /healthCardItems=.*\]/.exec(batch.signedText)![0];
    expect(await run(`${lines({ ...batch.request, req: {} })}${items}\n`, batch.secret)).toBe(`${batch.signedText}\n${batch.sign}\n`);
  });

  it('keeps blanks, zeros and values that end in an equals sign', async () => {
    const said = await run('imageContent=aGk=\nname=测试甲 \nzero=0\nZeta=1\nempty=\nsign=x\n', 's');
    expect(said.split('\n')[0]).toBe('Zeta=1&imageContent=aGk=&name=测试甲 &zero=0');
  });
});

describe('a whole call', () => {
  let platform: StandIn;
  beforeAll(async () => { platform = await openStandIn(); });
  afterAll(() => platform.close());
  const environment = { APP_SECRET: CREDENTIALS.secret, APP_ID: CREDENTIALS.appId, HOSPITAL_ID: CREDENTIALS.hospitalId };
  const registration = (wechatCode: string) => JSON.stringify({ commonIn: { hospitalId: CREDENTIALS.hospitalId }, req: { wechatCode, name: '周敏', idType: '01', idNumber: '419099198108080026' } });

  it('in Node gets a token, registers a card and prints it', async () => {
    const card: unknown = JSON.parse(await said(process.execPath, [`${FOLDER}/sign.mjs`, '--call', platform.url], { environment, input: registration(KNOWN.wechatCode) }));
    expect(card).toMatchObject({ qrCodeText: expect.stringMatching(/:1$/) as string });
  });

  it('in Node tells resultCode, errMsg and requestId of a refusal', async () => {
    await expect(said(process.execPath, [`${FOLDER}/sign.mjs`, '--call', platform.url], { environment, input: registration('spent') })).rejects.toThrow(/^3001 错误 3001（requestId [\dA-F]{32}）/);
  });

  it('in sh gets a token with curl', async () => {
    const answer: unknown = JSON.parse(await said('sh', [`${FOLDER}/sign.sh`, '--call', platform.url], { environment }));
    expect(answer).toMatchObject({ commonOut: { resultCode: 0, errMsg: '成功' }, rsp: { expiresIn: 7200 } });
  });
});

it('publishes vectors that are the ones we sign', () => {
  for (const { request, signedText: text } of VECTORS) expect(signedText(request.commonIn, request.req)).toBe(text);
});

it('shows in the guide what the examples really print', () => {
  const guide = readFileSync(`${FOLDER}/README.md`, 'utf8');
  const first = VECTORS.find(({ vector }) => vector === '1')!;
  expect(guide).toContain(`${first.signedText}\n${first.sign}\n`);
  expect(guide).toContain(JSON.stringify(first.request));
});
