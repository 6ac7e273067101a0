/** 查找指纹: keyed, versioned look-up values. Without the key a number cannot be tried out, although document numbers are few. */
import { createHmac } from 'node:crypto';
import type { KeyRing } from './key-ring';

export type Fingerprints = {
  /** `v3.<base64url>` under the current key. `kind` keeps a phone number from matching a visit number. */
  of(kind: string, text: string): string;
  /** Under every version of the ring, current first: what is written under an older key is still found during rotation. */
  allVersions(kind: string, text: string): readonly string[];
};

export function makeFingerprints(ring: KeyRing): Fingerprints {
  const at = (version: number, kind: string, text: string) => {
    const key = ring.key('fingerprint', version);
    if (!key) throw new Error('no fingerprint key of this version');
    return `v${version}.${createHmac('sha256', key).update(`${kind}\u0000${text}`).digest('base64url')}`;
  };
  return {
    of: (kind, text) => at(ring.current, kind, text),
    allVersions: (kind, text) => [ring.current, ...ring.versions.filter((version) => version !== ring.current)].map((version) => at(version, kind, text)),
  };
}
