import { CITY, coded, DEMO, openTown, type Town } from './town';
import type { Speaker } from './ehc';

describe('organisations', () => {
  let town: Town;
  beforeEach(async () => { town = await openTown(); });
  afterEach(() => town.close());

  const org = { orgcode: 'ORG-1', orgname: '郑州示例医院', orgproperty: '1', accessmethod: '2', validtime: '2030-12-31', orgaddr: '410105', orglevel: '3', orghierarchy: '1' };
  const add = (biz: object, speaker?: Speaker) => town.ask('ehc.ehealthcode.addorg', biz, speaker);
  const update = (biz: object, speaker?: Speaker) => town.ask('ehc.ehealthcode.updateorg', biz, speaker);
  const query = (code: string, speaker?: Speaker) => town.ask('ehc.ehealthcode.queryorg', { orgcode: code }, speaker);

  it('are added once, and found with all their members', async () => {
    expect([coded(await add(org, CITY)), coded(await add(org, CITY))]).toEqual(['ok', 'EHC-6002']);
    expect((await query('ORG-1', CITY)).biz).toEqual({ ...org, valid: '1' });
  });

  it('change in what is named, go out of use and come back', async () => {
    await add(org, CITY);
    expect(coded(await update({ orgcode: 'ORG-1', orgname: '郑州示例中心医院' }, CITY))).toBe('ok');
    expect(coded(await update({ orgcode: 'ORG-1', valid: '0' }, CITY))).toBe('ok');
    expect((await query('ORG-1', CITY)).biz).toEqual({ ...org, orgname: '郑州示例中心医院', valid: '0' });
    await update({ orgcode: 'ORG-1', valid: '1' }, CITY);
    expect((await query('ORG-1', CITY)).biz['valid']).toBe('1');
  });

  it('of another city are unknown to a city, not to the province', async () => {
    const luoyang = { ...org, orgcode: 'ORG-2', orgaddr: '410302' };
    expect((await add(luoyang, CITY)).message).toContain('(orgaddr)');
    expect(coded(await add(luoyang, DEMO))).toBe('ok');
    expect(coded(await query('ORG-2', CITY))).toBe('EHC-6001');
    expect(coded(await update({ orgcode: 'ORG-2', valid: '0' }, CITY))).toBe('EHC-6001');
    expect((await query('ORG-2', DEMO)).biz['valid']).toBe('1');
  });

  it('do not leave the tenant by a new address', async () => {
    await add(org, CITY);
    expect((await update({ orgcode: 'ORG-1', orgaddr: '410302' }, CITY)).message).toContain('(orgaddr)');
    expect(coded(await update({ orgcode: 'ORG-1', orgaddr: '410302' }, DEMO))).toBe('ok');
    expect(coded(await query('ORG-1', CITY))).toBe('EHC-6001');
  });

  it.each([
    ['orgaddr', { orgaddr: '110101' }], ['orgaddr', { orgaddr: '4101' }], ['orgname', { orgname: '' }], ['orgcode', { orgcode: undefined }],
    ['validtime', { validtime: '20301231' }],
  ])('need a good %s', async (member, change) => {
    expect((await add({ ...org, ...change })).message).toBe(`EHC-1009: 业务参数不正确 (${member})`);
  });

  it('nobody added are unknown', async () => {
    expect([coded(await query('ORG-9')), coded(await update({ orgcode: 'ORG-9', valid: '0' }))]).toEqual(['EHC-6001', 'EHC-6001']);
    await add(org);
    expect((await update({ orgcode: 'ORG-1', valid: '2' })).message).toContain('(valid)');
  });
});
