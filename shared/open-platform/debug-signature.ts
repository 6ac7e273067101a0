/**
 * 签名调试: a request as a partner sent it, beside what the platform signs: the text, the signature, and why theirs is another. The secrets
 * are handed in by the server and never stand in the finding.
 */
import { ok, type Result } from '../kernel/result';
import { readCall, type ReadingRefusal, type ReceivedCall } from './received';
import type { SignatureCause } from './signature-causes';
import { causeOfText, isMilliseconds, type Difference, type TextFinding } from './signature-text';
import { firstWrong } from './signature-members';
import { acceptedForms, canonical, joined, signedMembers, type AcceptedForm } from './signed-text';
import { mistakenTexts } from './signing-mistakes';

/** `request`: the JSON as it was sent. `signedText`: what they signed, with or without the secret. `sign`: theirs, when it is not in the request. */
export type Pasted = { readonly request: string; readonly signedText?: string | undefined; readonly sign?: string | undefined };
export type Digests = {
  readonly base64: (text: string) => string;
  readonly hex: (text: string) => string;
  readonly base64OfText: (text: string) => string;
  /** As `base64`, over the bytes of other encodings than UTF-8 that are seen. */
  readonly inOtherEncodings: (text: string) => readonly string[];
};

export type SignatureFinding = {
  /** As it was read. */
  readonly call: ReceivedCall;
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

export function debugSignature(pasted: Pasted, secrets: readonly string[], digests: Digests): Result<SignatureFinding, ReadingRefusal> {
  const read = readCall(pasted.request);
  if (!read.ok) return read;
  const call = read.value;
  const signedText = joined(signedMembers(call), canonical);
  const base = { call, signedText, expectedSign: digests.base64(signedText + (secrets[0] ?? '')) };
  const sign = pasted.sign ?? textOf(call, 'sign');
  const form = [...acceptedForms(call)].find(([, text]) => secrets.some((secret) => digests.base64(text + secret) === sign));
  if (form) return ok({ ...base, acceptedAs: form[0] });
  const byText = pasted.signedText === undefined ? withoutText(call) : causeOfText(call, pasted.signedText, secrets);
  return ok({ ...base, ...surest(causeOfSign(call, sign, { secrets, digests }), byText, sign) });
}

/** What the signature tells goes before what the text does; where they part is shown either way. */
function surest(bySign: TextFinding | undefined, byText: TextFinding, sign: string): TextFinding {
  const shown = byText.difference ? { difference: byText.difference } : {};
  if (bySign) return { ...shown, ...bySign };
  return isSilent(sign, byText) ? { cause: 'sign-missing' } : byText;
}

function withoutText(call: ReceivedCall): TextFinding {
  return { cause: isMilliseconds(call) ? 'milliseconds' : 'unknown' };
}

/** Nothing is wrong with the text as far as it is known: what is wrong is that no signature was sent. */
function isSilent(sign: string, { cause }: TextFinding): boolean {
  return sign === '' && (cause === 'unknown' || cause === 'other-secret');
}

type Known = { readonly secrets: readonly string[]; readonly digests: Digests };

type Attempt = readonly [cause: SignatureCause, sign: string, text?: string];

/** The mistake whose signature is theirs: no doubt is left. */
function causeOfSign(call: ReceivedCall, sign: string, { secrets, digests }: Known): TextFinding | undefined {
  if (sign === '') return undefined;
  const rights = [...acceptedForms(call)].map(([, text]) => text);
  const tries: readonly Attempt[] = secrets.flatMap((secret) => [
    ...rights.flatMap((text) => joinedWrongly(text, secret).map(([cause, whole]) => [cause, digests.base64(whole)] as const)),
    ...rights.flatMap((text) => digestedWrongly(text + secret, digests)),
    ...mistakenTexts(call).map(([cause, text]) => [cause, digests.base64(text + secret), text] as const),
  ]);
  const hit = tries.find(([cause, made]) => (ANY_CASE.includes(cause) ? made.toLowerCase() === sign.toLowerCase() : made === sign));
  if (!hit) return undefined;
  const [cause, , text] = hit;
  const field = text === undefined ? undefined : firstWrong(call, text)?.field;
  return { cause, ...(field === undefined ? {} : { field }) };
}

/** Found whatever the case of the letters they sent. */
const ANY_CASE: readonly SignatureCause[] = ['hex-not-base64', 'sign-case-changed'];

function digestedWrongly(whole: string, { base64, hex, base64OfText, inOtherEncodings }: Digests): readonly (readonly [SignatureCause, string])[] {
  return [
    ['hex-not-base64', hex(whole)], ['base64-of-hex', base64OfText(hex(whole))], ['sign-case-changed', base64(whole)],
    ...inOtherEncodings(whole).map((made) => ['not-utf8', made] as const),
  ];
}

function joinedWrongly(text: string, secret: string): readonly (readonly [SignatureCause, string])[] {
  return [
    ['ampersand-at-end', `${text}&${secret}`],
    ...['key', 'appSecret', 'secret', 'appsecret'].flatMap((name) => [['secret-named', `${text}&${name}=${secret}`], ['secret-named', `${text}${name}=${secret}`]] as const),
    ['secret-first', secret + text], ['secret-first', `${secret}&${text}`],
    ...[' ', '\n', '\r\n'].flatMap((blank) => [['blank-at-end', text + blank + secret], ['blank-at-end', text + secret + blank]] as const),
  ];
}

function textOf({ commonIn }: ReceivedCall, name: string): string {
  const value = commonIn.get(name)?.value;
  return typeof value === 'string' ? value : '';
}
