import { asked, LI, MA_BY_PASSPORT } from './people';
import { coded, openTown, registered, type Town } from './town';

const ALTER = 'ehc.ehealthcard.alter';
const CLOSE = 'ehc.ehealthcard.close';

describe('the life of a card', () => {
  let town: Town;
  let cardId: string;
  beforeEach(async () => {
    town = await openTown();
    cardId = (await registered(town, { ...asked(LI), cellphone: '19900000001' }))['ehealth_card_id'] ?? '';
  });
  afterEach(() => town.close());

  const status = async () => (await town.ask('ehc.ehealthcode.query', { ehealth_card_id: cardId })).biz['card_status'];
  const alter = async (biz: object) => coded(await town.ask(ALTER, { ehealth_card_id: cardId, alter_no: 'a', alter_time: '20260310090000', ...biz }));
  const close = async () => coded(await town.ask(CLOSE, { ehealth_card_id: cardId, revoke_no: 'c', revoke_time: '20260310090000' }));
  const staticCode = { ehealth_code: '', medstepcode: '010101', terminalcode: 't01', channelcode: '01' };
  const verify = async () => town.ask('ehc.ehealthcode.verify', { ...staticCode, ehealth_code: `${cardId}:1` });

  it('reported lost it is refused everywhere, and the person gets no second one', async () => {
    const { ehealth_code: shown } = (await town.ask('ehc.ehealthcode.generate', { ehealth_card_id: cardId })).biz;
    expect(await alter({ card_status: '2' })).toBe('ok');
    expect(await status()).toBe('2');
    expect(coded(await verify())).toBe('EHC-3002');
    expect(coded(await town.ask('ehc.ehealthcode.verify', { ...staticCode, ehealth_code: shown }))).toBe('EHC-3002');
    expect(coded(await town.ask('ehc.ehealthcode.generate', { ehealth_card_id: cardId }))).toBe('EHC-3002');
    expect(coded(await town.ask('ehc.ehealthcard.register', { register_no: 'r-2', ...asked(LI) }))).toBe('EHC-3002');
  });

  it('a loss reported twice is a loss; restored it works again, with its static code and new dynamic ones', async () => {
    expect([await alter({ card_status: '2' }), await alter({ card_status: '02' })]).toEqual(['ok', 'ok']);
    expect([await alter({ card_status: '1' }), await alter({ card_status: '1' })]).toEqual(['ok', 'ok']);
    const { ehealth_code: shown } = (await town.ask('ehc.ehealthcode.generate', { ehealth_card_id: cardId })).biz;
    expect(coded(await verify())).toBe('ok');
    expect(coded(await town.ask('ehc.ehealthcode.verify', { ...staticCode, ehealth_code: shown }))).toBe('ok');
  });

  it('contact members change, what is not named stays, and lost cards are not altered', async () => {
    expect(await alter({ cellphone: '19900000009', address: '洛阳市示例路2号' })).toBe('ok');
    expect((await verify()).biz).toMatchObject({ name: LI.name, cellphone: '19900000009', address: '洛阳市示例路2号', id_no: LI.idNumber });
    expect(await alter({ card_status: '2', address: '开封市示例路3号' })).toBe('ok');
    expect(await alter({ cellphone: '19900000008' })).toBe('EHC-3002');
    expect(await alter({ card_status: '1' })).toBe('ok');
    expect((await verify()).biz).toMatchObject({ cellphone: '19900000009', address: '开封市示例路3号' });
  });

  it('what the number or the register says of the holder is not altered, and nothing beside it is', async () => {
    const change = { ehealth_card_id: cardId, alter_no: 'a', address: '郑州市示例路9号' };
    expect((await town.ask(ALTER, { ...change, birthday: '1890-01-01' })).message).toBe('EHC-2006: 与证件或人口库登记信息不一致 (birthday)');
    expect((await town.ask(ALTER, { ...change, gender: '1' })).message).toBe('EHC-2006: 与证件或人口库登记信息不一致 (gender)');
    expect((await verify()).biz).toMatchObject({ birthday: '1980-05-17', gender: '2' });
    expect((await verify()).biz['address']).toBeUndefined();
    expect(await alter({ birthday: '1980-05-17', gender: '2', address: change.address })).toBe('ok');
    const passport = (await registered(town, { ...asked(MA_BY_PASSPORT), birthday: '1890-01-01' }))['ehealth_card_id'] ?? '';
    expect(coded(await town.ask(ALTER, { ehealth_card_id: passport, birthday: '1890-01-01' }))).toBe('EHC-2006');
    expect((await town.ask('ehc.ehealthcode.verify', { ...staticCode, ehealth_code: `${passport}:1` })).biz['birthday']).toBe('1980-05-17');
  });

  it('closed it stays closed', async () => {
    expect([await close(), await close()]).toEqual(['ok', 'EHC-3003']);
    expect(await status()).toBe('3');
    expect(coded(await verify())).toBe('EHC-3003');
    expect([await alter({ card_status: '1' }), await alter({ card_status: '2' }), await alter({ cellphone: '19900000009' })]).toEqual(['EHC-3003', 'EHC-3003', 'EHC-3003']);
  });

  it('a lost card can be closed', async () => {
    expect([await alter({ card_status: '2' }), await close()]).toEqual(['ok', 'ok']);
  });

  it('registering after closing issues the same ids again, and a batch does not', async () => {
    await close();
    expect(coded(await town.ask('ehc.ehealthcard.register', { register_no: 'b-1', ...asked(LI), apply_type: '4' }))).toBe('EHC-3003');
    town.clock.now += 60_000;
    const again = await registered(town, { ...asked(LI), cellphone: '19900000003' });
    expect(again).toMatchObject({ ehealth_card_id: cardId, already: '0', card_status: '1', issued_time: '20260310090100' });
    expect((await verify()).biz['cellphone']).toBe('19900000003');
  });

  it('an unknown card is unknown, and a state nobody may set is refused', async () => {
    expect(coded(await town.ask(ALTER, { ehealth_card_id: 'nobody' }))).toBe('EHC-3001');
    expect(coded(await town.ask(CLOSE, { ehealth_card_id: 'nobody' }))).toBe('EHC-3001');
    for (const state of ['3', '5', '9']) expect(await alter({ card_status: state })).toBe('EHC-1009');
  });

  it('changes at the same moment do not undo each other', async () => {
    const answers = await Promise.all([
      alter({ cellphone: '19900000007' }), alter({ address: '信阳市示例路4号' }), alter({ unit: '示例小学' }), alter({ telephone: '0371-0000000' }),
    ]);
    expect(answers).toEqual(['ok', 'ok', 'ok', 'ok']);
    expect((await verify()).biz).toMatchObject({ cellphone: '19900000007', address: '信阳市示例路4号' });
  });

  it('nothing changes when the audit cannot be written', async () => {
    town.switches.auditFails = true;
    expect([await alter({ card_status: '2' }), await close()]).toEqual(['EHC-9001', 'EHC-9001']);
    town.switches.auditFails = false;
    expect(await status()).toBe('1');
  });

  it('every change is in the audit', async () => {
    await alter({ card_status: '2' });
    await alter({ card_status: '1' });
    await alter({ cellphone: '19900000007' });
    await close();
    expect(town.audit.map(({ action }) => action).filter((action) => /loss|restore|alter|close/.test(action)))
      .toEqual(['authority.report-loss', 'authority.restore', 'authority.alter', 'authority.close']);
  });
});
