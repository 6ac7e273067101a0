/**
 * The body of a call read strictly, with the text of every member as it came: signatures are made over that text, and a second
 * member of one name would let two readers see two requests. Limits: depth here, bytes at the entry.
 */
import { ok, refuse, type Result } from '../kernel/result';

export type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };
/** `raw`: the JSON as it was sent, blanks and all. */
export type ReceivedValue = { readonly value: Json; readonly raw: string };
export type ReceivedMembers = ReadonlyMap<string, ReceivedValue>;
export type ReceivedCall = { readonly commonIn: ReceivedMembers; readonly req: ReceivedMembers };
export type ReadingRefusal = 'body-not-json' | 'member-twice' | 'nested-too-deep' | 'envelope-not-valid';

/** `req.healthCardItems[0].childInfo` is the deepest the contract knows; the same depth again is room enough. */
export const NESTING_MAX = 10;
const REQUEST_ID_MAX = 64;

/** Every character from the blank on but the quote and the backslash, and escapes. */
const STRING = /"[ !#-[\]-\u{10ffff}]*(?:\\(?:["/\\bfnrt]|u[\dA-Fa-f]{4})[ !#-[\]-\u{10ffff}]*)*"/uy;
/** Controls and the backslash. */
const SPECIAL = /[^ -[\]-\uffff]/;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[Ee][+-]?\d+)?/y;
const WORD = /true|false|null/y;
const [QUOTE, COLON, COMMA] = [0x22, 0x3a, 0x2c];
const [OBJECT, OBJECT_END, LIST, LIST_END] = [0x7b, 0x7d, 0x5b, 0x5d];
const BLANKS = /[\t\n\r ]*/y;

/** Inside the parser only: becomes a refusal at its edge. */
class Unreadable extends Error {
  constructor(readonly refusal: ReadingRefusal) {
    super(refusal);
  }
}

/** `isPlain`: no text in it means anything but itself, so none need be looked at. */
type Parser = { readonly text: string; readonly isPlain: boolean; at: number };

function parserOf(body: string): Parser {
  const text = body.replace(/^\ufeff/, '');
  return { text, isPlain: !SPECIAL.test(text), at: 0 };
}

/** Reads `{"commonIn": {…}, "req": {…}}`; the order is free, further members are let pass. */
export function readCall(body: string): Result<ReceivedCall, ReadingRefusal> {
  const parser = parserOf(body);
  try {
    const parts = readParts(parser);
    blanks(parser);
    if (!parts || parser.at < parser.text.length) return refuse('body-not-json');
    const [commonIn, req] = [parts.get('commonIn'), parts.get('req')];
    return commonIn && req ? ok({ commonIn, req }) : refuse('envelope-not-valid', { field: commonIn ? 'req' : 'commonIn' });
  } catch (error) {
    if (error instanceof Unreadable) return refuse(error.refusal);
    throw error;
  }
}

/** What a call names itself, as far as it is one; of one whose `req` is missing too. */
export function requestIdIn(body: string): string {
  const whole = readCall(body);
  const parts = whole.ok || whole.refusal.code !== 'envelope-not-valid' ? undefined : readParts(parserOf(body));
  return requestIdOf(whole.ok ? whole.value.commonIn : parts?.get('commonIn'));
}

/** Echoed as it came, as far as it is one. */
export function requestIdOf(commonIn: ReceivedMembers | undefined): string {
  const given = commonIn?.get('requestId')?.value;
  return typeof given === 'string' ? given.slice(0, REQUEST_ID_MAX) : '';
}

/** The members of the envelope that are objects; undefined when it is none. */
function readParts(parser: Parser): ReadonlyMap<string, ReceivedMembers | undefined> | undefined {
  blanks(parser);
  if (parser.text.charCodeAt(parser.at) !== OBJECT) return undefined;
  const parts = new Map<string, ReceivedMembers | undefined>();
  for (let more = opens(parser, OBJECT_END); more; more = goesOn(parser, OBJECT_END)) {
    const name = nameOf(parser);
    if (parts.has(name)) throw new Unreadable('member-twice');
    const isObject = parser.text.charCodeAt(parser.at) === OBJECT;
    if (!isObject) json(parser, 2);
    parts.set(name, isObject ? part(parser) : undefined);
  }
  return parts;
}

function part(parser: Parser): ReceivedMembers {
  const found = new Map<string, ReceivedValue>();
  for (let more = opens(parser, OBJECT_END); more; more = goesOn(parser, OBJECT_END)) {
    const name = nameOf(parser);
    if (found.has(name)) throw new Unreadable('member-twice');
    const from = parser.at;
    const value = json(parser, 3);
    found.set(name, { value, raw: parser.text.slice(from, parser.at) });
  }
  return found;
}

function json(parser: Parser, depth: number): Json {
  if (depth > NESTING_MAX) throw new Unreadable('nested-too-deep');
  const first = parser.text.charCodeAt(parser.at);
  if (first === QUOTE) return string(parser);
  if (first === OBJECT) return object(parser, depth);
  if (first === LIST) return list(parser, depth);
  const written = take(parser, NUMBER) ?? take(parser, WORD);
  if (written === undefined) throw new Unreadable('body-not-json');
  return JSON.parse(written) as Json;
}

function string(parser: Parser): string {
  // Nearly every text: nothing in it that means anything but itself.
  const end = parser.text.charCodeAt(parser.at) === QUOTE ? parser.text.indexOf('"', parser.at + 1) : -1;
  const plain = parser.text.slice(parser.at + 1, end);
  if (end > 0 && (parser.isPlain || !SPECIAL.test(plain))) {
    parser.at = end + 1;
    return plain;
  }
  const raw = take(parser, STRING);
  if (raw === undefined) throw new Unreadable('body-not-json');
  return raw.includes('\\') ? (JSON.parse(raw) as string) : raw.slice(1, -1);
}

function object(parser: Parser, depth: number): Json {
  const found: Record<string, Json> = {};
  for (let more = opens(parser, OBJECT_END); more; more = goesOn(parser, OBJECT_END)) {
    const name = nameOf(parser);
    if (Object.hasOwn(found, name)) throw new Unreadable('member-twice');
    const value = json(parser, depth + 1);
    // An assignment to this name would do something else.
    if (name === '__proto__') Object.defineProperty(found, name, { value, enumerable: true });
    else found[name] = value;
  }
  return found;
}

function list(parser: Parser, depth: number): Json {
  const items: Json[] = [];
  for (let more = opens(parser, LIST_END); more; more = goesOn(parser, LIST_END)) items.push(json(parser, depth + 1));
  return items;
}

/** Reads a member's name; its value is next. */
function nameOf(parser: Parser): string {
  const name = string(parser);
  blanks(parser);
  if (parser.text.charCodeAt(parser.at) !== COLON) throw new Unreadable('body-not-json');
  parser.at += 1;
  blanks(parser);
  return name;
}

/** Steps over the opening bracket; whether something stands before `end`. */
function opens(parser: Parser, end: number): boolean {
  parser.at += 1;
  blanks(parser);
  if (parser.text.charCodeAt(parser.at) !== end) return true;
  parser.at += 1;
  return false;
}

/** Steps over what follows a member; whether another comes. */
function goesOn(parser: Parser, end: number): boolean {
  blanks(parser);
  const mark = parser.text.charCodeAt(parser.at);
  if (mark !== end && mark !== COMMA) throw new Unreadable('body-not-json');
  parser.at += 1;
  if (mark === end) return false;
  blanks(parser);
  return true;
}

function take(parser: Parser, pattern: RegExp): string | undefined {
  pattern.lastIndex = parser.at;
  const found = pattern.exec(parser.text)?.[0];
  parser.at += found?.length ?? 0;
  return found;
}

function blanks(parser: Parser): void {
  if (parser.text.charCodeAt(parser.at) <= 0x20) take(parser, BLANKS);
}
