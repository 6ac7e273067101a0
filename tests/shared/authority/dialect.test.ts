import * as z from 'zod/mini';
import * as fc from 'fast-check';
import ehcV1 from '../../../shared/authority/dialects/ehc-v1.json';
import { AuthorityMethod, CardStatus } from '../../../shared/authority/authority.schema';
import { BizMember, type BizFields } from '../../../shared/authority/biz.schema';
import { Dialect, methodOf, readBiz, wireCardState, wireMethod, writeBiz } from '../../../shared/authority/dialect';
import { readWireTime, writeWireTime } from '../../../shared/authority/wire-time';

const dialect = z.parse(Dialect, ehcV1);
const fields = fc.dictionary(fc.constantFrom(...BizMember.options), fc.string()) as fc.Arbitrary<BizFields>;

describe('a dialect', () => {
  it('is refused when it leaves out a method or a member', () => {
    const without = (record: object, name: string) => Object.fromEntries(Object.entries(record).filter(([key]) => key !== name));
    expect(z.safeParse(Dialect, { ...ehcV1, methods: without(ehcV1.methods, 'verify') }).success).toBe(false);
    expect(z.safeParse(Dialect, { ...ehcV1, methods: { ...ehcV1.methods, verify: [] } }).success).toBe(false);
    expect(z.safeParse(Dialect, { ...ehcV1, members: without(ehcV1.members, 'cardId') }).success).toBe(false);
  });

  it('gives no two members and no two methods the same name', () => {
    const names = Object.values(dialect.members);
    expect(new Set(names).size).toBe(names.length);
    const methods = Object.values(dialect.methods).flat();
    expect(new Set(methods).size).toBe(methods.length);
  });

  it('speaks the first name of a method and understands all of them', () => {
    for (const method of AuthorityMethod.options) expect(methodOf(dialect, wireMethod(dialect, method))).toBe(method);
    expect(methodOf(dialect, 'register')).toBe('register');
    expect(methodOf(dialect, 'ehc.ehealthcode.usecarddate')).toBe('usecarddate');
    expect(methodOf(dialect, 'toString')).toBeUndefined();
  });

  it('reads what it writes, whatever the fields', () => {
    fc.assert(fc.property(fields, (some) => { expect(readBiz(dialect, writeBiz(dialect, some))).toEqual({ ...some }); }));
  });

  it('ignores members it does not know, takes numbers for text and null for nothing', () => {
    expect(readBiz(dialect, { ehealth_card_id: 'A', gender: 1, phone: null, cellphone: null, extra: { deep: true } })).toEqual({ cardId: 'A', gender: '1' });
  });

  it('does not read what is no object', () => {
    expect([readBiz(dialect, []), readBiz(dialect, null), readBiz(dialect, 'text')]).toEqual([undefined, undefined, undefined]);
  });

  it('renames members as the file says', () => {
    const other = z.parse(Dialect, { ...ehcV1, members: { ...ehcV1.members, cardId: 'erhcCardNo' } });
    expect(writeBiz(other, { cardId: 'A' })).toEqual({ erhcCardNo: 'A' });
    expect(readBiz(other, { erhcCardNo: 'A', ehealth_card_id: 'B' })).toEqual({ cardId: 'A' });
  });

  it('knows the status of each state it can be asked for', () => {
    expect(CardStatus.options.map((status) => wireCardState(dialect, status))).toEqual(['1', '2', '3', '4', '5']);
    expect(() => wireCardState({ ...dialect, cardStates: {} }, '2')).toThrow(/no code/);
  });
});

describe('wire times', () => {
  it('are China time in either format', () => {
    expect(writeWireTime('yyyyMMddHHmmss', 1_700_000_000_000)).toBe('20231115061320');
    expect(writeWireTime('yyyy-MM-dd HH:mm:ss', 1_700_000_000_000)).toBe('2023-11-15 06:13:20');
  });

  it('are read back to the second from either format', () => {
    fc.assert(
      fc.property(fc.constantFrom('yyyyMMddHHmmss' as const, 'yyyy-MM-dd HH:mm:ss' as const), fc.integer({ min: 0, max: 4_000_000_000 }), (format, seconds) => {
        const read = readWireTime(writeWireTime(format, seconds * 1000));
        expect(Date.parse(read ?? '')).toBe(seconds * 1000);
      }),
    );
  });

  it('that do not exist are not read', () => {
    expect(['20230229000000', '20230101240000', '2023-01-01T00:00:00', '', '20230101006000'].map(readWireTime)).toEqual(Array(5).fill(undefined));
  });
});
