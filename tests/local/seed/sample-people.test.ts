import { ageOn } from '../../../shared/kernel/china-day';
import { documentKey, readDocument } from '../../../shared/kernel/documents';
import { isMainlandNumber } from '../../../functions/sandbox/wechat/face-checks';
import { readName } from '../../../shared/kernel/person-name';
import { samplePeople } from '../../../functions/local/seed/sample-people';
import type { SamplePerson } from '../../../functions/local/seed/sample-people';
import divisions from '../../../functions/local/seed/henan-divisions.json';

const TODAY = '2026-03-01';
/** Ends of months, leap days, both sides of a new year. */
const DAYS = [TODAY, '2026-12-31', '2027-01-01', '2028-02-26', '2028-02-29', '2028-03-01', '2030-07-15'];
const people = samplePeople(TODAY);

const documentsOf = (person: SamplePerson) => [person, ...(person.otherDocuments ?? [])];
const found = (personKey: string, list = people) => list.find((person) => person.personKey === personKey)!;

test('every kind of document of the platform table is held by somebody', () => {
  const kinds = new Set(people.flatMap(documentsOf).map(({ idType }) => idType));
  expect([...kinds].sort()).toEqual(['01', '02', '03', '04', '05', '06', '07', '08', '09', '10', '11', '15', '16', '17', '99']);
});

test.each(DAYS)('on %s every document reads, and says the same birthday and gender as the person', (today) => {
  const held = samplePeople(today).flatMap((person) => documentsOf(person).map((document) => ({ person, document })));
  for (const { person, document } of held) {
    const { birthday, gender } = person;
    const read = readDocument(document.idType, document.idNumber, today);
    expect([document.idNumber, read.ok]).toEqual([document.idNumber, true]);
    expect({ birthday, gender, ...(read.ok && read.value) }).toMatchObject({ birthday, gender });
  }
});

test('every name is canonical already', () => {
  for (const { name } of people) expect(readName(name)).toEqual({ ok: true, value: name });
});

test.each(DAYS)('on %s ages are as told', (today) => {
  const ages = Object.fromEntries(samplePeople(today).map(({ personKey, birthday }) => [personKey, ageOn(birthday, today)]));
  expect(ages).toMatchObject({ 'zhang-newborn': 0, 'chen-yinuo': 0, 'zhang-zihan': 6, 'liu-yang': 15, 'bao-xiaolong': 8, 'zhao-haoran': 13, 'zhao-xinyu': 17 });
  expect(found('han-changshou', samplePeople(today)).birthday).toBe('1899-03-07');
});

test('rights change within days: one turns fourteen and one eighteen in three days', () => {
  const inThreeDays = '2026-03-04';
  expect([ageOn(found('zhao-haoran').birthday, inThreeDays), ageOn(found('zhao-xinyu').birthday, inThreeDays)]).toEqual([14, 18]);
});

test('grown people keep their numbers from day to day, so that yesterday\'s cards are theirs', () => {
  const numbers = (today: string) =>
    new Map(samplePeople(today).filter(({ birthday }) => ageOn(birthday, today) >= 18).map(({ personKey, idNumber }) => [personKey, idNumber]));
  const [first, later] = [numbers(TODAY), numbers('2026-04-20')];
  for (const [personKey, idNumber] of first) expect([personKey, later.get(personKey)]).toEqual([personKey, idNumber]);
});

test('no number can be somebody\'s: never-assigned area, or born before 1900', () => {
  expect(JSON.stringify(divisions)).not.toContain('419099');
  for (const { idType, idNumber } of people.flatMap(documentsOf)) {
    const read = readDocument(idType, idNumber, TODAY);
    if (!read.ok || !/^\d{17}[\dX]/.test(read.value.number)) continue;
    const { number } = read.value;
    expect(number.startsWith('419099') || number.slice(6, 10) < '1900').toBe(true);
  }
});

test('phones are of the invented range, and a household may share one', () => {
  const phones = people.flatMap(({ phone }) => phone ?? []);
  for (const phone of phones) expect(phone).toMatch(/^1990000\d{4}$/);
  expect(found('wang-xiuying').phone).toBe(found('zhang-guoqiang').phone);
  expect(found('liu-yang').phone).toBe(found('liu-guilan').phone);
});

test('no two people share a key, a WeChat user or a document; only a household number is shared', () => {
  const keys = people.map(({ personKey }) => personKey);
  const users = people.flatMap(({ wechatUser }) => wechatUser ?? []);
  const holders = people.flatMap((person) =>
    [...new Set(documentsOf(person).map(({ idType, idNumber }) => {
      const read = readDocument(idType, idNumber, TODAY);
      return read.ok ? documentKey(read.value) : 'unreadable';
    }))]);
  expect(new Set(keys).size).toBe(keys.length);
  expect(new Set(users).size).toBe(users.length);
  const shared = holders.filter((key, at) => holders.indexOf(key) !== at);
  expect(shared).toEqual(['02:419099001']);
});

test('parents are among the samples, of the right gender and of an age to be parents', () => {
  const bonds = people.flatMap(({ birthday, family }) => [
    { key: family?.motherKey, gender: '2', birthday, household: family?.household },
    { key: family?.fatherKey, gender: '1', birthday, household: family?.household },
  ]);
  for (const { key, gender, birthday, household } of bonds.filter((bond) => bond.key)) {
    const parent = found(key!);
    expect([parent.gender, parent.family?.household]).toEqual([gender, household]);
    expect(ageOn(parent.birthday, birthday)).toBeGreaterThanOrEqual(18);
  }
});

test('a newborn is known by the mother\'s number', () => {
  expect(found('zhang-newborn').idNumber).toBe(`${found('li-na').idNumber}-1`);
});

test('the old number has fifteen digits, and names carry a rare character and a middle dot', () => {
  expect(found('liu-guilan').idNumber).toMatch(/^419099\d{9}$/);
  expect([...found('wang-wei').name].map((character) => character.codePointAt(0)! > 0xffff)).toEqual([false, true]);
  expect(found('ayinur').name).toContain('\u00b7');
});

test('the face check takes citizens\' numbers and nobody else\'s', () => {
  const takes = people.filter(({ idNumber }) => isMainlandNumber(idNumber)).map(({ idType }) => idType);
  expect(new Set(takes)).toEqual(new Set(['01', '05']));
});
