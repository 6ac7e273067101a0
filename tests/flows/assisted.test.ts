import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { assistClaimRoute, listAssistedClaimsRoute, readAssistedClaimRoute, readAssistedProofRoute } from '../../shared/card/assisted.routes';
import { samplePeople } from '../../functions/local/seed/sample-people';
import { ageOn } from '../../shared/kernel/china-day';
import { openTown, type Town } from '../rig/open-town';
import type { Phone } from '../rig/phone';
import { staffPhone } from '../rig/presence';
import { makeTerminal } from '../rig/terminal';
import { makeTownClock } from '../rig/town-clock';

const PHOTO = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.from('the signed consent, photographed '.repeat(20))]);

const clock = makeTownClock();
let town: Town;
beforeAll(async () => { town = await openTown({ now: clock.now }); }, 60_000);
afterAll(() => town.end());

function assist(staff: Phone, key: string) {
  const { name, idType, idNumber } = town.person(key);
  return staff.must(assistClaimRoute, { name, idType, idNumber, documentSeen: true, proof: { kind: 'fingerprint', imageBase64: PHOTO.toString('base64') } });
}

/** Every file of the data folder, as bytes. */
function onDisk(): readonly Buffer[] {
  return readdirSync(town.dataDir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile()).map((entry) => readFileSync(join(entry.parentPath, entry.name)));
}

it('a woman of nearly a hundred without a phone gets her card at a counter: the paper\'s code is good, the photographed consent is kept, unreadable on disk, and shown to her institution', async () => {
  const clerk = await staffPhone(town, 'wx-clerk-xu');
  const before = onDisk().length;
  const { claimId, card } = await assist(clerk, 'guo-fengying');
  expect(await makeTerminal(town, clock.now).scan(card.codeText)).toBe('ok');
  const files = onDisk();
  expect(files).toHaveLength(before + 1);
  for (const clear of [PHOTO.subarray(0, 40), Buffer.from(PHOTO.toString('base64').slice(0, 40)), Buffer.from('signed consent')]) {
    expect(files.filter((file) => file.includes(clear))).toEqual([]);
  }
  expect((await clerk.must(readAssistedClaimRoute, { claimId })).card).toEqual(card);
  expect(await clerk.must(readAssistedProofRoute, { claimId })).toMatchObject({ kind: 'fingerprint', imageBase64: PHOTO.toString('base64') });
}, 60_000);

it('another institution neither lists nor reads the claim', async () => {
  const doctor = await staffPhone(town, 'wx-doctor-tian');
  const { claimId } = await assist(doctor, 'liu-guilan');
  const elsewhere = await staffPhone(town, 'wx-doctor-cui');
  expect((await elsewhere.must(listAssistedClaimsRoute, {})).items).toEqual([]);
  const refused = await elsewhere.send(readAssistedClaimRoute, { claimId });
  expect(refused).toMatchObject({ status: 404, problem: { code: 'assisted/unknown' } });
  expect(JSON.stringify(refused)).not.toContain('桂兰');
  expect(await elsewhere.send(readAssistedProofRoute, { claimId })).toMatchObject({ status: 404, problem: { code: 'assisted/unknown' } });
  expect((await doctor.must(listAssistedClaimsRoute, {})).items.map((claim) => claim.claimId)).toEqual([claimId]);
}, 60_000);

it('no child under 14 gets a card without its guardian, whatever document is shown, and no birthday but the register\'s is believed', async () => {
  const clerk = await staffPhone(town, 'wx-clerk-xu');
  const proof = { kind: 'signature', imageBase64: PHOTO.toString('base64') } as const;
  const children = samplePeople(town.today).filter(({ birthday, deceased }) => !deceased && ageOn(birthday, town.today) < 14);
  expect(new Set(children.map(({ idType }) => idType)).size).toBeGreaterThan(3);
  for (const { name, idType, idNumber, birthday } of children) {
    const shown = { name, idType, idNumber, documentSeen: true, proof } as const;
    expect(await clerk.send(assistClaimRoute, { ...shown, birthday })).toMatchObject({ problem: { code: 'assisted/guardian-needed' } });
    for (const claim of [shown, { ...shown, birthday: '1990-05-17' }]) expect(await clerk.send(assistClaimRoute, claim)).toMatchObject({ status: 422 });
  }
  const { name, idType, idNumber } = town.person('bao-xiaolong');
  const asGrown = { name, idType, idNumber, birthday: '1990-05-17', documentSeen: true, proof };
  expect(await clerk.send(assistClaimRoute, asGrown)).toMatchObject({ problem: { code: 'assisted/birthday-differs', field: 'birthday' } });
}, 60_000);

it('a clerk who goes through names is stopped at five, and neither a colleague nor the person is', async () => {
  const clerk = await staffPhone(town, 'wx-clerk-xu');
  const { name, idType, idNumber } = town.person('he-jie');
  const claim = (shown: string) => ({ name: shown, idType, idNumber, documentSeen: true, proof: { kind: 'signature', imageBase64: PHOTO.toString('base64') } }) as const;
  const codes = [];
  for (const guess of ['一', '二', '三', '四', '五', '六', '七']) {
    const heard = await clerk.send(assistClaimRoute, claim(`何${guess}`));
    codes.push(heard.ok ? 'ok' : heard.problem.code);
  }
  expect(codes).toEqual([...Array.from({ length: 5 }, () => 'identity/name-does-not-match'), 'identity/too-many-tries', 'identity/too-many-tries']);
  expect(await clerk.send(assistClaimRoute, claim(name))).toMatchObject({ status: 429, problem: { triesLeft: 0, retryAt: expect.stringContaining('+08:00') } });
  await (await staffPhone(town, 'wx-doctor-tian')).must(assistClaimRoute, claim(name));
}, 60_000);
