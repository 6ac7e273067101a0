/**
 * 激活链接 (open platform 1.6): `/open/batchActiveCard?open_id=<X>&redirect_uri=…`, X = appId and, behind it without a mark, the
 * Base64 of `uuid&openId&hospitalId` under the app's secret.
 */
import { withParameters } from './redirect';

export const ACTIVATION_PATH = '/open/batchActiveCard';
export const LINK_TEXT_MAX = 1_000;

/** Whom a link is for. */
export type LinkSubject = { readonly openId: string; readonly hospitalId: string };

const BASE64 = /^(?:[\d+/A-Za-z]{4})*(?:[\d+/A-Za-z]{2}==|[\d+/A-Za-z]{3}=|[\d+/A-Za-z]{4})$/;
const PLAIN = /^[\dA-F]{32}&([^&]{1,64})&([\w-]{1,32})$/i;

/**
 * The sealed part of `open_id` for this app; undefined when it is not one of its links. Links are not always URL-encoded: a `+` may
 * come as a blank, and whoever splits at every `=` leaves the last ones out.
 */
export function sealedPart(openIdText: string, appId: string): string | undefined {
  const text = unescaped(openIdText);
  const bare = text.slice(appId.length).replace(/ /g, '+').replace(/=+$/, '');
  const sealed = bare.padEnd(Math.ceil(bare.length / 4) * 4, '=');
  return text.startsWith(appId) && BASE64.test(sealed) ? sealed : undefined;
}

/** On its way through sign-in and consents a link may have been escaped more than once; Base64 itself has no `%`. */
const ESCAPED_TIMES_MAX = 4;

/** Escaped more often than was undone. */
export function unescaped(text: string, timesLeft = ESCAPED_TIMES_MAX): string {
  if (!text.includes('%') || timesLeft === 0) return text;
  try {
    return unescaped(decodeURIComponent(text), timesLeft - 1);
  } catch {
    return text;
  }
}

/** What the sealed part says once it is opened; undefined when that is something else. */
export function readLinkSubject(plain: string): LinkSubject | undefined {
  const [, openId, hospitalId] = PLAIN.exec(plain) ?? [];
  return openId === undefined || hospitalId === undefined ? undefined : { openId, hospitalId };
}

export function linkText(uuid: string, { openId, hospitalId }: LinkSubject): string {
  return `${uuid}&${openId}&${hospitalId}`;
}

/** The whole address, for the hospital to send. */
export function activationLink(base: string, { openIdText, returnTo }: { readonly openIdText: string; readonly returnTo: string }): string {
  return withParameters(base + ACTIVATION_PATH, { open_id: openIdText, redirect_uri: returnTo });
}
