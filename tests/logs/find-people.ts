/** Searches what was logged for people: every sample identity in every form that could be meant, and whatever has the shape of one. */
import { createHash } from 'node:crypto';
import { readDocument } from '../../shared/kernel/documents';
import type { ChinaDay } from '../../shared/kernel/china-day';
import { samplePeople, type SampleDocument, type SamplePerson } from '../../functions/local/seed/sample-people';
import { sampleWechatUsers } from '../../functions/local/seed/registered';
import { SAMPLE_STAFF } from '../../functions/local/seed/sample-staff';
import { PROGRAM_STDERR } from '../rig/spawn-start';

/** Where, and what kind of thing, but not the thing: the report is printed. */
export type Find = { readonly line: number; readonly what: string };

/** Area code and order number are ten digits: a mask that shows more can be completed. */
const SHOWN_MAX = 10;

const SHAPES: readonly [what: string, shape: RegExp][] = [
  ['a citizen\'s number', /(?<![\dA-Za-z])[1-9]\d{5}(?:18|19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?![\dA-Za-z])/],
  ['a mobile number', /(?<![\dA-Za-z.-])1[3-9]\d{9}(?![\dA-Za-z-])/],
];

/** The lines that product code logged: structured ones, and all that programs wrote to stderr. Titles and reports of tests may name sample people. */
export function productLines(log: string): readonly { readonly line: number; readonly text: string }[] {
  return log.split('\n').map((text, index) => ({ line: index + 1, text })).filter(({ text }) => text.startsWith('{"') || text.startsWith(PROGRAM_STDERR));
}

/** Everything in the product's lines that tells of a person. `days`: those the sample people's ages may have been counted from. */
export function findPeople(log: string, days: readonly ChinaDay[]): readonly Find[] {
  const lines = productLines(log).map(({ line, text }) => ({ line, text: comparable(unescaped(text)) }));
  const everything = lines.map(({ text }) => text).join('\n');
  // One look at all of it for each secret is quick; only what is there is looked for line by line.
  const there = secretsOf(days).filter(({ secret }) => everything.includes(secret));
  return lines.flatMap(({ line, text }) => {
    const found = there.filter(({ secret }) => text.includes(secret)).map(({ what }) => what);
    const shaped = SHAPES.filter(([, shape]) => shape.test(text)).map(([what]) => what);
    const masked = isThinlyMasked(text) ? ['a mask that shows too much'] : [];
    return [...new Set([...found, ...shaped, ...masked])].map((what) => ({ line, what }));
  });
}

function unescaped(text: string): string {
  return text.replace(/\\u([\da-fA-F]{4})/g, (_, code: string) => String.fromCharCode(parseInt(code, 16)));
}

function comparable(text: string): string {
  return text.toUpperCase();
}

function isThinlyMasked(text: string): boolean {
  const masked = text.match(/(?<![\dA-Za-z])[\dXx]*\*[\dXx*]*(?![\dA-Za-z])/g) ?? [];
  return masked.some((one) => one.replaceAll('*', '').length > SHOWN_MAX);
}

type Named = { readonly secret: string; readonly what: string };

/** Every text that may not be there, comparable, each once. */
function secretsOf(days: readonly ChinaDay[]): readonly Named[] {
  const staff = SAMPLE_STAFF.flatMap(({ staffKey, name, phone }) => [...named(name, `the name of ${staffKey}`), ...named(phone, `the phone of ${staffKey}`)]);
  const residents = days.flatMap((day) => [...samplePeople(day).flatMap((person) => secretsOfPerson(person, day)), ...wechatIds(day)]);
  const unique = new Map([...residents, ...staff].map(({ secret, what }) => [comparable(secret), what]));
  return [...unique].map(([secret, what]) => ({ secret, what }));
}

/** A person in every form that could be meant, comparable to a text in capitals. */
export function secretsOfPerson({ personKey, name, phone, otherDocuments = [], ...document }: SamplePerson, day: ChinaDay): readonly Named[] {
  const numbers = [document, ...otherDocuments].flatMap((one) => numbersOf(one, day));
  return [
    ...numbers.flatMap(partsOf).map((secret) => ({ secret, what: `most of a document of ${personKey}` })),
    ...numbers.flatMap((number) => named(number, `a document of ${personKey}`)),
    ...named(name, `the name of ${personKey}`),
    ...(phone ? named(phone, `the phone of ${personKey}`) : []),
  ];
}

function wechatIds(day: ChinaDay): readonly Named[] {
  return sampleWechatUsers(day).flatMap(({ wechatUser, unionid, miniProgramOpenid, serviceAccountOpenid }) =>
    [unionid, miniProgramOpenid, serviceAccountOpenid].flatMap((id) => named(id, `a WeChat id of ${wechatUser}`)));
}

function named(text: string, what: string): readonly Named[] {
  return formsOf(text).map((secret) => ({ secret, what }));
}

/** As written, and as it is understood: 15 digits as 18. */
function numbersOf({ idType, idNumber }: SampleDocument, day: ChinaDay): readonly string[] {
  const read = readDocument(idType, idNumber, day);
  return [idNumber, ...(read.ok ? [read.value.number] : [])];
}

/** Eleven characters in a row of a long number are more than any mask shows. */
function partsOf(number: string): readonly string[] {
  const length = SHOWN_MAX + 1;
  return number.length < 15 ? [] : Array.from({ length: number.length - length + 1 }, (_, from) => number.slice(from, from + length));
}

/** Unkeyed hashes of a number are the number: all numbers can be tried. */
function formsOf(text: string): readonly string[] {
  const digests = ['sha256', 'sm3', 'sha1', 'md5'].flatMap((name) => (['hex', 'base64', 'base64url'] as const).map((form) => createHash(name).update(text).digest(form)));
  const bytes = Buffer.from(text);
  return [text, encodeURIComponent(text), bytes.toString('hex'), bytes.toString('base64'), ...digests];
}
