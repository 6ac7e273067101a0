import { CITY, coded, openTown, type Town } from './town';

const METHOD = 'ehc.ehealthcode.usecarddate';

describe('use records', () => {
  let town: Town;
  beforeEach(async () => { town = await openTown(); });
  afterEach(() => town.close());

  const record = (order: number, change: object = {}) => ({
    ehealth_card_id: `CARD-${order % 7}`, medstepcode: '010101', terminalcode: `t-${order}`, channelcode: '01', use_time: '20260309101500', ...change,
  });
  const kept = async () => {
    const { Items } = (await town.engine.call('Scan', { TableName: `${town.prefix}authority` })) as { Items: Record<string, { S?: string }>[] };
    return Items.filter((item) => item['sk']?.S?.startsWith('use#'));
  };
  const send = (records: unknown) => town.ask(METHOD, records, CITY);

  it('500 of one day are kept in the reporter\'s tenant; sent again they are the same 500', async () => {
    const records = Array.from({ length: 500 }, (_, order) => record(order));
    expect(coded(await send(records))).toBe('ok');
    expect(await kept()).toHaveLength(500);
    expect(coded(await send([...records].reverse()))).toBe('ok');
    const all = await kept();
    expect(all).toHaveLength(500);
    expect(new Set(all.map((item) => item['cityCode']?.S))).toEqual(new Set(['410100']));
  });

  it('the same content twice in one request is one record', async () => {
    expect(coded(await send([record(1), record(1), record(2)]))).toBe('ok');
    expect(await kept()).toHaveLength(2);
  });

  it('500 with every member as long as it may be, in Chinese and on many lines, are kept', async () => {
    const long = (length: number, order: number) => String(order).padStart(length, '诊');
    const records = Array.from({ length: 500 }, (_, order) =>
      record(order, { ehealth_card_id: long(64, order), medstepcode: long(20, order), terminalcode: long(64, order), channelcode: long(20, order) }));
    expect(coded(await send(JSON.stringify(records, null, 4)))).toBe('ok');
    expect(await kept()).toHaveLength(500);
  });

  it('more than 500 are refused', async () => {
    expect(coded(await send(Array.from({ length: 501 }, (_, order) => record(order))))).toBe('EHC-5001');
  });

  it('days are China\'s: midnight parts them', async () => {
    expect(coded(await send([record(1, { use_time: '20260308235959' }), record(2, { use_time: '20260309000000' })]))).toBe('EHC-5002');
    expect(coded(await send([record(1, { use_time: '20260309000000' }), record(2, { use_time: '2026-03-09 23:59:59' })]))).toBe('ok');
  });

  it('of any century are parted by day, and none is from before there were cards', async () => {
    const dated = (...days: string[]) => send(days.map((day, order) => record(order, { use_time: `${day}000000` })));
    for (const [one, next] of [['00010101', '00010102'], ['00991231', '01000101'], ['19000101', '19000102'], ['20170101', '20170102']] as const) {
      expect(coded(await dated(one, next))).toBe('EHC-5002');
    }
    for (const day of ['00000101', '00010101', '19700101', '20161231']) {
      expect((await dated(day)).message).toBe('EHC-1009: 业务参数不正确 (1.use_time)');
    }
    expect(coded(await dated('20170101'))).toBe('ok');
    expect(await kept()).toHaveLength(1);
  });

  it.each([
    ['ehealth_card_id', 3, { ehealth_card_id: undefined }],
    ['medstepcode', 1, { medstepcode: '' }],
    ['terminalcode', 2, { terminalcode: null }],
    ['channelcode', 3, { channelcode: ' ' }],
    ['use_time', 2, { use_time: '2026-03-09T10:15:00' }],
  ])('without a good %s in row %s all are refused, the row is named, nothing is kept', async (member, row, change) => {
    const answer = await send([1, 2, 3].map((order) => record(order, order === row ? change : {})));
    expect(answer.message).toBe(`EHC-1009: 业务参数不正确 (${row}.${member})`);
    expect(await kept()).toEqual([]);
  });

  it('what has not happened yet is refused, but for a clock that is a little fast', async () => {
    const answer = await send([record(1, { use_time: '20260310090200' }), record(2, { use_time: '20260310091000' })]);
    expect(answer.message).toContain('(2.use_time)');
    expect(coded(await send([record(1, { use_time: '20260310090200' })]))).toBe('ok');
  });

  it.each([[[]], [{}], [['text']], [[[]]]])('%j is no list of records', async (biz) => {
    expect(coded(await send(biz))).toBe('EHC-1009');
  });
});
