/** 签名原文 as a partner pasted it, beside ours: where the two part, and which mistake explains it. */
import type { ReceivedCall } from './received';
import type { SignatureCause } from './signature-causes';
import { acceptedForms, signedMembers } from './signed-text';
import { mistakenTexts } from './signing-mistakes';

/** Where the two texts part: `at` counts characters from 0, the windows begin a little before. */
export type Difference = { readonly at: number; readonly ours: string; readonly theirs: string };
/** `field`: the member the cause is about. */
export type TextFinding = { readonly cause: SignatureCause; readonly field?: string; readonly difference?: Difference };

const BEFORE = 20;
const WINDOW = 60;

export function causeOfText(call: ReceivedCall, signed: string, secrets: readonly string[]): TextFinding {
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

export function isMilliseconds({ commonIn }: ReceivedCall): boolean {
  return /^\d{13}$/.test(commonIn.get('timestamp')?.raw.replace(/"/g, '') ?? '');
}

type Parting = { readonly theirs: string; readonly at: number };

/** The mistake that explains the first difference: with it made, the texts part later. */
function causeWithin(call: ReceivedCall, ours: string, parting: Parting): TextFinding {
  const { theirs, at } = parting;
  // As a text in another encoding looks once it was read as UTF-8.
  if (theirs.startsWith('\ufffd', at)) return { cause: 'not-utf8', ...fieldAt(call, ours, at) };
  const [best] = mistakenTexts(call).map(([cause, text]) => ({ cause, until: sameUntil(text, theirs) })).sort((one, other) => other.until - one.until);
  return best && best.until > at ? { cause: best.cause, ...fieldAt(call, ours, at) } : misnamed(call, ours, parting);
}

function causeOfRest(rest: string): SignatureCause {
  if (rest === '&') return 'ampersand-at-end';
  if (/^(&?(key|secret|appsecret)=)/i.test(rest)) return 'secret-named';
  if (/^&?sign=/.test(rest)) return 'sign-included';
  return rest.trim() === '' ? 'blank-at-end' : 'member-extra';
}

/** A member that stands in one text only, or says another thing in the other. */
function misnamed(call: ReceivedCall, ours: string, { theirs, at }: Parting): TextFinding {
  const start = Math.max(theirs.lastIndexOf('&', at - 1), ours.lastIndexOf('&', at - 1)) + 1;
  const nameIn = (text: string) => /^[\w.]+(?==)/.exec(text.slice(start))?.[0];
  const [our, their] = [nameIn(ours), nameIn(theirs)];
  if (our === their) return { cause: 'value-differs', ...(our === undefined ? {} : { field: our }) };
  if (their === 'sign') return { cause: 'sign-included', field: their };
  const isOurs = their !== undefined && signedMembers(call).some(([name]) => name === their);
  if (their === undefined || isOurs) return { cause: 'member-missing', ...(our === undefined ? {} : { field: our }) };
  return { cause: 'member-extra', field: their };
}

function fieldAt(call: ReceivedCall, ours: string, at: number): Pick<TextFinding, 'field'> {
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
