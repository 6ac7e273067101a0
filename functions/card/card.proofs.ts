/** Signed consents: sealed for the person they are of, and kept as blobs under their tenant and institution. */
import type { Blobs } from '../platform/blobs/blobs';
import type { Safe } from '../platform/crypto/seal';
import type { ProofPlace, Proofs } from './card.ports';

export type ProofsDeps = { readonly blobs: Pick<Blobs, 'put' | 'remove'>; readonly safe: Pick<Safe, 'seal'> };

const keyOf = ({ cityCode, institutionId, claimId }: ProofPlace) => `${cityCode}/${institutionId}/assisted-claims/${claimId}/consent`;

export function makeProofs({ blobs, safe }: ProofsDeps): Proofs {
  return {
    async keep({ place, owner, imageBase64 }) {
      const sealed = await safe.seal(owner, imageBase64, `consent#${place.claimId}`);
      await blobs.put(keyOf(place), new TextEncoder().encode(sealed), { contentType: 'application/octet-stream' });
    },
    async drop(place) {
      await blobs.remove(keyOf(place));
    },
  };
}
