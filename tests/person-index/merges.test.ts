import * as fc from 'fast-check';
import { listKnownDocumentsRoute, mergePersonsRoute, reverseMergeRoute } from '../../shared/person-index/person-index.routes';
import { citizenNumber } from '../../functions/local/seed/invented-numbers';
import type { LegalDocument } from '../../shared/kernel/documents';
import { citizen, codeOf, documentOf, openIndexHouse, REGISTRAR, type IndexHouse } from './index-house';

const NAMES = ['李晓敏', '马建国', '王小明', '赵芳', '周杰', '吴丽'];
let next = 100;

describe('a registrar', () => {
  let house: IndexHouse;
  beforeAll(async () => { house = await openIndexHouse(); });
  afterAll(() => house.close());

  /** New people, each with a citizen's number of their own. */
  async function people(count: number) {
    return Promise.all(Array.from({ length: count }, async (_, order) => {
      const document = citizen((next += 1));
      const name = NAMES[order] ?? '李晓敏';
      const { personId } = await house.window.findOrRegister(document, name);
      return { personId, document, input: { name, idType: document.type, idNumber: document.number } };
    }));
  }
  type Person = Awaited<ReturnType<typeof people>>[number];
  async function personWith(document: LegalDocument, name: string): Promise<Person> {
    const { personId } = await house.window.findOrRegister(document, name);
    return { personId, document, input: { name, idType: document.type, idNumber: document.number } };
  }
  const merge = (survivor: Person, merged: Person) => house.ask(mergePersonsRoute, { survivor: survivor.input, merged: merged.input, evidence: 'both-documents-seen' });
  const reverse = (mergeId: string) => house.ask(reverseMergeRoute, { mergeId, reason: '登记错误' });
  const survivorsOf = (all: readonly Person[]) => Promise.all(all.map(({ personId }) => house.window.survivorOf(personId)));
  async function merged(survivor: Person, other: Person): Promise<string> {
    const answer = await merge(survivor, other);
    if (!answer.ok) throw new Error(answer.refusal.code);
    return answer.value.mergeId;
  }

  it('merges two persons: either document leads to the survivor', async () => {
    const [a, b] = (await people(2)) as [Person, Person];
    const answer = await merge(a, b);
    expect(answer).toMatchObject({ ok: true, value: { survivorId: a.personId, mergedId: b.personId, evidence: 'both-documents-seen', by: 'account-registrar' } });
    expect(await house.window.find(b.document)).toBe(a.personId);
    expect(await house.window.findOrRegister(b.document, b.input.name)).toEqual({ personId: a.personId, isNew: false });
    expect(codeOf(await merge(a, b))).toBe('persons/same-already');
    expect(codeOf(await merge(b, a))).toBe('persons/same-already');
  });

  it('follows chains, and takes them apart from the end', async () => {
    const [a, b, c] = (await people(3)) as [Person, Person, Person];
    const first = await merged(b, a);
    const second = await merged(c, b);
    expect(await survivorsOf([a, b, c])).toEqual([c.personId, c.personId, c.personId]);
    expect(codeOf(await reverse(first))).toBe('persons/merged-again-since');
    expect(codeOf(await reverse(second))).toBe('ok');
    expect(await survivorsOf([a, b, c])).toEqual([b.personId, b.personId, c.personId]);
    expect(codeOf(await reverse(first))).toBe('ok');
    expect(await survivorsOf([a, b, c])).toEqual([a.personId, b.personId, c.personId]);
    expect(codeOf(await reverse(first))).toBe('persons/merge-reversed-already');
  });

  it('tells others of either in the same transaction', async () => {
    const [a, b] = (await people(2)) as [Person, Person];
    const mergeId = await merged(a, b);
    await reverse(mergeId);
    const { Items } = (await house.engine.call('Scan', { TableName: `${house.prefix}person-index` })) as { Items: { event?: { M: Record<string, { S: string }> } }[] };
    const events = Items.flatMap(({ event }) => (event?.M['mergeId']?.S === mergeId ? [event.M] : []));
    expect(events.map((event) => event['type']?.S).sort()).toEqual(['persons.merged.v1', 'persons.split.v1']);
    for (const event of events) expect([event['survivorId']?.S, event['mergedId']?.S]).toEqual([a.personId, b.personId]);
  });

  it('merges two birthdays or genders only of one name, and on the word of the household register: there a number was corrected', async () => {
    const woman = await personWith(documentOf('01', citizenNumber('1992-06-25', 2, '2')), '李娜');
    const man = await personWith(documentOf('01', citizenNumber('1990-03-12', 3, '1')), '张伟');
    expect(codeOf(await merge(woman, man))).toBe('persons/contradict');
    expect(await survivorsOf([woman, man])).toEqual([woman.personId, man.personId]);
    const bySameRegister = (merged: Person) => house.ask(mergePersonsRoute, { survivor: woman.input, merged: merged.input, evidence: 'register-says-same' });
    expect(codeOf(await bySameRegister(man))).toBe('persons/contradict');
    const corrected = await personWith(documentOf('01', citizenNumber('1992-06-26', 5, '2')), '李娜');
    expect(codeOf(await merge(woman, corrected))).toBe('persons/contradict');
    expect(codeOf(await bySameRegister(corrected))).toBe('ok');
  });

  it('is told what is wrong with what they typed', async () => {
    const [a, b] = (await people(2)) as [Person, Person];
    const ask = (merged: object) => house.ask(mergePersonsRoute, { survivor: a.input, merged: { ...b.input, ...merged }, evidence: 'both-documents-seen' });
    expect(codeOf(await ask({ idNumber: '419099198005170020' }))).toBe('persons/document-not-valid');
    expect(codeOf(await ask({ name: '123' }))).toBe('persons/document-not-valid');
    expect(codeOf(await ask({ idNumber: citizen(99).number }))).toBe('persons/document-unknown');
    expect(codeOf(await ask({ name: '王小明' }))).toBe('persons/document-unknown');
    expect(codeOf(await reverse('merge_unknown'))).toBe('persons/merge-unknown');
  });

  it('knows a person by the new name after it changed', async () => {
    const [a, b] = (await people(2)) as [Person, Person];
    await house.window.findOrRegister(b.document, '马国建');
    expect(codeOf(await merge(a, b))).toBe('persons/document-unknown');
    expect(codeOf(await merge(a, { ...b, input: { ...b.input, name: '马国建' } }))).toBe('ok');
  });

  it('sees the documents of all who are one, masked, with their validity, and every merge', async () => {
    const [a, b] = (await people(2)) as [Person, Person];
    await house.window.addDocument(b.personId, documentOf('03', `XE${next}00001`), b.input.name);
    house.clock.now += 86_400_000;
    await house.window.addDocument(b.personId, documentOf('03', `XE${next}00002`), b.input.name);
    house.clock.now -= 86_400_000;
    const mergeId = await merged(a, b);
    const seen = await house.ask(listKnownDocumentsRoute, b.input);
    if (!seen.ok) throw new Error(seen.refusal.code);
    const passports = seen.value.documents.filter(({ idType }) => idType === '03');
    expect(seen.value.documents).toHaveLength(4);
    expect(passports.map(({ validTo }) => validTo).sort()).toEqual(['2026-03-11', undefined]);
    expect(seen.value.documents.every(({ maskedNumber }) => maskedNumber.includes('*'))).toBe(true);
    expect(seen.value.merges).toMatchObject([{ mergeId, survivorId: a.personId }]);
    expect(house.audit.at(-1)).toMatchObject({ subject: a.personId, action: 'person.look-up', ground: 'post:registrar', institutionId: 'inst-410000-1' });
    expect(codeOf(await house.ask(listKnownDocumentsRoute, { ...b.input, idNumber: 'x' }))).toBe('persons/document-not-valid');
    expect(codeOf(await house.ask(listKnownDocumentsRoute, { ...b.input, name: '王小明' }))).toBe('persons/document-unknown');
  });

  it('is the only post that may', async () => {
    const [a, b] = (await people(2)) as [Person, Person];
    for (const role of ['counter', 'village-doctor'] as const) {
      const clerk = { ...REGISTRAR, post: { ...REGISTRAR.post, role } };
      expect(codeOf(await house.ask(mergePersonsRoute, { survivor: a.input, merged: b.input, evidence: 'permit-renewed' }, clerk))).toBe('persons/not-registrar');
      expect(codeOf(await house.ask(reverseMergeRoute, { mergeId: 'any', reason: '登记错误' }, clerk))).toBe('persons/not-registrar');
      expect(codeOf(await house.ask(listKnownDocumentsRoute, a.input, clerk))).toBe('persons/not-registrar');
    }
  });

  it('changes and opens nothing when the audit cannot be written', async () => {
    const [a, b] = (await people(2)) as [Person, Person];
    house.switches.auditFails = true;
    await expect(merge(a, b)).rejects.toThrow('audit');
    await expect(house.ask(listKnownDocumentsRoute, a.input)).rejects.toThrow('audit');
    house.switches.auditFails = false;
    expect(await survivorsOf([a, b])).toEqual([a.personId, b.personId]);
  });

  it('and another who merge the same persons the other way round at once make no circle', async () => {
    const [a, b, c] = (await people(3)) as [Person, Person, Person];
    const answers = await Promise.all([merge(a, b), merge(b, a), merge(b, c), merge(c, b), merge(c, a), merge(a, c)]);
    expect(answers.filter(({ ok }) => ok)).toHaveLength(2);
    expect(new Set(await survivorsOf([a, b, c])).size).toBe(1);
  });

  it('whatever is merged and reversed, everybody stays reachable, and undoing it all restores the beginning', async () => {
    const step = fc.oneof(
      fc.record({ survivor: fc.nat(4), merged: fc.nat(4) }),
      fc.record({ undo: fc.nat(5) }),
    );
    await fc.assert(fc.asyncProperty(fc.array(step, { maxLength: 8 }), async (steps) => {
      const all = await people(5);
      const merges: string[] = [];
      const take = async (one: (typeof steps)[number]) => {
        if ('undo' in one) {
          await reverse(merges[one.undo] ?? 'merge_none');
          return;
        }
        const answer = await merge(all[one.survivor]!, all[one.merged]!);
        if (answer.ok) merges.push(answer.value.mergeId);
      };
      for (const one of steps) await take(one);
      const ids = all.map(({ personId }) => personId);
      expect((await survivorsOf(all)).every((survivor) => ids.includes(survivor))).toBe(true);
      for (const mergeId of merges.reverse()) await reverse(mergeId);
      expect(await survivorsOf(all)).toEqual(ids);
    }), { numRuns: 15 });
  });
});
