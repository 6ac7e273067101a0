import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { assistClaimRoute, listAssistedClaimsRoute, readAssistedClaimRoute, readAssistedProofRoute } from '../../shared/card/assisted.routes';
import { openTown, type Town } from '../rig/open-town';
import type { Phone } from '../rig/phone';
import { staffPhone } from '../rig/presence';
import { makeTerminal } from '../rig/terminal';

const PHOTO = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.from('the signed consent, photographed '.repeat(20))]);

let town: Town;
beforeAll(async () => { town = await openTown(); }, 60_000);
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
  expect(await makeTerminal(town).scan(card.codeText)).toBe('ok');
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
