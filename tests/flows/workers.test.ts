import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { claimCardRoute, listCardsRoute } from '../../shared/card/card.routes';
import { openEngine } from '../../functions/local/embedded-dynamodb';
import { samplePeople, type SamplePerson } from '../../functions/local/seed/sample-people';
import { chinaDayOf } from '../../shared/kernel/china-day';
import { verifyRealNameRoute } from '../../shared/identity/identity.routes';
import { makePhone, type Phone } from '../rig/phone';
import { freePort, spawnStart, type Started } from '../rig/spawn-start';

/** Accounts of a family phone and of strangers' phones, all verified as one person. */
const ACCOUNTS = ['wx-zhang-wei', 'wx-li-na', 'wx-zhang-guoqiang', 'wx-chen-jing', 'wx-liu-qiang'];
const CLAIMS = 100;

/** What a claim may end with beside the card: it passes, and the next try gives the card. */
const PASSING = ['card/authority-unavailable'];

/** Checks of one document are made one after the other: on a busy machine a phone is told to come again in a moment. */
async function verified(phone: Phone, person: SamplePerson): Promise<void> {
  const { name, idType, idNumber } = person;
  for (;;) {
    const heard = await phone.send(verifyRealNameRoute, { name, idType, idNumber });
    if (heard.ok) return;
    expect(heard.problem.code).toBe('identity/check-in-progress');
  }
}

describe('a hundred claims at once, served by four isolated workers', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'workers-'));
  let started: Started | undefined;
  const end = async () => {
    await started?.end();
    started = undefined;
  };
  beforeAll(async () => {
    started = await spawnStart({ WORKERS: '4', PORT: String(await freePort()), DATA_DIR: dataDir });
  }, 60_000);
  afterAll(async () => {
    await end();
    rmSync(dataDir, { recursive: true, force: true });
  });

  it('each end with the one same card of one person, at once or tried again; the authority holds exactly one, every package too', async () => {
    const person = samplePeople(chinaDayOf(Date.now())).find(({ personKey }) => personKey === 'zhang-wei')!;
    const places = { url: started!.url, wechat: { url: started!.wechatUrl } };
    const phones = await Promise.all(ACCOUNTS.map(async (wechatUser) => {
      const phone = makePhone(places);
      await phone.signIn(wechatUser);
      await phone.consent('privacy', 'sensitive');
      return phone;
    }));
    await Promise.all(phones.map(async (phone) => verified(phone, person)));
    const claims = await Promise.all(Array.from({ length: CLAIMS }, async (_, n) => {
      const phone = phones[n % phones.length]!;
      return { phone, heard: await phone.send(claimCardRoute, {}) };
    }));
    expect(claims.flatMap(({ heard }) => (heard.ok || PASSING.includes(heard.problem.code) ? [] : [heard]))).toEqual([]);
    const cards = await Promise.all(claims.map(async ({ phone, heard }) => (heard.ok ? heard.value : phone.must(claimCardRoute, {}))));
    expect(cards).toHaveLength(CLAIMS);
    const [healthCardId, ...others] = new Set(cards.map((card) => card.healthCardId));
    expect(others).toEqual([]);
    const packages = await Promise.all(phones.map(async (phone) => (await phone.must(listCardsRoute, {})).items));
    expect(packages.map((items) => items.map((card) => card.healthCardId))).toEqual(ACCOUNTS.map(() => [healthCardId]));
    // None, when the answer of the issuing claim came too late for its phone: the card it made is bound by the next.
    expect(packages.flat().filter(({ origin }) => origin === 'issued').length).toBeLessThanOrEqual(1);
    await end();
    expect(await cardsAtAuthority(dataDir)).toEqual([healthCardId]);
  }, 120_000);
});

type Page = { readonly Items: readonly Record<string, { S?: string }>[]; readonly LastEvaluatedKey?: object };

/** Read from the files it left behind, whoever asks for what. */
async function cardsAtAuthority(dataDir: string): Promise<readonly (string | undefined)[]> {
  const engine = await openEngine({ path: join(dataDir, 'store') });
  const items: Page['Items'][number][] = [];
  let from: object | undefined = {};
  while (from) {
    const page = (await engine.call('Scan', { TableName: 'henan-health-local-authority', ...from })) as Page;
    items.push(...page.Items);
    from = page.LastEvaluatedKey && { ExclusiveStartKey: page.LastEvaluatedKey };
  }
  await engine.close();
  return items.filter(({ pk, sk }) => pk?.S?.startsWith('card#') && sk?.S === 'card').map((item) => item['healthCardId']?.S);
}
