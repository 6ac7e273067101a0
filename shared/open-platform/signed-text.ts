/**
 * 签名原文 (open platform 2.4, 2.5): the text that is signed for a call, and the texts a server accepts, because real clients differ.
 * The signature is Base64 of SHA-256 over this text with the `appSecret` appended.
 */
import type { Json, ReceivedCall, ReceivedMembers, ReceivedValue } from './received';

/** The text signed over members of `commonIn` (without `sign`) and the top-level members of `req` (2.4, steps 1-5): what our own client sends. */
export function signedText(commonIn: Readonly<Record<string, Json>>, req: Readonly<Record<string, Json>>): string {
  const received = (members: Readonly<Record<string, Json>>): ReceivedMembers =>
    new Map(Object.entries(members).map(([name, value]) => [name, { value, raw: JSON.stringify(value) }]));
  return joined(signedMembers({ commonIn: received(commonIn), req: received(req) }), canonical);
}

/** A name that stands in both parts and does not say the same: whichever a client signed, the other would be anybody's word. Empty says nothing. */
export function contradiction({ commonIn, req }: ReceivedCall): string | undefined {
  return [...req].find(([name, said]) => differs(said, commonIn.get(name)))?.[0];
}

function differs(said: ReceivedValue, also: ReceivedValue | undefined): boolean {
  return also !== undefined && says(said) && says(also) && canonical(said) !== canonical(also);
}

function says({ value }: ReceivedValue): boolean {
  return value !== null && value !== '';
}

/** How a client wrote the text it signed: the contract's own form, and what 2.5 tolerates. */
export type AcceptedForm = 'contract' | 'nested-as-sent' | 'escaped-by-go' | 'without-channel-zero' | 'without-blank';

/** Every text whose signature is accepted for a call as it was received, the contract's own form first (2.5). */
export function* acceptedTexts(call: ReceivedCall): Generator<string> {
  for (const [, text] of acceptedForms(call)) yield text;
}

export function* acceptedForms(call: ReceivedCall): Generator<readonly [AcceptedForm, string]> {
  const members = signedMembers(call);
  yield ['contract', joined(members, canonical)];
  if (members.some(([, { value }]) => isNested(value))) {
    yield ['nested-as-sent', joined(members, asReceived)];
    yield ['escaped-by-go', joined(members, escapedAsByGo)];
  }
  const channel = call.commonIn.get('channelNum');
  if (channel?.value === 0) yield ['without-channel-zero', joined(members.filter(([name]) => name !== 'channelNum'), canonical)];
  // The .NET client drops what is only white space (2.4, step 2).
  const filled = members.filter(([, { value }]) => typeof value !== 'string' || value.trim() !== '');
  if (filled.length < members.length) yield ['without-blank', joined(filled, canonical)];
}

export type SignedMember = readonly [string, ReceivedValue];
type Render = (value: ReceivedValue) => string;

/** Flat, without `sign`, null and the empty string, by name in byte order. */
export function signedMembers({ commonIn, req }: ReceivedCall): readonly SignedMember[] {
  const merged = new Map([...[...commonIn].filter(([name]) => name !== 'sign'), ...req].filter(([, said]) => says(said)));
  return [...merged].sort(byName);
}

export function joined(members: readonly SignedMember[], render: Render): string {
  return members.map(([name, value]) => `${name}=${render(value)}`).join('&');
}

export function isNested(value: Json): value is readonly Json[] | { readonly [name: string]: Json } {
  return typeof value === 'object' && value !== null;
}

/** A string as it is, a number and a boolean as they were written, nested values as compact JSON with sorted names. */
export function canonical({ value, raw }: ReceivedValue): string {
  if (typeof value === 'string') return value;
  // What came without a backslash has no text in it that is written otherwise than it reads.
  return isNested(value) ? sortedJson(value, raw.includes('\\') ? JSON.stringify : quoted) : raw;
}

function quoted(text: string): string {
  return `"${text}"`;
}

/** Nested values as they were sent, without blanks. */
export function asReceived(member: ReceivedValue): string {
  return isNested(member.value) ? compact(member.raw) : canonical(member);
}

/** JSON without the blanks between its parts. */
export function compact(json: string): string {
  return json.replace(STRING_OR_BLANKS, withoutBlanks);
}

const STRING_OR_BLANKS = /"(?:[^"\\]|\\.)*"|[\t\n\r ]+/g;

function withoutBlanks(found: string): string {
  return found.startsWith('"') ? found : '';
}

/** Go's encoder writes these five characters as escapes. */
const ESCAPED_BY_GO = /[&<>\u2028\u2029]/g;

export function escapedAsByGo(member: ReceivedValue): string {
  const text = canonical(member);
  return isNested(member.value) ? text.replace(ESCAPED_BY_GO, (mark) => `\\u${mark.charCodeAt(0).toString(16).padStart(4, '0')}`) : text;
}

/** Compact, names ascending at every level, null members dropped, empty strings kept. */
export function sortedJson(value: Json, written: (text: string) => string = JSON.stringify): string {
  if (!isNested(value)) return scalar(value, written);
  if (isList(value)) return `[${value.map((item) => sortedJson(item, written)).join(',')}]`;
  let members = '';
  for (const name of Object.keys(value).sort()) {
    const member = value[name] ?? null;
    if (member !== null) members += `${members === '' ? '' : ','}${written(name)}:${sortedJson(member, written)}`;
  }
  return `{${members}}`;
}

function scalar(value: string | number | boolean | null, written: (text: string) => string): string {
  return typeof value === 'string' ? written(value) : JSON.stringify(value);
}

/** Byte order: never `localeCompare`. */
function byName([one]: readonly [string, unknown], [other]: readonly [string, unknown]): number {
  return one < other ? -1 : 1;
}

export function isList(value: readonly Json[] | { readonly [name: string]: Json }): value is readonly Json[] {
  return Array.isArray(value);
}
