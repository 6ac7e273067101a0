/**
 * What partners of the card open platform rely on, address by address: paths, members with their types, result codes. The snapshot
 * (`docs/contracts/open-platform/served.json`) grows by itself; what disappears or changes needs a dated entry in CHANGES.md that names it.
 */
import { toJSONSchema, type $ZodType } from 'zod/v4/core';
import type { OpenMethod } from '../../shared/open-platform/method';
import { METHODS } from '../../shared/open-platform/methods';
import { RESULT_CODES } from '../../shared/open-platform/result-codes';

/** By address, such as `getAppToken rsp.expiresIn`, what it is. */
export type Served = Readonly<Record<string, string>>;
/** `since`: the dated entry the snapshot began with. */
export type Snapshot = { readonly since: string; readonly served: Served };

type Json = { readonly [member: string]: unknown };

export function servedNow(): Served {
  const methods = Object.entries<OpenMethod>(METHODS).flatMap(([name, { paths, input, output }]) => [
    ...paths.map((path) => [`POST ${path}`, name] as const), ...membersOf(`${name} req`, input, 'input'), ...membersOf(`${name} rsp`, output, 'output'),
  ]);
  const codes = Object.entries(RESULT_CODES).map(([name, { code }]) => [`resultCode ${String(code)}`, name] as const);
  return sorted([...methods, ...codes]);
}

/** What was there and is not, or is something else: a partner's client may stand still. A member more that must be sent is one of them. */
export function brokenSince(before: Served, now: Served): readonly string[] {
  const gone = Object.entries(before).filter(([address, kind]) => !holds(kind, now[address])).map(([address]) => address);
  const asked = Object.entries(now).filter(([address, kind]) => kind.endsWith(REQUIRED) && before[address] === undefined && isKnown(before, address)).map(([address]) => address);
  return [...gone, ...asked].sort();
}

/** The date of the newest entry of CHANGES.md and its text. */
export function newestEntry(changes: string): { readonly date: string; readonly text: string } {
  const [, date = '', text = ''] = /^## (\d{4}-\d\d-\d\d)\s*$([\s\S]*?)(?=^## |$(?![\s\S]))/m.exec(changes) ?? [];
  return { date, text };
}

/** The snapshot to keep. Throws when something is broken that no newer entry names. */
export function nextSnapshot(before: Snapshot, now: Served, changes: string): Snapshot {
  const broken = brokenSince(before.served, now);
  const { date, text } = newestEntry(changes);
  const unnamed = date > before.since ? broken.filter((address) => !text.includes(`\`${address}\``)) : broken;
  if (unnamed.length > 0) throw new Error(`CHANGES.md has no entry newer than ${before.since} that names: ${unnamed.join(', ')}`);
  return { since: broken.length > 0 ? date : before.since, served: now };
}

const REQUIRED = ', required';

const WORDS = / of \[(.*?)\]/;
const LENGTH = / up to (\d+)/;

/** Whether what was sent and read before still is: not asked for anew, no word gone, no text that was taken too long now. */
function holds(before: string, now: string | undefined): boolean {
  if (now === undefined || plain(before) !== plain(now)) return false;
  const isAskedAnew = now.endsWith(REQUIRED) && !before.endsWith(REQUIRED);
  return !isAskedAnew && keepsWords(before, now) && lengthOf(now) >= lengthOf(before);
}

function keepsWords(before: string, now: string): boolean {
  const [had, has] = [WORDS.exec(before)?.[1]?.split('|'), WORDS.exec(now)?.[1]?.split('|')];
  return has === undefined || (had?.every((word) => has.includes(word)) ?? false);
}

function plain(kind: string): string {
  return kind.replace(WORDS, '').replace(LENGTH, '').replace(REQUIRED, '');
}

function lengthOf(kind: string): number {
  return Number(LENGTH.exec(kind)?.[1] ?? Infinity);
}

/** A member of a method that was served before. */
function isKnown(before: Served, address: string): boolean {
  const [method = ''] = address.split(' ');
  return Object.values(before).includes(method);
}

function membersOf(place: string, schema: unknown, io: 'input' | 'output'): readonly (readonly [string, string])[] {
  return walk(place, toJSONSchema(schema as $ZodType, { io, unrepresentable: 'any' }), io);
}

function walk(place: string, { properties, required, items }: Json, io: 'input' | 'output'): readonly (readonly [string, string])[] {
  const members = Object.entries((properties ?? {}) as Record<string, Json>);
  const isRequired = (name: string) => io === 'input' && Array.isArray(required) && required.includes(name);
  const own = members.flatMap(([name, member]) => [[`${place}.${name}`, kindOf(member) + limitsOf(member) + (isRequired(name) ? REQUIRED : '')] as const, ...walk(`${place}.${name}`, member, io)]);
  return items === undefined ? own : [...own, ...walk(`${place}[]`, items as Json, io)];
}

function kindOf({ type, anyOf, enum: words, const: only }: Json): string {
  if (Array.isArray(anyOf)) return [...new Set(anyOf.map((one) => kindOf(one as Json)))].sort().join(' or ');
  if (type !== undefined) return typeof type === 'string' ? type : JSON.stringify(type);
  return typeof (Array.isArray(words) ? words[0] : only);
}

function limitsOf({ enum: words, maxLength }: Json): string {
  return (Array.isArray(words) ? ` of [${words.map(String).sort().join('|')}]` : '') + (typeof maxLength === 'number' ? ` up to ${String(maxLength)}` : '');
}

function sorted(entries: readonly (readonly [string, string])[]): Served {
  return Object.fromEntries([...entries].sort(([one], [other]) => (one < other ? -1 : 1)));
}
