/**
 * How old a dynamic code is. The phone's clock may be wrong, so the code's life is measured between the server's own two instants,
 * and its age from the moment it was asked for: never later than it was made. Pure.
 */
import { DYNAMIC_RENEW_SECONDS, DYNAMIC_VALID_SECONDS } from '@shared/card/card.rules';
import type { CodeView } from '@shared/card/card.schema';

export type HeldCode = { readonly text: string; readonly askedAt: number; readonly renewAfterMs: number; readonly validForMs: number };

/** After a failure, asked again by itself no sooner than this. */
export const TRY_AGAIN_MS = 15_000;

function lifeOf({ servedAt, validUntil }: CodeView): number {
  const life = validUntil === undefined ? Number.NaN : Date.parse(validUntil) - Date.parse(servedAt);
  return Number.isNaN(life) ? DYNAMIC_VALID_SECONDS * 1000 : life;
}

/** `askedAt`: the phone's clock when the code was first asked for. A try that is repeated may be answered with the code made then. */
export function hold(code: CodeView, askedAt: number): HeldCode {
  const validForMs = lifeOf(code);
  const renewAfterMs = (code.renewAfterSeconds ?? DYNAMIC_RENEW_SECONDS) * 1000;
  return { text: code.text, askedAt, validForMs, renewAfterMs: Math.min(renewAfterMs, validForMs) };
}

/** False too when the phone's clock was set back: then nobody knows how old the code is. */
export function isAlive({ askedAt, validForMs }: HeldCode, now: number): boolean {
  return now >= askedAt && now < askedAt + validForMs;
}

/** Whole seconds until the code is renewed; 0 when it is due. */
export function secondsLeft({ askedAt, renewAfterMs }: HeldCode, now: number): number {
  return Math.max(0, Math.ceil((askedAt + renewAfterMs - Math.max(now, askedAt)) / 1000));
}

/** Whole seconds the code is still good for, renewed or not. */
export function lifeLeft({ askedAt, validForMs }: HeldCode, now: number): number {
  return Math.max(0, Math.floor((askedAt + validForMs - now) / 1000));
}

/** The part of the time to renewal that is left, 0 to 1. */
export function partLeft(held: HeldCode, now: number): number {
  return Math.min(1, (secondsLeft(held, now) * 1000) / held.renewAfterMs);
}

export type Tries = { readonly held: HeldCode | undefined; /** When the last try failed. */ readonly failedAt: number | undefined };

/** Whether to ask for a code by itself now: when the held one is due, but not in haste after a failure. */
export function isDue({ held, failedAt }: Tries, now: number): boolean {
  if (failedAt !== undefined && now >= failedAt && now < failedAt + TRY_AGAIN_MS) return false;
  return held === undefined || !isAlive(held, now) || secondsLeft(held, now) === 0;
}
