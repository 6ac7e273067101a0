/** Proofs that wait: kept under what is told to the person, so that finding one is one read. */
import * as z from 'zod/mini';
import type { Item, Key } from '../platform/store/item';
import type { Store } from '../platform/store/store';
import type { PendingProof, Proofs } from './identity.ports';

export type ProofsDeps = { readonly store: Store; readonly table: string; readonly now: () => number };

const Stored = z.object({
  kind: z.enum(['face', 'counter', 'invitation']),
  id: z.string(),
  accountId: z.string(),
  key: z.string(),
  documentMark: z.string(),
  endsAt: z.number(),
  verifyId: z.exactOptional(z.string()),
  agreed: z.exactOptional(z.object({ acting: z.exactOptional(z.string()), face: z.exactOptional(z.string()) })),
  wrong: z.number(),
  version: z.number(),
});
const DAY_SECONDS = 86_400;

const proofKey = (kind: PendingProof['kind'], id: string): Key => ({ pk: `proof#${kind}#${id}`, sk: 'proof' });

function itemOf(proof: PendingProof): Item {
  return { ...proof, ...proofKey(proof.kind, proof.id), expiresAt: Math.ceil(proof.endsAt / 1000) };
}

export function makeProofs({ store, table, now }: ProofsDeps): Proofs {
  const nowSeconds = () => Math.floor(now() / 1000);
  return {
    async keep(proof) {
      return (await store.putNewOrExpired(table, { ...itemOf(proof), version: 1 }, nowSeconds())).done;
    },
    async find(kind, id) {
      const item = await store.get(table, proofKey(kind, id));
      const proof = item && z.parse(Stored, item);
      return proof && proof.endsAt > now() ? proof : undefined;
    },
    async replace(proof) {
      return (await store.replace(table, itemOf(proof))).done;
    },
    async countFaceCheck(accountId) {
      const key = { pk: `face-checks#${accountId}`, sk: 'count' };
      const count = await store.count(table, key, { by: 1, expiresAt: nowSeconds() + DAY_SECONDS, nowSeconds: nowSeconds() });
      const item = await store.get(table, key);
      return { count, endsAt: (item?.expiresAt ?? nowSeconds() + DAY_SECONDS) * 1000 };
    },
  };
}
