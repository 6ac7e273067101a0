/** Our client of the outside open platform against our own server: both read the contract the same way. */
import { sampleRegister } from '../../functions/local/seed/registered';
import { genderWord, nationName } from '../../shared/open-platform/person.schema';
import { provider, said } from '../platform/clients/isv';
import { openTown, TODAY, type Town } from '../rig/open-town';
import { PERMANENT_CODE } from './partner';

jest.setTimeout(120_000);

let town: Town;
let client: ReturnType<typeof provider>['client'];
const ASKER = { relateAppId: 'wx0000000000000001', relateOpenId: 'oTEST-0001' };
const SOMEBODY = sampleRegister(TODAY).find(({ idType, deceased, name }) => idType === '01' && deceased !== true && !name.includes('·'));
beforeAll(async () => {
  town = await openTown();
  ({ client } = provider(town, { get now() { return Date.now(); } }));
});
afterAll(() => town.end());

function form() {
  if (!SOMEBODY) throw new Error('nobody in the register');
  const { name, gender, nation, birthday, idNumber } = SOMEBODY;
  return { wechatCode: PERMANENT_CODE, name, gender: genderWord(gender), nation: nationName(nation ?? '01'), birthday, idNumber, idType: '01', phone1: '13800000000' };
}

it('registers, finds, binds, shows, verifies and reports', async () => {
  const card = await client.registerHealthCard(form(), ASKER);
  if (!card.ok) throw new Error(JSON.stringify(card.refusal));
  const { healthCardId, qrCodeText } = card.value;
  expect(await client.getHealthCardByQRCode({ qrCodeText }, ASKER)).toMatchObject({ ok: true, value: { card: { healthCardId, idNumber: form().idNumber } } });
  expect(await client.getHealthCardByHealthCardId({ healthCardId }, ASKER)).toMatchObject({ ok: true, value: { card: { healthCardId } } });
  expect(await client.bindCardRelation({ patid: 'P0001', qrCodeText }, ASKER)).toMatchObject({ ok: true, value: { result: true } });
  const code = await client.getDynamicQRCode({ healthCardId, idType: '01', idNumber: form().idNumber, codeType: '0' }, ASKER);
  if (!code.ok) throw new Error(JSON.stringify(code.refusal));
  const reading = { qrCodeText: code.value.qrCodeText, terminalId: 'T1', time: `${TODAY} 00:00:01`, medicalStep: '010101', channelCode: '0100' };
  expect(await client.verifyQRCode(reading, ASKER)).toMatchObject({ ok: true, value: { healthCardId } });
});

it('names what our catalogue names', async () => {
  expect(await client.registerHealthCard({ ...form(), name: '不是这人' }, ASKER)).toMatchObject({ ok: false, refusal: { code: 'open-platform/refused', name: 'name-does-not-match' } });
  expect(await client.getHealthCardByHealthCode({ healthCode: '0'.repeat(32) }, ASKER)).toMatchObject({ ok: false, refusal: { name: 'code-not-valid' } });
});

it('is loud and not believed with another secret', async () => {
  const other = provider(town, { now: Date.now() }, { appSecret: 'another-secret' });
  expect(await other.client.getHealthCardByHealthCardId({ healthCardId: 'A' }, ASKER)).toEqual(said('open-platform/unavailable'));
  expect(other.log.lines.at(-1)).toMatchObject({ at: 'call.not-accepted', status: 10105, code: 'getAppToken' });
});
