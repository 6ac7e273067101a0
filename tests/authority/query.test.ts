import { asked, BROTHER, DEAD, LI, MA, MOTHER, NEWBORN, UNKNOWN } from './people';
import { coded, openTown, registered, type Town } from './town';

const QUERY = 'ehc.ehealthcode.query';

describe('querying', () => {
  let town: Town;
  let card: Record<string, string>;
  beforeAll(async () => {
    town = await openTown();
    card = await registered(town, asked(LI));
  });
  afterAll(() => town.close());

  const known = () => ({ ehealth_card_id: card['ehealth_card_id'], main_index: card['main_index'], card_status: '1', issued_time: card['issued_time'], issuer: card['issuer'] });

  it('by card id tells state and main index, not the person', async () => {
    expect((await town.ask(QUERY, { ehealth_card_id: card['ehealth_card_id'] })).biz).toEqual({ ...known(), real_name: 'not-asked' });
  });

  it('by document alone does the same', async () => {
    expect((await town.ask(QUERY, { id_no: LI.idNumber })).biz).toEqual({ ...known(), real_name: 'not-asked' });
  });

  it('with the name asks the register, and says what it knows', async () => {
    const expected = { ...known(), real_name: 'match', gender: '2', birthday: '1980-05-17', nation: '01' };
    expect((await town.ask(QUERY, { ...asked(LI), rzfs: '05' })).biz).toEqual(expected);
  });

  it('with the name of a person without a card says only that it matches', async () => {
    expect((await town.ask(QUERY, asked(MA))).biz).toEqual({ real_name: 'match', gender: '1', birthday: '1980-05-17', nation: '03' });
  });

  it.each([
    ['another name', { ...LI, name: '马建国' }, 'name-does-not-match'],
    ['a number nobody has', UNKNOWN, 'not-found'],
    ['somebody who died', DEAD, 'deceased'],
  ])('with %s tells nothing else', async (_, person, said) => {
    expect((await town.ask(QUERY, asked(person))).biz).toEqual({ real_name: said });
  });

  it('a newborn with the mother, and with somebody else', async () => {
    const guardian = { guardian_id_no: MOTHER.idNumber, guardian_name: MOTHER.name };
    expect((await town.ask(QUERY, { ...asked(NEWBORN), ...guardian })).biz['real_name']).toBe('match');
    expect((await town.ask(QUERY, { ...asked(NEWBORN), ...guardian, guardian_name: '钱妈妈' })).biz).toEqual({ real_name: 'guardian-does-not-match' });
  });

  it('a household number finds nobody without the name', async () => {
    await registered(town, asked(BROTHER));
    expect(coded(await town.ask(QUERY, { id_type: '02', id_no: BROTHER.idNumber }))).toBe('EHC-3001');
    expect((await town.ask(QUERY, asked(BROTHER))).biz).toMatchObject({ real_name: 'match', card_status: '1' });
  });

  it('refuses a card id nobody has, a document without a card, and a card id that is not this document\'s', async () => {
    expect(coded(await town.ask(QUERY, { ehealth_card_id: 'nobody' }))).toBe('EHC-3001');
    expect(coded(await town.ask(QUERY, { id_no: MA.idNumber }))).toBe('EHC-3001');
    expect(coded(await town.ask(QUERY, { id_no: LI.idNumber, ehealth_card_id: 'another' }))).toBe('EHC-3001');
  });

  it('names what is missing or wrong', async () => {
    expect((await town.ask(QUERY, {})).message).toContain('(ehealth_card_id)');
    expect((await town.ask(QUERY, { id_no: '419099198005170020' })).message).toContain('(id_no)');
    expect((await town.ask(QUERY, { ...asked(LI), name: '1' })).message).toContain('(name)');
  });

  it('says that the register is away', async () => {
    town.register.moods.set({ path: '*', mood: { kind: 'error', code: 'unavailable' } });
    expect(coded(await town.ask(QUERY, asked(LI)))).toBe('EHC-2005');
    expect(coded(await town.ask(QUERY, { id_no: LI.idNumber }))).toBe('ok');
    town.register.moods.clear();
  });

  it('is in the audit under the person, or under a mark of the document when we know nobody', async () => {
    await town.ask(QUERY, asked(LI));
    expect(town.audit.at(-1)?.subject).toMatch(/^person_/);
    await town.ask(QUERY, asked(UNKNOWN));
    expect(town.audit.at(-1)?.subject).toMatch(/^document#v1\./);
  });
});
