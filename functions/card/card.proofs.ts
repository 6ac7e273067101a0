/** Signed consents: sealed for the person they are of, and kept as blobs under their tenant and institution. */
import type { Blobs } from '../platform/blobs/blobs';
import type { Safe } from '../platform/crypto/seal';
import type { ProofPlace, Proofs } from './card.ports';

export type ProofsDeps = { readonly blobs: Blobs; readonly safe: Pick<Safe, 'seal' | 'open'> };

const keyOf = ({ cityCode, institutionId, claimId }: ProofPlace) => `${cityCode}/${institutionId}/assisted-claims/${claimId}/consent`;
const boundTo = ({ claimId }: ProofPlace) => `consent#${claimId}`;

export function makeProofs({ blobs, safe }: ProofsDeps): Proofs {
  return {
    async keep({ place, owner, imageBase64 }) {
      const sealed = await safe.seal(owner, imageBase64, boundTo(place));
      await blobs.put(keyOf(place), new TextEncoder().encode(sealed), { contentType: 'application/octet-stream' });
    },
    async read(place, owner) {
      const sealed = await blobs.get(keyOf(place));
      if (!sealed) throw new Error('the signed consent of an assisted claim is gone');
      return safe.open(owner, new TextDecoder().decode(sealed), boundTo(place));
    },
    async drop(place) {
      await blobs.remove(keyOf(place));
    },
  };
}
