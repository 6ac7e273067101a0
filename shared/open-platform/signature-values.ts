/** What was done to the value of one member before it was signed. */
import type { Json, ReceivedValue } from './received';
import type { SignatureCause } from './signature-causes';
import { asReceived, canonical, compact, escapedAsByGo, isList, isNested, sortedJson } from './signed-text';

type Compared = { readonly name: string; readonly ours: ReceivedValue; readonly theirs: string };

/** Undefined when it is as the request says it. */
export function causeOfValue({ name, ours, theirs }: Compared): SignatureCause | undefined {
  const text = canonical(ours);
  if ([text, asReceived(ours), escapedAsByGo(ours)].includes(theirs)) return undefined;
  if (isEncoded(text, theirs)) return 'url-encoded';
  if (isInOtherEncoding(text, theirs)) return 'not-utf8';
  if (name === 'timestamp' && inMilliseconds(text, theirs)) return 'milliseconds';
  if (text.trim() === theirs) return 'trimmed';
  return isNested(ours.value) ? causeOfNested(ours, theirs) : 'value-differs';
}

function inMilliseconds(text: string, theirs: string): boolean {
  return /^\d{13}$/.test(theirs) && theirs.startsWith(text);
}

/** The whole value; or, as what is pasted may be cut off, its beginning. */
function isEncoded(text: string, theirs: string): boolean {
  if (!/[%+]/.test(theirs)) return false;
  if ([theirs, theirs.replace(/\+/g, '%20')].some((encoded) => decoded(encoded) === text)) return true;
  return theirs.includes('%') && encodeURIComponent(text).toLowerCase().startsWith(theirs.toLowerCase());
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

/** As a text in another encoding looks once it was read as UTF-8, or once what it cannot say was replaced. */
function isInOtherEncoding(text: string, theirs: string): boolean {
  return theirs.includes('\ufffd') || (theirs !== text && theirs === text.replace(/[^\0-\u007f]/gu, '?'));
}

function causeOfNested({ value, raw }: ReceivedValue, theirs: string): SignatureCause {
  const read = parsed(theirs);
  if (read === undefined || !isNested(read)) return 'nested-not-json';
  if (sortedJson(read) === sortedJson(value)) return causeOfWriting(read, theirs, raw);
  return sortedJson(withoutEmpty(read)) === sortedJson(withoutEmpty(value)) && theirs.length < sortedJson(value).length ? 'nested-empty-dropped' : 'value-differs';
}

/** It says the same, in other signs. */
function causeOfWriting(read: Json, theirs: string, raw: string): SignatureCause {
  if (compact(theirs) !== theirs) return 'nested-spaced';
  if (/\\[u/]/.test(theirs) && sortedJson(read) !== theirs && JSON.stringify(read) !== theirs) return 'nested-escaped';
  return saysNull(read) && (isSorted(read) || compact(raw) === theirs) ? 'nested-null-kept' : 'nested-unsorted';
}

function parsed(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

/** Every value inside, at whatever depth, objects and arrays themselves too. */
function inside(value: Json): readonly Json[] {
  if (!isNested(value)) return [value];
  return [value, ...(isList(value) ? value : Object.values(value)).flatMap(inside)];
}

function saysNull(value: Json): boolean {
  return inside(value).some((one) => isNested(one) && !isList(one) && Object.values(one).includes(null));
}

function isSorted(value: Json): boolean {
  return inside(value).every((one) => !isNested(one) || isList(one) || Object.keys(one).every((name, index, names) => name >= (names[index - 1] ?? '')));
}

/** Without empty strings, at every level: what some clients drop. */
export function withoutEmpty(value: Json): Json {
  if (!isNested(value)) return value;
  if (isList(value)) return value.map(withoutEmpty);
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== '').map(([name, member]) => [name, withoutEmpty(member)]));
}
