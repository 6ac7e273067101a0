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
const SPECIAL = /[^ !#-[\]-\uffff]/;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[Ee][+-]?\d+)?/y;
const WORD = /true|false|null/y;
const BLANKS = /[\t\n\r ]*/y;

/** Inside the parser only: becomes a refusal at its edge. */
class Unreadable extends Error {
  constructor(readonly refusal: ReadingRefusal) {
    super(refusal);
  }
}

type Parser = { readonly text: string; at: number };

/** Reads `{"commonIn": {…}, "req": {…}}`; the order is free, further members are let pass. */
export function readCall(body: string): Result<ReceivedCall, ReadingRefusal> {
  const parser: Parser = { text: body.replace(/^\ufeff/, ''), at: 0 };
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
  const parts = whole.ok || whole.refusal.code !== 'envelope-not-valid' ? undefined : readParts({ text: body.replace(/^\ufeff/, ''), at: 0 });
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
  if (parser.text[parser.at] !== '{') return undefined;
  const parts = new Map<string, ReceivedMembers | undefined>();
  members(parser, (name) => {
    if (parts.has(name)) throw new Unreadable('member-twice');
    const isObject = parser.text[parser.at] === '{';
    if (!isObject) json(parser, 2);
    parts.set(name, isObject ? part(parser) : undefined);
  });
  return parts;
}

function part(parser: Parser): ReceivedMembers {
  const found = new Map<string, ReceivedValue>();
  members(parser, (name) => {
    if (found.has(name)) throw new Unreadable('member-twice');
    const from = parser.at;
    const value = json(parser, 3);
    found.set(name, { value, raw: parser.text.slice(from, parser.at) });
  });
  return found;
}

function json(parser: Parser, depth: number): Json {
  if (depth > NESTING_MAX) throw new Unreadable('nested-too-deep');
  const first = parser.text[parser.at];
  if (first === '"') return string(parser);
  if (first === '{') return object(parser, depth);
  if (first === '[') return list(parser, depth);
  const written = take(parser, NUMBER) ?? take(parser, WORD);
  if (written === undefined) throw new Unreadable('body-not-json');
  return JSON.parse(written) as Json;
}

function string(parser: Parser): string {
  // Nearly every text: nothing in it that means anything but itself.
  const end = parser.text[parser.at] === '"' ? parser.text.indexOf('"', parser.at + 1) : -1;
  const plain = parser.text.slice(parser.at + 1, end);
  if (end > 0 && !SPECIAL.test(plain)) {
    parser.at = end + 1;
    return plain;
  }
  const raw = take(parser, STRING);
  if (raw === undefined) throw new Unreadable('body-not-json');
  return raw.includes('\\') ? (JSON.parse(raw) as string) : raw.slice(1, -1);
}

function object(parser: Parser, depth: number): Json {
  const found: Record<string, Json> = {};
  members(parser, (name) => {
    if (Object.hasOwn(found, name)) throw new Unreadable('member-twice');
    const value = json(parser, depth + 1);
    // An assignment to this name would do something else.
    if (name === '__proto__') Object.defineProperty(found, name, { value, enumerable: true });
    else found[name] = value;
  });
  return found;
}

/** Stands before the value when `read` is called. */
function members(parser: Parser, read: (name: string) => void): void {
  each(parser, '}', () => {
    const name = string(parser);
    blanks(parser);
    expect(parser, ':');
    blanks(parser);
    read(name);
  });
}

function list(parser: Parser, depth: number): Json {
  const items: Json[] = [];
  each(parser, ']', () => { items.push(json(parser, depth + 1)); });
  return items;
}

/** The members between two brackets, the first of which is next. */
function each(parser: Parser, end: string, read: () => void): void {
  parser.at += 1;
  blanks(parser);
  if (parser.text[parser.at] === end) {
    parser.at += 1;
    return;
  }
  for (;;) {
    read();
    blanks(parser);
    if (parser.text[parser.at] === end) break;
    expect(parser, ',');
    blanks(parser);
  }
  parser.at += 1;
}

function expect(parser: Parser, mark: string): void {
  if (parser.text[parser.at] !== mark) throw new Unreadable('body-not-json');
  parser.at += 1;
}

function take(parser: Parser, pattern: RegExp): string | undefined {
  pattern.lastIndex = parser.at;
  const found = pattern.exec(parser.text)?.[0];
  parser.at += found?.length ?? 0;
  return found;
}

function blanks(parser: Parser): void {
  const code = parser.text.charCodeAt(parser.at);
  if (code <= 0x20) take(parser, BLANKS);
}
