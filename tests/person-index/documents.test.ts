import { oldCitizenNumber } from '../../functions/local/seed/invented-numbers';
import { citizen, codeOf, documentOf, openIndexHouse, type IndexHouse } from './index-house';

describe('the person index', () => {
  let house: IndexHouse;
  beforeAll(async () => { house = await openIndexHouse(); });
  afterAll(() => house.close());

  it('knows a person again by the document, however it is written', async () => {
    const number = citizen(10).number;
    const first = await house.window.findOrRegister(documentOf('01', number), '李晓敏');
    expect(first).toEqual({ personId: expect.stringMatching(/^person_[0-9A-Z]{26}$/), isNew: true });
    for (const [type, written] of [['01', oldCitizenNumber('1980-05-17', 10, '2')], ['02', number], ['05', number]] as const) {
      expect(await house.window.findOrRegister(documentOf(type, written), '李晓敏')).toEqual({ ...first, isNew: false });
    }
    expect(await house.window.find(documentOf('01', number))).toBe(first.personId);
  });

  it('does not know who was never registered', async () => {
    expect(await house.window.find(citizen(11))).toBeUndefined();
  });

  it('tells a family with one household number apart by name', async () => {
    const household = documentOf('02', '419099001');
    const [brother, sister] = [await house.window.findOrRegister(household, '包小龙'), await house.window.findOrRegister(household, '包美玲')];
    expect(sister.personId).not.toBe(brother.personId);
    expect(await house.window.find(household, '包小龙')).toBe(brother.personId);
    expect(await house.window.find(household)).toBeUndefined();
  });

  it('adds a document to a person; repeating changes nothing, another\'s is refused', async () => {
    const { personId } = await house.window.findOrRegister(citizen(12), '马建国');
    const passport = documentOf('03', 'XE0000012');
    expect(await house.window.addDocument(personId, passport, '马建国')).toEqual({ ok: true, value: { personId } });
    expect(await house.window.addDocument(personId, passport, '马建国')).toEqual({ ok: true, value: { personId } });
    expect(await house.window.find(passport)).toBe(personId);
    const other = await house.window.findOrRegister(citizen(13), '李晓敏');
    expect(codeOf(await house.window.addDocument(other.personId, passport, '李晓敏'))).toBe('persons/document-of-another');
  });

  it('a newborn\'s number is free for the next child of the mother after 92 days', async () => {
    const newborn = documentOf('16', `${citizen(14).number}-1`);
    const first = await house.window.findOrRegister(newborn, '赵小宝');
    expect(await house.window.findOrRegister(newborn, '赵小宝')).toMatchObject({ personId: first.personId, isNew: false });
    house.clock.now += 92 * 86_400_000;
    expect(await house.window.find(newborn)).toBeUndefined();
    const next = await house.window.findOrRegister(newborn, '赵二宝');
    expect(next.isNew).toBe(true);
    expect(next.personId).not.toBe(first.personId);
    house.clock.now -= 92 * 86_400_000;
  });

  it('the survivor of a person who was never merged is the person', async () => {
    expect(await house.window.survivorOf('person_01K0000000000000000000000X')).toBe('person_01K0000000000000000000000X');
  });

  it('keeps numbers and names sealed', async () => {
    await house.window.findOrRegister(citizen(15), '欧阳慧仪');
    const table = await house.scan();
    for (const secret of [citizen(15).number, '欧阳慧仪', 'XE0000012']) expect(table).not.toContain(secret);
  });

  it('finds under the new key what was written under the old, and neither registers the other\'s documents again', async () => {
    const young = house.process(house.rotatedRing);
    const old = await house.window.findOrRegister(citizen(16), '李晓敏');
    expect(await young.window.findOrRegister(citizen(16), '李晓敏')).toEqual({ ...old, isNew: false });
    const late = await young.window.findOrRegister(citizen(17), '马建国');
    expect(await house.window.findOrRegister(citizen(17), '马建国')).toEqual({ ...late, isNew: false });
  });
});

describe('on a store that refuses transactions that meet, and some more', () => {
  let house: IndexHouse;
  beforeAll(async () => { house = await openIndexHouse({ refuseBusyItems: 1, conflictProbability: 0.1, seed: 3 }); });
  afterAll(() => house.close());

  it('a hundred at once register one person for one document', async () => {
    const processes = [house, ...Array.from({ length: 3 }, () => house.process()), house.process(house.rotatedRing)];
    const answers = await Promise.all(Array.from({ length: 100 }, (_unused, order) => processes[order % processes.length]!.window.findOrRegister(citizen(20), '李晓敏')));
    expect(new Set(answers.map(({ personId }) => personId)).size).toBe(1);
    expect(answers.filter(({ isNew }) => isNew)).toHaveLength(1);
  });

  it('two persons who claim one document at once: one gets it', async () => {
    const [a, b] = [await house.window.findOrRegister(citizen(21), '李晓敏'), await house.window.findOrRegister(citizen(22), '马建国')];
    const passport = documentOf('03', 'XE0000021');
    const claims = await Promise.all(Array.from({ length: 10 }, (_unused, order) => house.window.addDocument(order % 2 ? a.personId : b.personId, passport, '李晓敏')));
    expect(claims.filter((claim) => claim.ok)).toHaveLength(5);
    const winners = new Set(claims.flatMap((claim) => (claim.ok ? [claim.value.personId] : [])));
    expect([...winners]).toEqual([await house.window.find(passport)]);
  });
});
