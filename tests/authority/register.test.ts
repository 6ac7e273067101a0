import { asked, BROTHER, DEAD, LI, MA, MOTHER, NEWBORN, OLD_NEWBORN, SISTER, UNKNOWN } from './people';
import { CITY, coded, openTown, registered, type Town } from './town';

const REGISTER = 'ehc.ehealthcard.register';

describe('registering a card', () => {
  let town: Town;
  beforeEach(async () => { town = await openTown(); });
  afterEach(() => town.close());

  it('issues one with ids of 64 capitals that say nothing of the person', async () => {
    const answer = await town.ask(REGISTER, { register_no: 'r-1', ...asked(LI), cellphone: '19900000001' });
    expect(answer.signed).toBe(true);
    expect(answer.biz).toMatchObject({ card_status: '1', already: '0', issuer: '河南省电子健康卡管理平台', issued_time: '20260310090000' });
    expect(answer.biz['ehealth_card_id']).toMatch(/^[\dA-F]{64}$/);
    expect(answer.biz['main_index']).toMatch(/^[\dA-F]{64}$/);
    expect(answer.biz['main_index']).not.toBe(answer.biz['ehealth_card_id']);
  });

  it('answers with the card the person already holds, however name and number are written', async () => {
    const first = await registered(town, asked(LI));
    const again = await registered(town, { id_no: ` ${LI.idNumber.toLowerCase()} `, name: '李 晓敏' }, CITY);
    expect(again).toEqual({ ...first, already: '1' });
  });

  it('gives the same answer to the same serial and person, and refuses the serial for another', async () => {
    const first = await town.ask(REGISTER, { register_no: 'r-1', ...asked(LI) });
    const again = await town.ask(REGISTER, { register_no: 'r-1', ...asked(LI), cellphone: '19900000002' });
    expect(again.biz).toEqual(first.biz);
    expect(coded(await town.ask(REGISTER, { register_no: 'r-1', ...asked(MA) }))).toBe('EHC-1007');
    expect(coded(await town.ask(REGISTER, { register_no: 'r-1', ...asked(MA) }, CITY))).toBe('ok');
  });

  it.each([
    ['a name that is another\'s', { ...LI, name: '马建国' }, 'EHC-2001'],
    ['a number nobody has', UNKNOWN, 'EHC-2002'],
    ['somebody who died', DEAD, 'EHC-2003'],
  ])('refuses %s', async (_, person, code) => {
    expect(coded(await town.ask(REGISTER, { register_no: 'r-1', ...asked(person) }))).toBe(code);
    expect(await town.persons.find({ type: '01', number: person.idNumber })).toBeUndefined();
  });

  it('says that the register is away, and issues when it is back', async () => {
    town.register.moods.set({ path: '*', mood: { kind: 'error', code: 'unavailable' } });
    const answer = await town.ask(REGISTER, { register_no: 'r-1', ...asked(LI) });
    expect(coded(answer)).toBe('EHC-2005');
    town.register.moods.clear();
    expect(coded(await town.ask(REGISTER, { register_no: 'r-1', ...asked(LI) }))).toBe('ok');
  });

  it.each([
    ['register_no', { ...asked(LI) }, 'register_no'],
    ['a serial that is too long', { register_no: 'x'.repeat(65), ...asked(LI) }, 'register_no'],
    ['a number with a wrong check digit', { register_no: 'r', ...asked(LI), id_no: '419099198005170020' }, 'id_no'],
    ['a document type nobody has', { register_no: 'r', ...asked(LI), id_type: '42' }, 'id_type'],
    ['a name of digits', { register_no: 'r', ...asked(LI), name: '12345' }, 'name'],
    ['a day that does not exist', { register_no: 'r', ...asked(LI), birthday: '2026-02-30' }, 'birthday'],
    ['a time that does not exist', { register_no: 'r', ...asked(LI), register_time: '20260310250000' }, 'register_time'],
    ['an unknown channel', { register_no: 'r', ...asked(LI), apply_type: '9' }, 'apply_type'],
  ])('names the member that is wrong: %s', async (_, biz, member) => {
    const answer = await town.ask(REGISTER, biz);
    expect(answer.message).toBe(`EHC-1009: 业务参数不正确 (${member})`);
  });

  it('takes both time formats and leading zeros in the apply type', async () => {
    const biz = { ...asked(LI), apply_type: '01', register_time: '2026-03-10 08:59:59' };
    expect(coded(await town.ask(REGISTER, { register_no: 'r-1', ...biz }))).toBe('ok');
    expect(coded(await town.ask(REGISTER, { register_no: 'r-2', ...biz, register_time: '20260310085959' }))).toBe('ok');
  });

  describe('of a newborn without document', () => {
    const guardian = { guardian_id_type: '01', guardian_id_no: MOTHER.idNumber, guardian_name: MOTHER.name };

    it('asks the register with the mother', async () => {
      expect(coded(await town.ask(REGISTER, { register_no: 'r-1', ...asked(NEWBORN), ...guardian }))).toBe('ok');
    });

    it('needs the mother, and her own document', async () => {
      expect((await town.ask(REGISTER, { register_no: 'r-1', ...asked(NEWBORN) })).message).toContain('(guardian_id_no)');
      const wrong = await town.ask(REGISTER, { register_no: 'r-2', ...asked(NEWBORN), ...guardian, guardian_id_no: '419099198005170020' });
      expect(wrong.message).toContain('(guardian_id_no)');
      const nameless = await town.ask(REGISTER, { register_no: 'r-3', ...asked(NEWBORN), ...guardian, guardian_name: '2' });
      expect(nameless.message).toContain('(guardian_name)');
    });

    it('is refused with somebody who is not the mother', async () => {
      const other = { guardian_id_type: '01', guardian_id_no: MOTHER.idNumber, guardian_name: '钱妈妈' };
      expect(coded(await town.ask(REGISTER, { register_no: 'r-1', ...asked(NEWBORN), ...other }))).toBe('EHC-2004');
    });

    it('ends with the 92nd day of life', async () => {
      const answer = await town.ask(REGISTER, { register_no: 'r-1', ...asked(OLD_NEWBORN), ...guardian });
      expect(answer.message).toContain('(id_no)');
    });
  });

  it('tells people of one household number apart by their names', async () => {
    const brother = await registered(town, asked(BROTHER));
    const sister = await registered(town, asked(SISTER));
    expect(sister['ehealth_card_id']).not.toBe(brother['ehealth_card_id']);
    expect(sister['already']).toBe('0');
  });

  it('takes a pre-generated card back as if it had never been made, and the person claims it like any other', async () => {
    const batch = await registered(town, { ...asked(MA), apply_type: '4' });
    expect(coded(await town.ask('ehc.ehealthcard.close', { ehealth_card_id: batch['ehealth_card_id'] }))).toBe('ok');
    expect((await town.ask('ehc.ehealthcode.query', asked(MA))).biz).toMatchObject({ card_status: '5' });
    expect(await registered(town, { ...asked(MA), apply_type: '4' })).toMatchObject({ card_status: '5', already: '1' });
    expect(await registered(town, asked(MA))).toMatchObject({ ehealth_card_id: batch['ehealth_card_id'], card_status: '1', already: '0' });
  });

  it('takes back what a batch made only while nobody holds it, when asked so', async () => {
    const takenBack = async (id: string | undefined) => coded(await town.ask('ehc.ehealthcard.close', { ehealth_card_id: id, card_status: '5' }));
    const [waiting, held] = [await registered(town, { ...asked(MA), apply_type: '4' }), await registered(town, asked(LI))];
    expect([await takenBack(waiting['ehealth_card_id']), await takenBack(waiting['ehealth_card_id'])]).toEqual(['ok', 'EHC-3003']);
    expect(await takenBack(held['ehealth_card_id'])).toBe('EHC-3004');
    expect((await town.ask('ehc.ehealthcode.query', asked(LI))).biz).toMatchObject({ card_status: '1' });
  });

  it('pre-generates in a batch what the person activates by applying', async () => {
    const batch = await registered(town, { ...asked(LI), apply_type: '4' });
    expect(batch['card_status']).toBe('5');
    expect(coded(await town.ask('ehc.ehealthcode.generate', { ehealth_card_id: batch['ehealth_card_id'] }))).toBe('EHC-3001');
    const applied = await registered(town, asked(LI));
    expect(applied).toMatchObject({ ehealth_card_id: batch['ehealth_card_id'], card_status: '1', already: '0' });
  });

  it('keeps names and numbers sealed, and tells the audit before anything is written', async () => {
    await registered(town, { ...asked(LI), cellphone: '19900000001', address: '郑州市示例路1号' });
    const tables = ['authority', 'person-index'].map((name) => town.engine.call('Scan', { TableName: `${town.prefix}${name}` }));
    const everything = JSON.stringify([await Promise.all(tables), town.log.lines, town.audit]);
    for (const secret of [LI.name, LI.idNumber, '19900000001', '示例路', '0123456789ABCDEF']) expect(everything).not.toContain(secret);
    expect(town.audit).toContainEqual(expect.objectContaining({ actor: 'authority:demo-app', action: 'authority.register', ground: 'contract' }));
  });

  it('issues nothing when the audit cannot be written, and stores no such answer', async () => {
    town.switches.auditFails = true;
    expect(coded(await town.ask(REGISTER, { register_no: 'r-1', ...asked(LI) }))).toBe('EHC-9001');
    town.switches.auditFails = false;
    expect((await town.ask(REGISTER, { register_no: 'r-1', ...asked(LI) })).biz['already']).toBe('0');
  });
});
