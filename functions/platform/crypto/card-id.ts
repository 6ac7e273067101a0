/**
 * healthCardId and phid: 64 upper-case hex, HMAC-SM3 over the internal person id. Made once at issue and stored: they
 * survive reissue, merging and key rotation because nobody computes them again.
 */
import { hmacSm3 } from './digest';
import type { KeyRing } from './key-ring';

export type CardIds = { healthCardId(personId: string): string; phid(personId: string): string };

export function makeCardIds(ring: KeyRing): CardIds {
  const of = (purpose: string, personId: string) => hmacSm3(ring.currentKey('card-id'), `${purpose}\u0000${personId}`).toUpperCase();
  return { healthCardId: (personId) => of('health-card', personId), phid: (personId) => of('person', personId) };
}
