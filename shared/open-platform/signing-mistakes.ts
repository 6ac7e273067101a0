/** The texts that clients sign by mistake: each is one step of 2.4 done wrong. */
import type { Json, ReceivedCall, ReceivedValue } from './received';
import type { SignatureCause } from './signature-causes';
import { acceptedTexts, asReceived, canonical, isList, isNested, joined, signedMembers, type SignedMember } from './signed-text';
import { withoutEmpty } from './signature-values';
import { isCredentialCall } from './token-asked';

type Made = (call: ReceivedCall) => readonly string[];

/** Of more empty members not each is tried alone: what is pasted may be long. */
const SINGLES_MAX = 16;

/** Each alone, as no contract names more at the first level. */
const LEFT_OUT_MAX = 40;
const EMPTY: ReceivedValue = { value: '', raw: '""' };

/** In the order in which they are looked for: the most frequent first. */
const MISTAKES: readonly (readonly [SignatureCause, Made])[] = [
  ['empty-kept', withEmpty],
  ['url-encoded', (call) => [encodeURIComponent, asForm, inLowerHex].map((encode) => rendered(call, (member) => encode(canonical(member))))],
  ['milliseconds', (call) => [rendered(call, canonical, (name, text) => (name === 'timestamp' && text.length === 10 ? `${text}000` : text))]],
  // Before those as sent: where both make one text, what was done in order is what there is to say.
  ['order-ignores-case', (call) => [joined([...signedMembers(call)].sort(byLowerCase), canonical)]],
  ['order-as-sent', (call) => orders(call).map((members) => joined(members, canonical))],
  ['trimmed', (call) => [rendered(call, canonical, (_name, text) => text.trim())]],
  ['zero-dropped', (call) => [joined(signedMembers(call).filter(([, { value }]) => value !== 0 && value !== false), canonical)]],
  ['sign-included', (call) => [signedMembers(call), everyMember(call)].flatMap((members) => signsIn(call).map((sign) => joined(sorted([...members, ['sign', sign]]), orEmpty)))],
  ['nested-not-json', (call) => ['[object Object]', 'Array'].map((word) => nestedAs(call, () => word))],
  ['nested-spaced', (call) => [nestedAs(call, spacedJson)]],
  ['nested-escaped', (call) => [nestedAs(call, (member) => escaped(canonical(member))), nestedAs(call, (member) => escaped(canonical(member)).replace(/\//g, '\\/')), nestedAs(call, (member) => canonical(member).replace(/\//g, '\\/'))]],
  ['nested-empty-dropped', (call) => [nestedAs(call, ({ value }) => { const left = withoutEmpty(value); return canonical({ value: left, raw: JSON.stringify(left) }); })]],
  ['nested-null-kept', (call) => [nestedAs(call, ({ value }) => JSON.stringify(sortedWithNull(value)))]],
  ['token-missing', (call) => [joined(signedMembers(call).filter(([name]) => name !== 'appToken'), canonical)]],
  ['req-missing', ({ commonIn }) => [joined(signedMembers({ commonIn, req: new Map() }), canonical)]],
  ['common-missing', ({ req }) => [joined(signedMembers({ commonIn: new Map(), req }), canonical)]],
  // There is no token yet when one is asked for.
  ['member-extra', (call) => (isCredentialCall(call) && !call.commonIn.has('appToken') ? [joined(sorted([...signedMembers(call), ['appToken', EMPTY]]), canonical)] : [])],
  ['member-missing', (call) => signedMembers(call).slice(0, LEFT_OUT_MAX).map(([name]) => joined(signedMembers(call).filter(([other]) => other !== name), canonical))],
];

/** Each mistaken text that is not one of those accepted. */
export function mistakenTexts(call: ReceivedCall): readonly (readonly [SignatureCause, string])[] {
  const right = [...acceptedTexts(call)];
  return MISTAKES.flatMap(([cause, made]) => made(call).filter((text) => !right.includes(text)).map((text) => [cause, text] as const));
}

type Adjust = (name: string, text: string) => string;

function rendered(call: ReceivedCall, render: (member: ReceivedValue) => string, adjust: Adjust = (_name, text) => text): string {
  return signedMembers(call).map(([name, member]) => `${name}=${adjust(name, render(member))}`).join('&');
}

function nestedAs(call: ReceivedCall, render: (member: ReceivedValue) => string): string {
  return joined(signedMembers(call), (member) => (isNested(member.value) ? render(member) : canonical(member)));
}

function everyMember({ commonIn, req }: ReceivedCall): readonly SignedMember[] {
  return [...new Map([...[...commonIn].filter(([name]) => name !== 'sign'), ...req])];
}

/** All that came empty, those of one part, each alone, and all but one: clients differ in what they call empty. */
function withEmpty(call: ReceivedCall): readonly string[] {
  const filled = signedMembers(call);
  const empty = everyMember(call).filter(([name]) => !filled.some(([other]) => other === name));
  const strings = empty.filter(([, { value }]) => value === '');
  const groups = [empty, strings, empty.filter(([name]) => call.commonIn.has(name)), empty.filter(([name]) => call.req.has(name)), ...(empty.length > SINGLES_MAX ? [] : empty.flatMap((one) => [[one], empty.filter((other) => other !== one)]))];
  const kept = groups.filter((group) => group.length > 0).map((group) => sorted([...filled, ...group]));
  return [...new Set(kept.flatMap((members) => [joined(members, orEmpty), joined(members, orNull), joined(members, orEmptyAsSent)]))];
}

/** As sent, and as it stood before it was made. */
function signsIn({ commonIn }: ReceivedCall): readonly ReceivedValue[] {
  return [EMPTY, ...[commonIn.get('sign')].filter((sign) => sign !== undefined)];
}

/** As sent, in both orders of the two parts; each part by itself in order; and from the last to the first. */
function orders(call: ReceivedCall): readonly (readonly SignedMember[])[] {
  const signed = new Map(signedMembers(call));
  const { commonIn, req } = call;
  const parts = [[...commonIn.keys()], [...req.keys()]] as const;
  const ways = [parts.flat(), [...parts].reverse().flat(), parts.flatMap((names) => [...names].sort()), [...parts].reverse().flatMap((names) => [...names].sort()), [...signed.keys()].reverse()];
  return ways.map((names) =>
    [...new Set(names)].flatMap((name): readonly SignedMember[] => { const member = signed.get(name); return member ? [[name, member]] : []; }));
}

function sorted(members: readonly SignedMember[]): readonly SignedMember[] {
  return [...members].sort(([one], [other]) => (one < other ? -1 : 1));
}

function byLowerCase([one]: SignedMember, [other]: SignedMember): number {
  return one.toLowerCase() < other.toLowerCase() ? -1 : 1;
}

function orEmpty(member: ReceivedValue): string {
  return member.value === null ? '' : canonical(member);
}

function orEmptyAsSent(member: ReceivedValue): string {
  return member.value === null ? '' : asReceived(member);
}

function orNull(member: ReceivedValue): string {
  return member.value === null ? 'null' : canonical(member);
}

/** As an HTML form encodes: what PHP's urlencode and Java's URLEncoder write. */
function asForm(text: string): string {
  return encodeURIComponent(text).replace(/%20/g, '+');
}

function inLowerHex(text: string): string {
  return encodeURIComponent(text).replace(/%[\dA-F]{2}/g, (code) => code.toLowerCase());
}

/** As Python's json.dumps writes. */
function spacedJson(member: ReceivedValue): string {
  return canonical(member).replace(/("(?:[^"\\]|\\.)*")|([,:])/g, (_all, quoted: string | undefined, mark: string | undefined) => quoted ?? `${mark ?? ''} `);
}

function escaped(text: string): string {
  return text.replace(/[\u0080-\uffff]/g, (mark) => `\\u${mark.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** Keys of digits alone come first whatever is done: no contract has them. */
function sortedWithNull(value: Json): Json {
  if (!isNested(value)) return value;
  if (isList(value)) return value.map(sortedWithNull);
  return Object.fromEntries(Object.keys(value).sort().map((name) => [name, sortedWithNull(value[name] ?? null)]));
}
