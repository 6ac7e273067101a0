/**
 * The body of a call read strictly, with the text of every member as it came: signatures are made over that text, and a second
 * member of one name would let two readers see two requests. Limits: depth here, bytes at the entry.
 */
import { ok, refuse, type Result } from '../kernel/result';

export type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };
export type ReceivedMembers = ReadonlyMap<string, ReceivedValue>;
/** `text`: the JSON as it was sent, without the blanks between its parts. `members`: of an object. */
export type ReceivedValue = { readonly value: Json; readonly text: string; readonly members?: ReceivedMembers };
export type ReceivedCall = { readonly commonIn: ReceivedMembers; readonly req: ReceivedMembers };
export type ReadingRefusal = 'body-not-json' | 'member-twice' | 'nested-too-deep' | 'envelope-not-valid';

/** `req.healthCardItems[0].childInfo` is the deepest the contract knows; the same depth again is room enough. */
export const NESTING_MAX = 10;

/** Every character from the blank on but the quote and the backslash, and escapes. */
const STRING = /"[ !#-[\]-\u{10ffff}]*(?:\\(?:["/\\bfnrt]|u[\dA-Fa-f]{4})[ !#-[\]-\u{10ffff}]*)*"/uy;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[Ee][+-]?\d+)?/y;
const WORD = /true|false|null/y;
const BLANKS = /[\t\n\r ]*/y;

/** Inside the parser only: becomes a refusal at its edge. */
class Unreadable extends Error {
  constructor(readonly refusal: ReadingRefusal) {
    super(refusal);
  }
}

type Parser = { text: string; at: number };
type Members = Map<string, ReceivedValue>;

/** Reads `{"commonIn": {…}, "req": {…}}`; the order is free, further members are let pass. */
export function readCall(body: string): Result<ReceivedCall, ReadingRefusal> {
  const envelope = readObject(body);
  if (!envelope.ok) return envelope;
  const [commonIn, req] = [envelope.value.get('commonIn')?.members, envelope.value.get('req')?.members];
  return commonIn && req ? ok({ commonIn, req }) : refuse('envelope-not-valid');
}

function readObject(body: string): Result<ReceivedMembers, ReadingRefusal> {
  const parser: Parser = { text: body.replace(/^\ufeff/, ''), at: 0 };
  try {
    blanks(parser);
    const { members } = value(parser, 1);
    blanks(parser);
    return members && parser.at === parser.text.length ? ok(members) : refuse('body-not-json');
  } catch (error) {
    if (error instanceof Unreadable) return refuse(error.refusal);
    throw error;
  }
}

function value(parser: Parser, depth: number): ReceivedValue {
  if (depth > NESTING_MAX) throw new Unreadable('nested-too-deep');
  const first = parser.text[parser.at];
  if (first === '"') return string(parser);
  if (first === '{') return whole(object(parser, depth));
  if (first === '[') return list(parser, depth);
  const number = take(parser, NUMBER);
  if (number !== undefined) return { value: Number(number), text: number };
  const word = take(parser, WORD);
  if (word === undefined) throw new Unreadable('body-not-json');
  return { value: JSON.parse(word) as Json, text: word };
}

function string(parser: Parser): ReceivedValue {
  const raw = take(parser, STRING);
  if (raw === undefined) throw new Unreadable('body-not-json');
  const said = raw.includes('\\') ? (JSON.parse(raw) as string) : raw.slice(1, -1);
  return { value: said, text: raw };
}

function object(parser: Parser, depth: number): Members {
  const members: Members = new Map();
  each(parser, '}', () => {
    const name = string(parser).value as string;
    if (members.has(name)) throw new Unreadable('member-twice');
    blanks(parser);
    expect(parser, ':');
    blanks(parser);
    members.set(name, value(parser, depth + 1));
  });
  return members;
}

function whole(members: Members): ReceivedValue {
  const entries = [...members];
  return {
    value: Object.fromEntries(entries.map(([name, member]) => [name, member.value])),
    members,
    text: `{${entries.map(([name, member]) => `${JSON.stringify(name)}:${member.text}`).join(',')}}`,
  };
}

function list(parser: Parser, depth: number): ReceivedValue {
  const items: ReceivedValue[] = [];
  each(parser, ']', () => { items.push(value(parser, depth + 1)); });
  return { value: items.map((item) => item.value), text: `[${items.map(({ text }) => text).join(',')}]` };
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
