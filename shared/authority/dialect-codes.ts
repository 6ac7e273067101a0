/** The codes and times inside `biz_content`, from the dialect's to ours and back. Member names are translated in dialect.ts. */
import type { CardStatus } from './authority.schema';
import type { BizFields, BizMember } from './biz.schema';
import { wireCardState, type Dialect } from './dialect';
import { readWireTime, writeWireTime } from './wire-time';
import { epochMsOf } from '../kernel/china-day';

/** A code that is not in the dialect's table: no schema accepts it, so the refusal names its member. */
export const NOT_IN_TABLE = '\u0000';

type ReadCode = (dialect: Dialect, code: string) => string;

const readTime: ReadCode = (_, text) => readWireTime(text) ?? NOT_IN_TABLE;
const readIdType: ReadCode = ({ idTypes }, code) => keyOf(idTypes, code);

const READERS: { readonly [member in BizMember]?: ReadCode } = {
  idType: readIdType,
  guardianIdType: readIdType,
  applyType: ({ applyTypes }, code) => keyOf(applyTypes, code),
  codeKind: ({ codeKinds }, code) => keyOf(codeKinds, code),
  cardState: ({ cardStates }, code) => Object.entries(cardStates).find(([wire]) => wire === withoutZeros(code))?.[1] ?? NOT_IN_TABLE,
  registerTime: readTime, alterTime: readTime, revokeTime: readTime, generateTime: readTime, useTime: readTime,
};

/** Our words for the dialect's codes; empty members count as absent. */
export function fromWire(dialect: Dialect, fields: BizFields): BizFields {
  const given = Object.entries(fields).filter(([, value]) => value !== undefined && value.trim() !== '') as [BizMember, string][];
  return Object.fromEntries(given.map(([member, value]) => [member, READERS[member]?.(dialect, value) ?? value]));
}

/** Leading zeros come and go between dictionaries: `01` and `1` are one code. */
function keyOf(table: Readonly<Record<string, string>>, code: string): string {
  return Object.entries(table).find(([, wire]) => withoutZeros(wire) === withoutZeros(code))?.[0] ?? NOT_IN_TABLE;
}

function withoutZeros(code: string): string {
  return code.replace(/^0+(?=.)/, '');
}

/** The dialect's codes for our words; times are instants on our side. */
export function toWire(dialect: Dialect, fields: BizFields): BizFields {
  const { idType, cardState, issuedTime, validUntil } = fields;
  const time = (instant: string) => writeWireTime(dialect.timeFormat, epochMsOf(instant));
  return {
    ...fields,
    ...(idType === undefined ? {} : { idType: dialect.idTypes[idType] ?? idType }),
    ...(cardState === undefined ? {} : { cardState: wireCardState(dialect, cardState as CardStatus) }),
    ...(issuedTime === undefined ? {} : { issuedTime: time(issuedTime) }),
    ...(validUntil === undefined ? {} : { validUntil: time(validUntil) }),
  };
}
