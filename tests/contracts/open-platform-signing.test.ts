/** The partners' signing examples, each run as a partner runs it: a runtime that is not there fails (tests/tools.mjs provides them all). */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Json } from '../../shared/open-platform/received';
import { signedText } from '../../shared/open-platform/signed-text';

const FOLDER = 'docs/contracts/open-platform';

type Members = Readonly<Record<string, Json>>;
type SigningRequest = { readonly commonIn: Members; readonly req: Members };
type Vector = { readonly vector: string; readonly about: string; readonly secret: string; readonly request: SigningRequest; readonly signedText: string; readonly sign: string };
type Example = { readonly command: string; readonly args: readonly string[]; readonly input?: (request: SigningRequest) => string };

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

function said(command: string, args: readonly string[], options: { input?: string; secret?: string } = {}): string {
  const { secret = '', input = '' } = options;
  const done = spawnSync(command, args, { input, encoding: 'utf8', env: { ...process.env, APP_SECRET: secret } });
  if (done.error) throw done.error;
  if (done.status !== 0) throw new Error(done.stderr);
  return done.stdout;
}

const EXAMPLES: Readonly<Record<string, () => Example>> = {
  'Node, sign.mjs': () => ({ command: process.execPath, args: [`${FOLDER}/sign.mjs`] }),
  'Java, Sign.java': () => ({ command: 'java', args: [`${FOLDER}/Sign.java`] }),
  'PHP, sign.php': () => ({ command: 'php', args: [`${FOLDER}/sign.php`] }),
  'C#, Sign.cs': () => {
    const program = join(built, 'Sign.exe');
    said('mcs', [`-out:${program}`, '-warnaserror', `${FOLDER}/Sign.cs`]);
    return { command: 'mono', args: [program] };
  },
};

const lines = ({ commonIn, req }: SigningRequest): string => Object.entries({ ...commonIn, ...req })
  .map(([name, value]) => `${name}=${typeof value === 'string' ? value : JSON.stringify(value)}\n`).join('');
const isFlat = ({ req }: SigningRequest): boolean => Object.values(req).every((value) => typeof value !== 'object' || value === null);

describe.each(Object.entries(EXAMPLES))('%s', (_name, example) => {
  let run: (request: SigningRequest, secret: string) => string;
  beforeAll(() => {
    const { command, args } = example();
    run = (request, secret) => said(command, args, { input: JSON.stringify(request), secret });
  });

  it.each(VECTORS)('signs vector $vector: $about', ({ request, secret, ...expected }) => {
    expect(run(request, secret)).toBe(`${expected.signedText}\n${expected.sign}\n`);
  });

  it('falls into none of the known traps', () => {
    expect(run(TRAPS, 's').split('\n')[0]).toBe(signedText(TRAPS.commonIn, TRAPS.req));
  });

  it('says which variable is missing when there is no secret', () => {
    expect(() => run(TRAPS, '')).toThrow('APP_SECRET');
  });
});

describe('sh with openssl, sign.sh, on lines of name=value', () => {
  it.each(VECTORS.filter(({ request }) => isFlat(request)))('signs vector $vector: $about', ({ request, secret, ...expected }) => {
    expect(said('sh', [`${FOLDER}/sign.sh`], { input: lines(request), secret })).toBe(`${expected.signedText}\n${expected.sign}\n`);
  });

  it('takes a nested value as the compact text the caller writes', () => {
    const batch = VECTORS.find(({ vector }) => vector === '5')!;
    const [line] = batch.signedText.split('&hospitalId=');
    const input = `hospitalId=99901\nrequestId=0A1B2C3D4E5F60718293A4B5C6D7E8F9\ntimestamp=1700000000\n${line!.replaceAll(/&(?=channelNum|healthCardItems)/g, '\n')}\n`;
    expect(said('sh', [`${FOLDER}/sign.sh`], { input, secret: batch.secret })).toBe(`${batch.signedText}\n${batch.sign}\n`);
  });

  it('keeps blanks, zeros and values that end in an equals sign', () => {
    const input = 'imageContent=aGk=\nname=测试甲 \nzero=0\nZeta=1\nempty=\nsign=x\n';
    expect(said('sh', [`${FOLDER}/sign.sh`], { input, secret: 's' }).split('\n')[0]).toBe('Zeta=1&imageContent=aGk=&name=测试甲 &zero=0');
  });
});

it('publishes vectors that are the ones we sign', () => {
  for (const { request, signedText: text } of VECTORS) expect(signedText(request.commonIn, request.req)).toBe(text);
});
