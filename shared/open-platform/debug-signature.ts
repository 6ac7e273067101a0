/**
 * 签名调试: a request as a partner sent it, beside what the platform signs: the text, the signature, and why theirs is another. The secrets
 * are handed in by the server and never stand in the finding.
 */
import { ok, type Result } from '../kernel/result';
import { readCall, type ReadingRefusal, type ReceivedCall } from './received';
import type { SignatureCause } from './signature-causes';
import { acceptedForms, canonical, joined, signedMembers, type AcceptedForm } from './signed-text';
import { mistakenTexts } from './signing-mistakes';

/** `request`: the JSON as it was sent. `signedText`: what they signed, with or without the secret. `sign`: theirs, when it is not in the request. */
export type Pasted = { readonly request: string; readonly signedText?: string | undefined; readonly sign?: string | undefined };
export type Digests = { readonly base64: (text: string) => string; readonly hex: (text: string) => string; readonly base64OfText: (text: string) => string };
/** Where the two texts part: `at` counts characters from 0, the windows begin a little before. */
export type Difference = { readonly at: number; readonly ours: string; readonly theirs: string };

export type SignatureFinding = {
  /** Without the secret behind it. */
  readonly signedText: string;
  readonly expectedSign: string;
  /** Theirs is accepted, and in which form they signed. */
  readonly acceptedAs?: AcceptedForm;
  readonly cause?: SignatureCause;
  /** The member the cause is about. */
  readonly field?: string;
  readonly difference?: Difference;
};

const BEFORE = 20;
const WINDOW = 60;

export function debugSignature(pasted: Pasted, secrets: readonly string[], digests: Digests): Result<SignatureFinding, ReadingRefusal> {
  const read = readCall(pasted.request);
  if (!read.ok) return read;
  const call = read.value;
  const signedText = joined(signedMembers(call), canonical);
  const base = { signedText, expectedSign: digests.base64(signedText + (secrets[0] ?? '')) };
  const sign = pasted.sign ?? textOf(call, 'sign');
  const form = [...acceptedForms(call)].find(([, text]) => secrets.some((secret) => digests.base64(text + secret) === sign));
  if (form) return ok({ ...base, acceptedAs: form[0] });
  const bySign = causeOfSign(call, sign, { secrets, digests });
  const byText = pasted.signedText === undefined ? withoutText(call) : causeOfText(call, pasted.signedText, secrets);
  return ok({ ...base, ...byText, cause: bySign ?? byText.cause });
}

function withoutText(call: ReceivedCall): TextFinding {
  return { cause: isMilliseconds(call) ? 'milliseconds' : 'unknown' };
}

type Known = { readonly secrets: readonly string[]; readonly digests: Digests };

/** The mistake whose signature is theirs: no doubt is left. */
function causeOfSign(call: ReceivedCall, sign: string, { secrets, digests }: Known): SignatureCause | undefined {
  if (sign === '') return undefined;
  const rights = [...acceptedForms(call)].map(([, text]) => text);
  const tries: readonly (readonly [SignatureCause, string])[] = secrets.flatMap((secret) => [
    ...rights.flatMap((text) => joinedWrongly(text, secret).map(([cause, whole]) => [cause, digests.base64(whole)] as const)),
    ...rights.flatMap((text) => [['hex-not-base64', digests.hex(text + secret)], ['base64-of-hex', digests.base64OfText(digests.hex(text + secret))]] as const),
    ...mistakenTexts(call).map(([cause, text]) => [cause, digests.base64(text + secret)] as const),
  ]);
  return tries.find(([cause, made]) => made === (cause === 'hex-not-base64' ? sign.toLowerCase() : sign))?.[0];
}

function joinedWrongly(text: string, secret: string): readonly (readonly [SignatureCause, string])[] {
  return [
    ['ampersand-at-end', `${text}&${secret}`],
    ...['key', 'appSecret', 'secret', 'appsecret'].flatMap((name) => [['secret-named', `${text}&${name}=${secret}`], ['secret-named', `${text}${name}=${secret}`]] as const),
    ['secret-first', secret + text], ['secret-first', `${secret}&${text}`],
    ...[' ', '\n', '\r\n'].flatMap((blank) => [['blank-at-end', text + blank + secret], ['blank-at-end', text + secret + blank]] as const),
  ];
}

type TextFinding = Required<Pick<SignatureFinding, 'cause'>> & Pick<SignatureFinding, 'field' | 'difference'>;

function causeOfText(call: ReceivedCall, signed: string, secrets: readonly string[]): TextFinding {
  if (secrets.some((secret) => signed.startsWith(secret))) return { cause: 'secret-first' };
  const theirs = withoutSecret(signed, secrets);
  const forms = [...acceptedForms(call)].map(([, text]) => text);
  const ours = forms.reduce((best, text) => (sameUntil(text, theirs) > sameUntil(best, theirs) ? text : best));
  const at = sameUntil(ours, theirs);
  if (ours === theirs) return { cause: isMilliseconds(call) ? 'milliseconds' : 'other-secret' };
  const difference = { at, ours: windowOf(ours, at), theirs: windowOf(theirs, at) };
  if (at === ours.length) return { cause: causeOfRest(theirs.slice(at)), difference };
  return { ...causeWithin(call, ours, { theirs, at }), difference };
}

type Parting = { readonly theirs: string; readonly at: number };

/** The mistake that explains the first difference: with it made, the texts part later. */
function causeWithin(call: ReceivedCall, ours: string, parting: Parting): TextFinding {
  const { theirs, at } = parting;
  const [best] = mistakenTexts(call).map(([cause, text]) => ({ cause, until: sameUntil(text, theirs) })).sort((one, other) => other.until - one.until);
  return best && best.until > at ? { cause: best.cause, ...fieldAt(call, ours, at) } : misnamed(call, ours, parting);
}

function causeOfRest(rest: string): SignatureCause {
  if (rest === '&') return 'ampersand-at-end';
  if (/^(&?(key|secret|appsecret)=)/i.test(rest)) return 'secret-named';
  return rest.trim() === '' ? 'blank-at-end' : 'member-extra';
}

/** A member that stands in one text only, or says another thing in the other. */
function misnamed(call: ReceivedCall, ours: string, { theirs, at }: Parting): TextFinding {
  const start = Math.max(theirs.lastIndexOf('&', at - 1), ours.lastIndexOf('&', at - 1)) + 1;
  const nameIn = (text: string) => /^[\w.]+(?==)/.exec(text.slice(start))?.[0];
  const [our, their] = [nameIn(ours), nameIn(theirs)];
  if (our === their) return { cause: 'value-differs', ...(our === undefined ? {} : { field: our }) };
  const isOurs = their !== undefined && signedMembers(call).some(([name]) => name === their);
  if (their === undefined || isOurs) return { cause: 'member-missing', ...(our === undefined ? {} : { field: our }) };
  return { cause: 'member-extra', field: their };
}

function fieldAt(call: ReceivedCall, ours: string, at: number): Pick<SignatureFinding, 'field'> {
  const before = ours.slice(0, at + 1);
  const field = signedMembers(call).map(([name]) => name).filter((name) => before.startsWith(`${name}=`) || before.includes(`&${name}=`)).at(-1);
  return field === undefined ? {} : { field };
}

function sameUntil(one: string, other: string): number {
  let at = 0;
  while (at < one.length && one[at] === other[at]) at += 1;
  return at;
}

function windowOf(text: string, at: number): string {
  return text.slice(Math.max(0, at - BEFORE), Math.max(0, at - BEFORE) + WINDOW);
}

/** A secret pasted with the text is taken off: the finding does not show it. */
function withoutSecret(text: string, secrets: readonly string[]): string {
  return secrets.reduce((left, secret) => left.split(secret).join(''), text);
}

function textOf({ commonIn }: ReceivedCall, name: string): string {
  const value = commonIn.get(name)?.value;
  return typeof value === 'string' ? value : '';
}

function isMilliseconds({ commonIn }: ReceivedCall): boolean {
  return /^\d{13}$/.test(commonIn.get('timestamp')?.raw.replace(/"/g, '') ?? '');
}
