import { createHash } from 'node:crypto';
import { FAMILY, NOW, setup } from './setup';
import type { Wish, World } from './setup';

const { mother } = FAMILY;
const NEWBORN = { idType: '16', idNumber: `${mother.idNumber}-1`, name: '张小宝' };

let world: World;
beforeAll(async () => { world = await setup(); });
afterAll(() => world.close());

test('the signature is the contract\'s check value', () => {
  const signed = createHash('sm3').update('register-secret').update('1700000000000').update('{"requestId":"r-1"}').digest('hex');
  expect(signed).toBe('767e9578e96dd96e6ebdef0f5c3afaf25639a072cecbd1accf40c633343d6e46');
});

test('a number and its holder\'s name match; the answer carries the question\'s id', async () => {
  const { answer } = await world.ask({ requestId: 'r_1-a', ...mother });
  expect(answer).toEqual({ requestId: 'r_1-a', result: 'match', gender: '2', birthday: '1899-08-12', nation: '01' });
});

test('a foreigner matches without a nation; a name with a middle dot is compared as it stands', async () => {
  expect((await world.ask({ idType: '03', idNumber: 'XE0000001', name: 'MARIA EJEMPLO' })).answer).not.toHaveProperty('nation');
  const dotted = { idType: '06', idNumber: 'H00000001' };
  expect((await world.ask({ ...dotted, name: '阿依努尔·萨迪克' })).answer.result).toBe('match');
  expect((await world.ask({ ...dotted, name: '阿依努尔•萨迪克' })).answer.result).toBe('name-does-not-match');
});

test('members of one household register are told apart by name', async () => {
  const household = { idType: '02', idNumber: '419099001' };
  const answers = await Promise.all(['包小龙', '包美玲', '包大海'].map((name) => world.ask({ ...household, name })));
  expect(answers.map(({ answer }) => answer.gender ?? answer.result)).toEqual(['1', '2', 'name-does-not-match']);
});

test.each([
  ['name-does-not-match', { ...mother, name: '李 娜' }],
  ['not-found', { ...mother, idNumber: '412724189908124426' }],
  ['not-found', { ...mother, idType: '05' }],
  ['deceased', { idType: '01', idNumber: '410105189903070014', name: '王𬱖' }],
  ['name-does-not-match', { idType: '01', idNumber: '410105189903070014', name: '王頠' }],
  ['match', { ...NEWBORN, guardian: mother }],
  ['guardian-does-not-match', { ...NEWBORN, guardian: { ...mother, name: '李美' } }],
  ['guardian-does-not-match', { ...mother, guardian: { idType: '01', idNumber: '410105189903070014', name: '王𬱖' } }],
])('%s for %j', async (result, question) => {
  const { status, answer } = await world.ask(question);
  expect([status, answer.result]).toEqual([200, result]);
  expect('birthday' in answer).toBe(result === 'match');
});

test.each([
  ['no request id', { requestId: undefined }],
  ['a request id of other characters', { requestId: 'r 1' }],
  ['a request id too long', { requestId: 'r'.repeat(65) }],
  ['a type of one digit', { idType: '1' }],
  ['permit type 17, which must be asked as 10 or 11', { idType: '17' }],
  ['an empty number', { idNumber: '' }],
  ['a name of 51 characters', { name: '𬱖'.repeat(51) }],
  ['a member that is not of the contract', { phone: '19900000001' }],
  ['a newborn without the mother', { ...NEWBORN }],
  ['a newborn of another mother', { ...NEWBORN, guardian: { ...mother, idNumber: '419099' } }],
  ['a newborn of order 0', { ...NEWBORN, idNumber: `${mother.idNumber}-0`, guardian: mother }],
])('%s is malformed', async (_what, wrong) => {
  expect(await world.ask({ ...mother, ...wrong })).toEqual({ status: 400, answer: { error: 'malformed' } });
});

const GOOD = JSON.stringify({ requestId: 'r-1', ...mother });

test.each<[number, string, Wish]>([
  [401, 'unknown-app', { headers: { 'x-app-id': 'stranger' } }],
  [401, 'clock', { timestamp: NOW - 5 * 60_000 - 1 }],
  [401, 'clock', { timestamp: NOW + 5 * 60_000 + 1 }],
  [401, 'clock', { timestamp: 'noon' }],
  [401, 'clock', { timestamp: '' }],
  [401, 'signature', { secret: 'guessed' }],
  [401, 'signature', { headers: { 'x-signature': '' } }],
  [401, 'signature', { headers: { 'x-signature': 'A'.repeat(64) } }],
  [413, 'too-large', { body: 'x'.repeat(16 * 1024 + 1) }],
  [400, 'malformed', { body: '{"requestId":' }],
  [400, 'malformed', { body: new Uint8Array([0x22, 0xff, 0x22]) }],
])('status %i, %s', async (status, error, wish) => {
  const response = await world.post({ body: GOOD, ...wish });
  expect([response.status, await response.json()]).toEqual([status, { error }]);
});

test('at the edge of the clock a question is still answered', async () => {
  for (const timestamp of [NOW - 5 * 60_000, NOW + 5 * 60_000]) {
    expect((await world.post({ body: GOOD, timestamp })).status).toBe(200);
  }
});

test('a signature covers the body as sent: one changed byte is refused', async () => {
  const signature = createHash('sm3').update(`register-secret${String(NOW)}`).update(GOOD).digest('hex');
  const response = await world.post({ body: GOOD.replace('李娜', '李妮'), headers: { 'x-signature': signature } });
  expect(await response.json()).toEqual({ error: 'signature' });
});
