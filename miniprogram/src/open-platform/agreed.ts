/**
 * Said before signing in: one's own card may go to this hospital. It is kept on this device while one is on the way there, never in
 * an address: a link could say anything.
 */
import { nowMs } from '../platform/clock';
import { readStored, store } from '../platform/storage';

const KEY = 'hand-over-agreed';
const GOOD_MS = 15 * 60_000;

/** `led`: to the consents, of their own accord; whoever came back without them is not sent there again. */
type Agreed = { readonly here: string; readonly at: number; readonly led?: true };

function agreedTo(here: string): Agreed | undefined {
  const agreed = readStored(KEY) as Agreed | undefined;
  return agreed?.here === here && nowMs() - agreed.at < GOOD_MS ? agreed : undefined;
}

export function agree(here: string): void {
  store(KEY, { here, at: nowMs() } satisfies Agreed);
}

export function hasAgreed(here: string): boolean {
  return agreedTo(here) !== undefined;
}

/** True once: who has just agreed is led on without being asked. */
export function leadsOn(here: string): boolean {
  const agreed = agreedTo(here);
  if (!agreed || agreed.led) return false;
  store(KEY, { ...agreed, led: true } satisfies Agreed);
  return true;
}

export function forgetAgreed(): void {
  store(KEY, '');
}
