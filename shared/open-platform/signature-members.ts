/** 签名原文 as a partner pasted it, read member by member: which is the first that is not as it should be, and what was done to it. */
import type { ReceivedCall, ReceivedMembers, ReceivedValue } from './received';
import type { SignatureCause } from './signature-causes';
import { asReceived, canonical, escapedAsByGo, isNested, signedMembers } from './signed-text';
import { causeOfValue } from './signature-values';

export type MemberFinding = { readonly cause: SignatureCause; readonly field: string };
type Said = { readonly name: string; readonly text: string };

/** Undefined when every member stands in it and says what the request says. */
export function firstWrong(call: ReceivedCall, text: string): MemberFinding | undefined {
  const known = knownOf(call);
  const said = readMembers(known, text);
  const disorder = outOfOrder(known, said);
  if (disorder) return disorder;
  const members = new Map(said.map(({ name, text: value }) => [name, value]));
  const names = [...new Set([...known.signed.keys(), ...members.keys()])].sort();
  const gone = wholePartGone(known, members);
  const found = names.flatMap((name) => wrongWith(known, { members, gone }, name) ?? []);
  // What a server tolerates is what is wrong only if nothing else is.
  return found.find(({ field }) => members.has(field) || !mayBeLeftOut(known.all.get(field))) ?? saidTwice(said) ?? found[0];
}

/** `all`: of the members that say nothing too. */
type Known = { readonly signed: ReadonlyMap<string, ReceivedValue>; readonly all: ReadonlyMap<string, ReceivedValue>; readonly parts: readonly (readonly [SignatureCause, readonly string[]])[] };

function knownOf(call: ReceivedCall): Known {
  const { commonIn, req } = call;
  const signed = new Map(signedMembers(call));
  const only = (one: ReceivedMembers, other: ReceivedMembers) => [...signed.keys()].filter((name) => one.has(name) && !other.has(name));
  return { signed, all: new Map([...commonIn, ...req, ...signed]), parts: [['req-missing', only(req, commonIn)], ['common-missing', only(commonIn, req)]] };
}

function saidTwice(said: readonly Said[]): MemberFinding | undefined {
  const seen = new Set<string>();
  const twice = said.find(({ name }) => seen.size === seen.add(name).size);
  return twice && { cause: 'member-extra', field: twice.name };
}

const NAME = /^[^=&]*/;

function readMembers(known: Known, text: string): readonly Said[] {
  const said: Said[] = [];
  for (let left = text; left !== '';) {
    const name = NAME.exec(left)?.[0] ?? '';
    const value = left[name.length] === '=' ? valueAt(known, name, left.slice(name.length + 1)) : '';
    said.push({ name, text: value });
    left = left.slice(name.length + value.length + (left[name.length] === '=' ? 2 : 1));
  }
  return said;
}

/** A value may hold `&name=` itself, as addresses do: first as it should be, else to where the next member begins. */
function valueAt({ all }: Known, name: string, left: string): string {
  const member = all.get(name);
  const right = member ? rendered(member).find((text) => left === text || left.startsWith(`${text}&`)) : undefined;
  return right ?? jsonAt(left) ?? left.slice(0, endOf(left, member ? canonical(member) : ''));
}

/** A whole object or array, if one stands here. */
function jsonAt(left: string): string | undefined {
  let depth = 0;
  for (const { 0: part, index } of left.matchAll(/"(?:[^"\\]|\\.)*"|[^"]/g)) {
    depth += '{['.includes(part) ? 1 : '}]'.includes(part) ? -1 : 0;
    if (depth <= 0) return index > 0 ? left.slice(0, index + 1) : undefined;
  }
  return undefined;
}

const NEXT = /&[^=&]+=/g;

/** Where as many `&name=` are passed as ours has, of the same names in the same order: nearly ours. */
function endOf(left: string, ours: string): number {
  const next = left.matchAll(NEXT);
  const first = next.next().value;
  let end = first;
  for (const { 0: name } of ours.matchAll(NEXT)) {
    if (end?.[0] !== name) return first?.index ?? left.length;
    end = next.next().value;
  }
  return end?.index ?? left.length;
}

function rendered(member: ReceivedValue): readonly string[] {
  return [canonical(member), asReceived(member), escapedAsByGo(member)];
}

/** Of the names the request knows: what does not belong may stand anywhere. */
function outOfOrder({ all }: Known, said: readonly Said[]): MemberFinding | undefined {
  const names = said.map(({ name }) => name).filter((name) => name !== 'sign' && all.has(name));
  const field = names.find((name, index) => name < (names[index - 1] ?? ''));
  if (field === undefined) return undefined;
  const ignoresCase = names.every((name, index) => name.toLowerCase() >= (names[index - 1] ?? '').toLowerCase());
  return { cause: ignoresCase ? 'order-ignores-case' : 'order-as-sent', field };
}

type Theirs = { readonly members: ReadonlyMap<string, string>; readonly gone: Known['parts'] };

/** Of the parts of the request those of which nothing was signed; of a part of one member it is that member that is missing. */
function wholePartGone({ parts }: Known, members: Theirs['members']): Known['parts'] {
  return parts.filter(([, names]) => names.length > 1 && !names.some((name) => members.has(name)));
}

function wrongWith(known: Known, { members, gone }: Theirs, field: string): MemberFinding | undefined {
  const [ours, theirs] = [known.signed.get(field), members.get(field)];
  if (theirs === undefined) return { cause: gone.find(([, names]) => names.includes(field))?.[0] ?? causeOfMissing(field, ours), field };
  const cause = ours ? causeOfValue({ name: field, ours, theirs }) : causeOfExtra(known, field, theirs);
  return cause === undefined ? undefined : { cause, field };
}

function causeOfExtra({ all }: Known, name: string, theirs: string): SignatureCause {
  if (name === 'sign') return 'sign-included';
  if (!all.has(name)) return 'member-extra';
  return theirs === '' || theirs === 'null' ? 'empty-kept' : 'value-differs';
}

function causeOfMissing(name: string, member: ReceivedValue | undefined): SignatureCause {
  if (member?.value === 0 || member?.value === false) return 'zero-dropped';
  return name === 'appToken' ? 'token-missing' : 'member-missing';
}

function mayBeLeftOut(member: ReceivedValue | undefined): boolean {
  return member !== undefined && !isNested(member.value) && (member.value === 0 || canonical(member).trim() === '');
}
