import { createHash } from 'node:crypto';
import directory from '../../../functions/card/institutions.json';
import { CITIES, HOSPITALS, cityOf, hospitalsIn } from '../../../functions/local/seed/henan';
import { sampleCitizens, sampleRegister, sampleWechatUsers } from '../../../functions/local/seed/registered';
import { samplePeople } from '../../../functions/local/seed/sample-people';
import { SAMPLE_STAFF } from '../../../functions/local/seed/sample-staff';
import { startPopulationRegister } from '../../../functions/sandbox/population-register';

const TODAY = '2026-03-01';
const people = samplePeople(TODAY);
const entries = (name: string) => sampleRegister(TODAY).filter((entry) => entry.name === name);
const types = (name: string) => entries(name).map(({ idType }) => idType);

test('everyone is registered under every document they hold', () => {
  expect(new Set(sampleRegister(TODAY).map(({ name }) => name))).toEqual(new Set(people.map(({ name }) => name)));
  expect([types('马建国'), types('吴丽'), types('萧淑芬'), types('JOHN SAMPLE')]).toEqual([['01', '03'], ['05', '01'], ['11', '07'], ['15', '03']]);
});

test('the register keeps numbers in their canonical form', () => {
  expect(entries('刘桂兰')[0]?.idNumber).toMatch(/^41909919441105002[\dX]$/);
  expect(entries('欧阳慧仪')[0]?.idNumber).toBe('M00000002');
  expect(types('高永康')).toEqual(['10']);
});

test('parents are registered as guardians, under the register\'s form of their numbers', () => {
  const father = entries('刘强')[0]!;
  expect(entries('刘洋')[0]?.guardians).toEqual([{ idType: '01', idNumber: father.idNumber, name: '刘强' }]);
  expect(father.guardians?.[0]?.idNumber).toHaveLength(18);
  expect(entries('张子涵')[0]?.guardians?.map(({ name }) => name)).toEqual(['李娜', '张伟']);
  expect(entries('陈静')[0]?.guardians).toEqual([]);
});

test('the population register answers for the sample people over HTTP', async () => {
  const register = await startPopulationRegister({ appId: 'a', appSecret: 's', people: sampleRegister(TODAY) });
  async function ask(question: Record<string, unknown>): Promise<unknown> {
    const body = JSON.stringify({ requestId: 'r-1', ...question });
    const timestamp = String(Date.now());
    const signature = createHash('sm3').update(`s${timestamp}${body}`).digest('hex');
    const headers = { 'x-app-id': 'a', 'x-timestamp': timestamp, 'x-signature': signature };
    const response = await fetch(`${register.url}/register/real-name-check`, { method: 'POST', headers, body });
    return ((await response.json()) as { result?: unknown }).result;
  }
  const newborn = entries('张小宝')[0]!;
  const deceased = entries('孙德福')[0]!;
  const results = [
    await ask({ idType: '16', idNumber: newborn.idNumber, name: '张小宝', guardian: newborn.guardians![0] }),
    await ask({ idType: '01', idNumber: deceased.idNumber, name: '孙德福' }),
    await ask({ idType: '02', idNumber: '419099001', name: '包美玲' }),
    await ask({ idType: '06', idNumber: 'H00000001', name: '何世昌' }),
  ];
  await register.close();
  expect(results).toEqual(['match', 'deceased', 'match', 'match']);
});

test('the face check can compare living citizens, never permits or passports', () => {
  const names = sampleCitizens(TODAY).map(({ name }) => name);
  expect(names).toContain('刘桂兰');
  expect(names).not.toContain('孙德福');
  expect(names).not.toContain('何世昌');
});

test('residents with WeChat and all staff may sign in, with ids that stay', () => {
  const users = sampleWechatUsers(TODAY);
  expect(users).toHaveLength(people.filter(({ wechatUser }) => wechatUser).length + SAMPLE_STAFF.length);
  expect(sampleWechatUsers('2027-01-01')).toEqual(users);
  const ids = users.flatMap(({ miniProgramOpenid, serviceAccountOpenid, unionid }) => [miniProgramOpenid, serviceAccountOpenid, unionid]);
  expect(new Set(ids).size).toBe(ids.length);
  for (const id of ids) expect(id).toMatch(/^o[\w-]{27}$/);
});

test('two clerks, two village doctors and a registrar work at hospitals whose cards the platform knows', () => {
  expect(SAMPLE_STAFF.map(({ role }) => role).sort()).toEqual(['counter', 'counter', 'institution-developer', 'registrar', 'village-doctor', 'village-doctor']);
  for (const { institution } of SAMPLE_STAFF) expect(directory.institutions).toContainEqual(institution);
});

test('Henan has 18 cities with the census\' people and 45 hospitals, each in a city', () => {
  expect([CITIES.length, HOSPITALS.length]).toEqual([18, 45]);
  expect(CITIES.reduce((sum, { population2020 }) => sum + population2020, 0)).toBe(99_365_519);
  expect(CITIES.flatMap(({ code }) => hospitalsIn(code))).toHaveLength(45);
  expect(directory.cities).toEqual(CITIES.map(({ code, name }) => ({ code, name })));
});

test('a county is found in its city, Jiyuan is its own, an unknown code is nowhere', () => {
  expect([cityOf('410105')?.short, cityOf('419001')?.short, cityOf('419099')]).toEqual(['郑州', '济源', undefined]);
});
