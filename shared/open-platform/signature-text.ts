/** 签名原文 as a partner pasted it, beside ours: where the two part, and which mistake explains it. */
import type { ReceivedCall } from './received';
import type { SignatureCause } from './signature-causes';
import { firstWrong } from './signature-members';
import { acceptedForms } from './signed-text';
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
  return { ...causeWithin(call, theirs, theirs.startsWith(ours) ? theirs.slice(ours.length) : undefined), difference };
}

export function isMilliseconds({ commonIn }: ReceivedCall): boolean {
  return /^\d{13}$/.test(commonIn.get('timestamp')?.raw.replace(/"/g, '') ?? '');
}

/** `rest`: what stands behind a text that is right. */
function causeWithin(call: ReceivedCall, theirs: string, rest: string | undefined): Omit<TextFinding, 'difference'> {
  const ending = rest === undefined ? undefined : causeOfEnding(rest);
  if (ending) return { cause: ending };
  const wrong = firstWrong(call, theirs);
  // The whole text of a mistake leaves no doubt, which of its members would.
  const whole = mistakenTexts(call).find(([, text]) => text === theirs)?.[0];
  return { ...(wrong ?? { cause: 'value-differs' }), ...(whole ? { cause: whole } : {}) };
}

function causeOfEnding(rest: string): SignatureCause | undefined {
  if (rest === '&') return 'ampersand-at-end';
  if (/^&?(key|secret|appsecret)=/i.test(rest)) return 'secret-named';
  return rest.trim() === '' ? 'blank-at-end' : undefined;
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
