/** The authority, the register or the store in trouble: a coded refusal that says whether to come again, nothing lost, nothing done twice. */
import type { Mood } from '../../functions/sandbox/moods';
import { sampleRegister } from '../../functions/local/seed/registered';
import { giveUserCodeRoute } from '../../shared/open-platform/hand-over.routes';
import { genderWord } from '../../shared/open-platform/person.schema';
import { RESULT_CODES, type ResultName } from '../../shared/open-platform/result-codes';
import { openAuthorityWay, type AuthorityWay } from '../rig/authority-way';
import { openTown, TODAY, type Town } from '../rig/open-town';
import { verifiedPhone } from '../rig/phone';
import { bodyOf, openPartner, P, PERMANENT_CODE, post } from './partner';

jest.setTimeout(180_000);

let way: AuthorityWay;
let town: Town;
let partner: Awaited<ReturnType<typeof openPartner>>;
beforeEach(async () => {
  way = await openAuthorityWay();
  town = await openTown();
  way.leadTo(town.url);
  partner = await openPartner(town.url);
});
afterEach(async () => {
  await town.end();
  await way.close();
});

const codeOf = (name: ResultName) => RESULT_CODES[name].code;
const PEOPLE = sampleRegister(TODAY).filter(({ idType, deceased, birthday }) => idType === '01' && deceased !== true && birthday !== undefined);
const formOf = (n: number, wechatCode = PERMANENT_CODE) => {
  const person = PEOPLE[n];
  if (!person) throw new Error('no such person');
  return { wechatCode, name: person.name, gender: genderWord(person.gender), nation: '未知', birthday: person.birthday, idNumber: person.idNumber, idType: '01', phone1: '13800000000' };
};

const MOODS: readonly (readonly [string, Mood])[] = [
  ['down', { kind: 'down', how: 'reset' }], ['behind a bad gateway', { kind: 'down', how: 'bad-gateway' }],
  ['talking nonsense', { kind: 'wrong', how: 'garbage' }], ['cut off in the middle', { kind: 'wrong', how: 'cut-off' }],
];

it('with the authority away takes an institution\'s word for a face, and finds no card by it for another name', async () => {
  const { idType, idNumber } = town.person('li-na');
  way.moods.set({ path: '*', mood: { kind: 'down', how: 'reset' } });
  const { rsp: { verifyOrderId } } = await partner.call(`${P}registerRealPersonAuthOrder`, { wechatCode: PERMANENT_CODE, idCard: idNumber, cardType: idType, name: '赵假名', result: '01', verifyType: 2 });
  way.moods.clear();
  const { rsp } = await partner.call(`${P}checkUniformVerifyResult`, { verifyOrderId, verifyResult: verifyOrderId });
  expect(rsp).toMatchObject({ suc: true, healthCardId: '' });
});

it.each(MOODS)('with the authority %s a registration may come again with the same bytes, and is done once', async (_what, mood) => {
  const body = bodyOf(formOf(3), partner.token);
  const send = () => post(town.url, `${P}registerHealthCard`, body);
  way.moods.set({ path: '*', mood });
  const away = await send();
  expect([away.commonOut.resultCode, RESULT_CODES['authority-unavailable'].retry, away.rsp['healthCardId']]).toEqual([codeOf('authority-unavailable'), true, '']);
  way.moods.clear();
  const done = await send();
  expect(done.commonOut.resultCode).toBe(0);
  // Now the answer is kept: the same bytes, the same answer, also while the authority is away again.
  way.moods.set({ path: '*', mood });
  expect((await send()).text).toBe(done.text);
  way.moods.clear();
});

it('with the authority down a report of a use is kept: it comes late enough as it is', async () => {
  const qrCodeText = `${'A'.repeat(64)}:1`;
  const time = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');
  way.moods.set({ path: '*', mood: { kind: 'down', how: 'reset' } });
  expect((await partner.call(`${P}reportHISData`, { qrCodeText, time, hospitalCode: '99901', scene: '010103', cardType: '11', cardChannel: '0100' })).commonOut.resultCode).toBe(0);
  way.moods.clear();
  const kept = await town.foundations.store.queryAll(town.foundations.table('open-platform'), { pk: `use#99901#${time.slice(0, 10)}` });
  expect(kept).toMatchObject([{ scene: '010103', healthCardId: 'A'.repeat(64) }]);
});

it('a resident\'s code survives the authority\'s absence and a refusal, and is consumed by success alone', async () => {
  const phone = await verifiedPhone(town, town.person('zhang-wei'));
  const { address } = await phone.must(giveUserCodeRoute, { returnTo: 'http://127.0.0.1:9/back', hospitalId: '99901' });
  const wechatCode = new URL(address).searchParams.get('wechatCode') ?? '';
  const ask = async (n: number, changes: object = {}) => (await partner.call(`${P}registerHealthCard`, { ...formOf(n, wechatCode), ...changes })).commonOut.resultCode;
  way.moods.set({ path: '*', mood: { kind: 'down', how: 'reset' } });
  expect(await ask(4)).toBe(codeOf('authority-unavailable'));
  way.moods.clear();
  expect(await ask(4, { name: '不是他' })).toBe(codeOf('name-does-not-match'));
  expect(await ask(4)).toBe(0);
  expect(await ask(5)).toBe(codeOf('code-used'));
});

it('where the store is crowded and conflicts, every call is answered, and each person has one card', async () => {
  town.engine.setMoods({ seed: 7, conflictProbability: 0.2, refuseBusyItems: 1 });
  const answers = await Promise.all(Array.from({ length: 24 }, (_, n) => partner.call(`${P}registerHealthCard`, formOf(n % 4))));
  town.engine.setMoods({ conflictProbability: 0, refuseBusyItems: 0 });
  const said = new Set(answers.map(({ commonOut }) => commonOut.resultCode));
  expect([...said].filter((code) => ![0, codeOf('busy'), codeOf('authority-unavailable')].includes(code))).toEqual([]);
  const again = await Promise.all([0, 1, 2, 3].map((n) => partner.call(`${P}registerHealthCard`, formOf(n))));
  const cards = again.map(({ rsp }) => rsp['healthCardId']);
  expect(new Set(cards).size).toBe(4);
  for (const { commonOut, rsp } of answers) if (commonOut.resultCode === 0) expect(cards).toContain(rsp['healthCardId']);
});

it('what is audited first is not done when the audit cannot be written', async () => {
  const { rsp } = await partner.call(`${P}registerHealthCard`, formOf(6));
  const qrCodeText = String(rsp['qrCodeText']);
  const audit = jest.spyOn(town.foundations.audit, 'record').mockRejectedValue(new Error('the audit table is away'));
  const refused = await partner.call(`${P}getHealthCardByQRCode`, { qrCodeText });
  audit.mockRestore();
  expect([refused.commonOut.resultCode, (refused.rsp['card'] as { name: string }).name]).toEqual([codeOf('internal'), '']);
  expect((await partner.call(`${P}getHealthCardByQRCode`, { qrCodeText })).commonOut.resultCode).toBe(0);
});
