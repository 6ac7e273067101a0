import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { claimCardRoute, listCardsRoute } from '../../shared/card/card.routes';
import { samplePeople } from '../../functions/local/seed/sample-people';
import { chinaDayOf } from '../../shared/kernel/china-day';
import { makePhone } from '../rig/phone';
import { freePort, spawnStart, type Started } from '../rig/spawn-start';

/** Accounts of a family phone and of strangers' phones, all verified as one person. */
const ACCOUNTS = ['wx-zhang-wei', 'wx-li-na', 'wx-zhang-guoqiang', 'wx-chen-jing', 'wx-liu-qiang'];
const CLAIMS = 100;

describe('a hundred claims at once, served by four isolated workers', () => {
  let started: Started;
  beforeAll(async () => {
    started = await spawnStart({ WORKERS: '4', PORT: String(await freePort()), DATA_DIR: mkdtempSync(join(tmpdir(), 'workers-')) });
  }, 60_000);
  afterAll(async () => {
    await started.end();
  });

  it('give one person exactly one card, issued at most once and bound for everybody else', async () => {
    const person = samplePeople(chinaDayOf(Date.now())).find(({ personKey }) => personKey === 'zhang-wei')!;
    const places = { url: started.url, wechat: { url: started.wechatUrl } };
    const phones = await Promise.all(ACCOUNTS.map(async (wechatUser) => {
      const phone = makePhone(places);
      await phone.signIn(wechatUser);
      await phone.consent('privacy', 'sensitive');
      return phone;
    }));
    // One after the other: several accounts trying one document at the same moment look like guessing.
    for (const phone of phones) await phone.verify(person);
    const claims = await Promise.all(Array.from({ length: CLAIMS }, (_, n) => phones[n % phones.length]!.send(claimCardRoute, {})));
    const cards = claims.flatMap((claim) => (claim.ok ? [claim.value] : []));
    expect(claims.filter(({ status }) => status !== 200 && status !== 503)).toEqual([]);
    expect(cards.length).toBeGreaterThan(0);
    expect(new Set(cards.map(({ healthCardId }) => healthCardId)).size).toBe(1);
    const packages = await Promise.all(phones.map(async (phone) => (await phone.must(claimCardRoute, {}), (await phone.must(listCardsRoute, {})).items)));
    expect(packages.map((items) => items.length)).toEqual(ACCOUNTS.map(() => 1));
    // None, when the answer of the issuing claim came too late for its phone: the card it made is bound by the next.
    expect(packages.flat().filter(({ origin }) => origin === 'issued').length).toBeLessThanOrEqual(1);
  }, 120_000);
});
