import { asked, LI } from './people';
import { CITY, coded, openTown, registered, type Town } from './town';

const GENERATE = 'ehc.ehealthcode.generate';
const VERIFY = 'ehc.ehealthcode.verify';

describe('codes', () => {
  let town: Town;
  let cardId: string;
  beforeAll(async () => {
    town = await openTown();
    cardId = (await registered(town, { ...asked(LI), cellphone: '19900000001', address: '郑州市示例路1号' }))['ehealth_card_id'] ?? '';
  });
  afterAll(() => town.close());

  const generate = async (kind: '0' | '1') => (await town.ask(GENERATE, { ehealth_card_id: cardId, ewmbs: kind, generate_no: 'g', generate_time: '20260310090000' })).biz;
  const reading = (text: string | undefined, terminal = 't01') => ({ ehealth_code: text, medstepcode: '010101', terminalcode: terminal, channelcode: '01' });
  const usesOf = async () => {
    const { Items } = (await town.engine.call('Scan', { TableName: `${town.prefix}authority` })) as { Items: Record<string, { S?: string }>[] };
    return Items.filter((item) => item['sk']?.S?.startsWith('use#'));
  };

  it('static: the card id and nothing that expires', async () => {
    expect(await generate('1')).toEqual({ ehealth_code: `${cardId}:1` });
  });

  it('dynamic: 32 random hex digits, valid for 120 seconds', async () => {
    const [one, other] = [await generate('0'), await generate('0')];
    expect(one['ehealth_code']).toMatch(new RegExp(`^${cardId}:0:[\\da-f]{32}$`));
    expect(one['ehealth_code']).not.toBe(other['ehealth_code']);
    expect(one['valid_until']).toMatch(/^202603100\d{5}$/);
  });

  it('tell a terminal whose card it is, write the use and the audit', async () => {
    const before = (await usesOf()).length;
    const { ehealth_code: text } = await generate('0');
    const answer = await town.ask(VERIFY, reading(text), CITY);
    expect(answer.biz).toEqual({
      name: LI.name, gender: '2', birthday: '1980-05-17', nation: '01', id_type: '01', id_no: LI.idNumber, cellphone: '19900000001',
      address: '郑州市示例路1号', ehealth_card_id: cardId, main_index: expect.stringMatching(/^[\dA-F]{64}$/),
    });
    expect((await usesOf()).slice(before)).toHaveLength(1);
    expect(await usesOf()).toContainEqual(expect.objectContaining({ cityCode: { S: '410100' }, medStep: { S: '010101' }, source: { S: 'verified' } }));
    expect(town.audit.at(-1)).toMatchObject({ actor: 'authority:zhengzhou-platform', action: 'authority.verify' });
  });

  it('static ones verify again and again', async () => {
    const { ehealth_code: text } = await generate('1');
    expect((await town.ask(VERIFY, reading(text))).biz['name']).toBe(LI.name);
    expect((await town.ask(VERIFY, reading(text, 't02'))).biz['name']).toBe(LI.name);
    expect((await town.ask(VERIFY, reading(`85:${String(text)}:9:5100A0013`))).biz['name']).toBe(LI.name);
  });

  it('dynamic ones are good for one use: the same terminal may repeat for a minute, no other may', async () => {
    const { ehealth_code: text } = await generate('0');
    const first = await town.ask(VERIFY, reading(text));
    expect(coded(await town.ask(VERIFY, reading(text, 't02')))).toBe('EHC-4003');
    expect(coded(await town.ask(VERIFY, reading(text), CITY))).toBe('EHC-4003');
    town.clock.now += 50_000;
    const uses = (await usesOf()).length;
    expect((await town.ask(VERIFY, reading(text))).biz).toEqual(first.biz);
    expect(await usesOf()).toHaveLength(uses);
    town.clock.now += 20_000;
    expect(coded(await town.ask(VERIFY, reading(text)))).toBe('EHC-4003');
  });

  it('a repeat within the minute is answered also after the code itself has run out', async () => {
    const { ehealth_code: text } = await generate('0');
    town.clock.now += 110_000;
    expect(coded(await town.ask(VERIFY, reading(text)))).toBe('ok');
    town.clock.now += 30_000;
    expect(coded(await town.ask(VERIFY, reading(text)))).toBe('ok');
  });

  it('dynamic ones expire after 120 seconds', async () => {
    const { ehealth_code: text } = await generate('0');
    town.clock.now += 119_990;
    const { ehealth_code: other } = await generate('0');
    town.clock.now += 20;
    expect(coded(await town.ask(VERIFY, reading(text)))).toBe('EHC-4002');
    expect(coded(await town.ask(VERIFY, reading(other)))).toBe('ok');
  });

  it('a loss kills what was shown before it, also after the card is restored; what is shown then is good', async () => {
    const { ehealth_code: shown } = await generate('0');
    town.clock.now += 1_000;
    await town.ask('ehc.ehealthcard.alter', { ehealth_card_id: cardId, card_status: '2' });
    expect(coded(await town.ask(VERIFY, reading(shown)))).toBe('EHC-3002');
    await town.ask('ehc.ehealthcard.alter', { ehealth_card_id: cardId, card_status: '1' });
    expect(coded(await town.ask(VERIFY, reading(shown)))).toBe('EHC-4001');
    expect(coded(await town.ask(VERIFY, reading((await generate('0'))['ehealth_code'])))).toBe('ok');
  });

  it('a reissue kills what was shown before it', async () => {
    const { ehealth_code: shown } = await generate('0');
    town.clock.now += 1_000;
    await town.ask('ehc.ehealthcard.close', { ehealth_card_id: cardId });
    await registered(town, asked(LI));
    expect(coded(await town.ask(VERIFY, reading(shown)))).toBe('EHC-4001');
    expect(coded(await town.ask(VERIFY, reading((await generate('0'))['ehealth_code'])))).toBe('ok');
  });

  it('nobody is opened for a code that is not good', async () => {
    const { ehealth_code: shown } = await generate('0');
    const opened = jest.spyOn(town.foundations.safeOf('authority'), 'open');
    expect(coded(await town.ask(VERIFY, reading(shown)))).toBe('ok');
    expect(opened).toHaveBeenCalledTimes(1);
    opened.mockClear();
    expect(coded(await town.ask(VERIFY, reading(shown, 't-other')))).toBe('EHC-4003');
    expect(opened).not.toHaveBeenCalled();
    opened.mockRestore();
  });

  it('a verification that fails consumes nothing', async () => {
    const { ehealth_code: text } = await generate('0');
    town.switches.auditFails = true;
    expect(coded(await town.ask(VERIFY, reading(text)))).toBe('EHC-9001');
    town.switches.auditFails = false;
    expect(coded(await town.ask(VERIFY, reading(text, 't09')))).toBe('ok');
  });

  it('twenty terminals at once: exactly one gets the person', async () => {
    const { ehealth_code: text } = await generate('0');
    const answers = await Promise.all(Array.from({ length: 20 }, (_, order) => town.ask(VERIFY, reading(text, `t-${order}`))));
    const codes = answers.map(coded);
    expect(codes.filter((code) => code === 'ok')).toHaveLength(1);
    expect(codes.filter((code) => code === 'EHC-4003')).toHaveLength(19);
  });

  it.each([
    ['no code of ours', 'https://example.cn/pay', 'EHC-4001'],
    ['a dynamic part that was never made', ':0:00000000000000000000000000000000', 'EHC-4001'],
    ['a card nobody has', 'AB12:1', 'EHC-3001'],
  ])('refuses %s', async (_, text, code) => {
    expect(coded(await town.ask(VERIFY, reading(text.startsWith(':') ? cardId + text : text)))).toBe(code);
  });

  it('a dynamic part does not verify under another card', async () => {
    const { ehealth_code: text = '' } = await generate('0');
    const other = (await registered(town, asked({ idType: '03', idNumber: 'XE0000007', name: '马建国' })))['ehealth_card_id'] ?? '';
    expect(coded(await town.ask(VERIFY, reading(text.replace(cardId, other))))).toBe('EHC-4001');
  });

  it.each(['ehealth_code', 'medstepcode', 'terminalcode', 'channelcode'])('need the member %s', async (member) => {
    expect((await town.ask(VERIFY, { ...reading('AB12:1'), [member]: '' })).message).toContain(`(${member})`);
  });

  it('rest so that nobody who reads the table can show one', async () => {
    const { ehealth_code: text = '' } = await generate('0');
    const table = JSON.stringify(await town.engine.call('Scan', { TableName: `${town.prefix}authority` }));
    expect(table).not.toContain(text.split(':')[2]);
  });
});
