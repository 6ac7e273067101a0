/**
 * Said before signing in: one's own card may go to this hospital. It is kept on this device while one is on the way there, never in
 * an address: a link could say anything.
 */
import { nowMs } from '../platform/clock';
import { readStored, store } from '../platform/storage';

const KEY = 'hand-over-agreed';
const GOOD_MS = 15 * 60_000;

type Agreed = { readonly here: string; readonly at: number };

export function agree(here: string): void {
  store(KEY, { here, at: nowMs() } satisfies Agreed);
}

export function hasAgreed(here: string): boolean {
  const agreed = readStored(KEY) as Agreed | undefined;
  return agreed?.here === here && nowMs() - agreed.at < GOOD_MS;
}

export function forgetAgreed(): void {
  store(KEY, '');
}
