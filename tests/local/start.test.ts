import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { connect, createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SamplePerson } from '../../functions/local/seed/sample-person';
import { samplePeople } from '../../functions/local/seed/sample-people';
import { claimCardRoute, listCardsRoute } from '../../shared/card/card.routes';
import { makePhone, verifiedPhone } from '../rig/phone';
import { failedStart, freePort, spawnStart, type Started } from '../rig/spawn-start';
import { makeTerminal } from '../rig/terminal';

jest.setTimeout(120_000);

const FIRST_DAY = '2026-01-15';
const END_WITHIN_MS = 5_000;

let folder: string;
let dataDir: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'start-'));
  dataDir = join(folder, 'data');
});
afterEach(() => { rmSync(folder, { recursive: true, force: true }); });

const start = async (environment: Record<string, string> = {}) => spawnStart({ PORT: String(await freePort()), DATA_DIR: dataDir, ...environment });
const placesOf = ({ url, wechatUrl }: Started) => ({ url, wechat: { url: wechatUrl } });
const samplesIn = () => JSON.parse(readFileSync(join(dataDir, 'samples.json'), 'utf8')) as Record<'people' | 'staff' | 'institutions' | 'authorityClients', object[]>;

/** Asks again and again over kept connections, as pages that poll do, until nobody answers. */
async function keepAsking(url: string): Promise<number> {
  let answered = 0;
  for (;;) {
    const answer = await fetch(`${url}/v1/consent-texts`).then((response) => response.text().then(() => response.ok), () => undefined);
    if (answer === undefined) return answered;
    answered += 1;
  }
}

describe('a start', () => {
  it('prints who one can sign in as, leaves the same in samples.json, and is ready where it says', async () => {
    const port = await freePort();
    const started = await start({ PORT: String(port) });
    expect(started.output()).toMatch(new RegExp(`^ready http://127\\.0\\.0\\.1:${port}$`, 'm'));
    const { people, staff, institutions, authorityClients } = samplesIn();
    for (const person of people as SamplePerson[]) {
      expect(person).toMatchObject({ name: expect.any(String), idType: expect.stringMatching(/^\d\d$/), idNumber: expect.any(String) });
      for (const other of person.wechatUser ? (person.otherDocuments ?? []) : []) expect(started.output()).toContain(`${other.idType} ${other.idNumber}`);
      if (person.wechatUser) expect(started.output()).toMatch(new RegExp(`^ *${person.wechatUser} .*${person.name}.*${person.idNumber}`, 'm'));
    }
    expect((people as SamplePerson[]).flatMap(({ otherDocuments = [] }) => otherDocuments.map(({ idType }) => idType))).toContain('10');
    expect(people).toContainEqual(expect.objectContaining({ name: '张伟', idType: '01', phone: '19900000001', wechatUser: 'wx-zhang-wei' }));
    expect(authorityClients).toEqual([{ appId: 'demo-app', appSecret: '0123456789ABCDEF', termId: 'T0001', digestForm: '1' }]);
    expect(staff).toContainEqual({ name: '葛文静', role: 'registrar', wechatUser: 'wx-registrar-ge', institution: '河南省人民医院' });
    expect(started.output()).toMatch(/^ *wx-registrar-ge .*主索引管理员/m);
    expect(institutions).toHaveLength(45);
    const hospital = { orgCode: 'inst-410100-5', name: '河南省人民医院', cityCode: '410100' };
    expect(institutions).toContainEqual({ institutionId: 'inst-410100-5', ...hospital });
    const known = await makeTerminal({ url: started.url }).ask('ehc.ehealthcode.queryorg', { orgcode: hospital.orgCode });
    expect(known.biz).toMatchObject({ orgcode: hospital.orgCode, orgname: hospital.name, orgaddr: hospital.cityCode, valid: '1' });
    expect(await (await fetch(`${started.url}/healthz`)).text()).toBe('ok');
    expect((await started.end()).code).toBe(0);
  });

  it('finds yesterday\'s card, people and secrets, and keeps secrets to their owner', async () => {
    const first = await start();
    const zhang = samplePeople((readFileSync(join(dataDir, 'first-day'), 'utf8'))).find(({ personKey }) => personKey === 'zhang-wei')!;
    const card = await (await verifiedPhone(placesOf(first), zhang)).must(claimCardRoute, {});
    const samples = samplesIn();
    await first.end();
    for (const place of [dataDir, ...['keys', 'store', 'blobs'].map((name) => join(dataDir, name))]) expect({ place, mode: statSync(place).mode & 0o777 }).toEqual({ place, mode: 0o700 });
    const secrets = readdirSync(join(dataDir, 'keys')).map((name) => join(dataDir, 'keys', name));
    expect(secrets.length).toBeGreaterThanOrEqual(3);
    for (const secret of [...secrets, join(dataDir, 'samples.json')]) expect({ secret, mode: statSync(secret).mode & 0o777 }).toEqual({ secret, mode: 0o600 });
    const kept = secrets.map((secret) => readFileSync(secret, 'utf8'));
    const second = await start();
    const phone = makePhone(placesOf(second));
    await phone.signIn('wx-zhang-wei');
    expect((await phone.must(listCardsRoute, {})).items).toMatchObject([{ cardId: card.cardId, healthCardId: card.healthCardId, state: 'active' }]);
    expect(samplesIn()).toEqual(samples);
    expect(secrets.map((secret) => readFileSync(secret, 'utf8'))).toEqual(kept);
    expect((await second.end()).code).toBe(0);
  });

  it('begins where a full disk stopped it: an empty first day is no day', async () => {
    mkdirSync(dataDir);
    writeFileSync(join(dataDir, 'first-day'), '');
    const started = await start();
    expect(readFileSync(join(dataDir, 'first-day'), 'utf8')).toMatch(/^\d{4}-\d\d-\d\d$/);
    expect((await started.end()).code).toBe(0);
  });

  it('ends with 0 in time although somebody has sent half a request and waits', async () => {
    const started = await start();
    const half = connect(Number(new URL(started.url).port), '127.0.0.1');
    half.on('error', () => undefined).write('POST /v1/cards HTTP/1.1\r\nhost: x\r\ncontent-length: 100\r\n\r\n{');
    await new Promise((resolve) => { setTimeout(resolve, 300); });
    const { code, ms } = await started.end();
    half.destroy();
    expect({ code, inTime: ms < END_WITHIN_MS }).toEqual({ code: 0, inTime: true });
  });

  it('counts the children\'s ages from the first day, so that months later their numbers are still theirs', async () => {
    const first = await start();
    await first.end();
    writeFileSync(join(dataDir, 'first-day'), FIRST_DAY);
    const later = await start();
    await later.end();
    const child = samplePeople(FIRST_DAY).find(({ personKey }) => personKey === 'zhao-xinyu')!;
    expect(later.output()).toContain(child.idNumber);
  });

  it.each([['one process', '0'], ['two workers', '2']])('ends with 0 within five seconds of SIGTERM while %s serves', async (_, workers) => {
    const started = await start({ WORKERS: workers });
    const asking = Array.from({ length: 8 }, () => keepAsking(started.url));
    await new Promise((resolve) => { setTimeout(resolve, 500); });
    const { code, ms } = await started.end();
    expect({ code, inTime: ms < END_WITHIN_MS }).toEqual({ code: 0, inTime: true });
    expect((await Promise.all(asking)).reduce((sum, one) => sum + one)).toBeGreaterThan(0);
  });
});

describe('npm start', () => {
  it('hands SIGTERM on to the platform: it ends with 0 within five seconds, and the port is free', async () => {
    const port = await freePort();
    const started = await spawnStart({ PORT: String(port), DATA_DIR: dataDir }, ['start'], 'npm');
    const { code, ms } = await started.end();
    expect({ code, inTime: ms < END_WITHIN_MS }).toEqual({ code: 0, inTime: true });
    await expect(fetch(started.url)).rejects.toThrow();
  }, 400_000);
});

describe('npm start -- --reset', () => {
  const RESET = ['functions/local/start.mjs', '--reset'];

  it('removes nothing from under a platform that runs, on its port or on another', async () => {
    const running = await start();
    const taken = await failedStart({ PORT: new URL(running.url).port, DATA_DIR: dataDir }, RESET);
    expect(taken).toMatchObject({ code: 1, said: expect.stringContaining('is taken') });
    const inUse = await failedStart({ PORT: String(await freePort()), DATA_DIR: dataDir }, RESET);
    expect(inUse).toMatchObject({ code: 1, said: expect.stringMatching(/in use|held/) });
    expect((await makePhone(placesOf(running)).signIn('wx-zhang-wei')).account).toBeDefined();
    expect((await running.end()).code).toBe(0);
  }, 400_000);

  it('resets once, whatever the number of workers, and leaves a store they all serve', async () => {
    await (await start()).end();
    const started = await spawnStart({ PORT: String(await freePort()), DATA_DIR: dataDir, WORKERS: '2' }, RESET);
    expect(started.output().match(/Removing/g)).toHaveLength(1);
    expect(['keys', 'store', 'first-day', 'samples.json'].filter((name) => !existsSync(join(dataDir, name)))).toEqual([]);
    expect((await started.end()).code).toBe(0);
  }, 400_000);

  it('begins anew, and touches nothing beside the data folder', async () => {
    await (await start()).end();
    const [beside, yesterday] = [join(folder, 'beside'), join(dataDir, 'yesterday')];
    for (const file of [beside, yesterday]) writeFileSync(file, 'kept?');
    const ring = readFileSync(join(dataDir, 'keys/ring'), 'utf8');
    const started = await spawnStart({ PORT: String(await freePort()), DATA_DIR: dataDir }, RESET);
    expect((await started.end()).code).toBe(0);
    expect([existsSync(beside), existsSync(yesterday)]).toEqual([true, false]);
    expect(readFileSync(join(dataDir, 'keys/ring'), 'utf8')).not.toBe(ring);
    // The whole command, which first builds the pages when they changed.
  }, 400_000);

  it('removes no folder that it did not make', async () => {
    writeFileSync(join(folder, 'diary'), 'mine');
    const { code, said } = await failedStart({ DATA_DIR: folder }, RESET);
    expect({ code, last: said.split('\n').at(-1) }).toEqual({ code: 1, last: `${folder} was not made by npm start, so nothing in it was removed.` });
    expect(readFileSync(join(folder, 'diary'), 'utf8')).toBe('mine');
  });
});

describe('a start that cannot be says why in one sentence:', () => {
  /** One line that ends as a sentence does, or in a command to type; no stack. */
  async function sentence(environment: Record<string, string>): Promise<string> {
    const { code, said } = await failedStart({ PORT: String(await freePort()), DATA_DIR: dataDir, ...environment });
    expect({ code, said }).toEqual({ code: 1, said: expect.not.stringMatching(/\n|^ {4}at /) });
    return said;
  }

  it.each([['one process', '0'], ['two workers', '2']])('the port is taken from %s', async (_, workers) => {
    const taken = createServer();
    await new Promise<void>((resolve) => { taken.listen(0, '127.0.0.1', resolve); });
    const { port } = taken.address() as AddressInfo;
    const said = await sentence({ PORT: String(port), WORKERS: workers }).finally(() => { taken.close(); });
    expect(said).toBe(`Port ${port} is taken. Stop what listens there, or choose another: PORT=8081 npm start`);
  });

  it('the data folder is a file, or lies below one', async () => {
    const file = join(folder, 'file');
    writeFileSync(file, '');
    expect(await sentence({ DATA_DIR: file })).toBe(`${file} is not a folder. Choose another: DATA_DIR=… npm start`);
    expect(await sentence({ DATA_DIR: join(file, 'below') })).toMatch(/below is not a folder\./);
    expect(readFileSync(file, 'utf8')).toBe('');
  });

  it('another start uses the data folder', async () => {
    const started = await start();
    expect(await sentence({})).toMatch(/^The data folder \S+ is in use by another process\.$/);
    expect((await started.end()).code).toBe(0);
  });

  it.each(['ring', 'data-key-wrapper', 'authority-secret'])('others can read a secret: %s', async (name) => {
    await (await start()).end();
    const secret = join(dataDir, 'keys', name);
    chmodSync(secret, 0o644);
    expect(await sentence({})).toBe(`${secret} can be read by others; make it readable by its owner alone: chmod 600 ${secret}`);
  });

  it('the number of the port or of the workers is none', async () => {
    expect(await sentence({ PORT: 'http' })).toBe('PORT is a number from 0 to 65535, not http.');
    expect(await sentence({ WORKERS: 'many' })).toBe('WORKERS is a number from 0 to 64, not many.');
    expect(existsSync(dataDir)).toBe(false);
  });
});
