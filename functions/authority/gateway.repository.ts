/** What the gateway itself keeps: registered clients, stored answers, institutions. */
import * as z from 'zod/mini';
import { REPLAY_SECONDS } from '../../shared/authority/authority.rules';
import { AuthorityMethod, DigestForm } from '../../shared/authority/authority.schema';
import { AddOrgInput } from '../../shared/authority/inputs.schema';
import type { RingSeal } from '../platform/crypto/ring-seal';
import type { Store } from '../platform/store/store';
import type { Client, Clients, Org, Orgs, ReplayClaim, Replays } from './authority.ports';

export type GatewayStoreDeps = {
  readonly store: Store;
  readonly table: string;
  readonly ringSeal: RingSeal;
  readonly hash: (text: string) => string;
  readonly newId: (prefix: string) => string;
  readonly now: () => number;
};

const ClientItem = z.object({
  appId: z.string(), sealedSecret: z.string(), termIds: z.array(z.string()), digestForm: DigestForm, cityCode: z.string(),
  methods: z.exactOptional(z.array(AuthorityMethod)),
});
const ReplayItem = z.object({ bytesHash: z.string(), answer: z.optional(z.string()) });
const OrgItem = z.extend(AddOrgInput, { valid: z.enum(['0', '1']), cityCode: z.string(), version: z.number() });

/** A change of a client is felt everywhere within a minute. */
const CLIENT_CACHED_MS = 60_000;

export function makeClients({ store, table, ringSeal, now }: GatewayStoreDeps): Clients {
  const cache = new Map<string, { readonly client: Client; readonly until: number }>();
  const keyOf = (appId: string) => ({ pk: `client#${appId}`, sk: 'client' });
  return {
    async find(appId) {
      const cached = cache.get(appId);
      if (cached && cached.until > now()) return cached.client;
      cache.delete(appId);
      const item = await store.get(table, keyOf(appId));
      if (!item) return undefined;
      const { sealedSecret, ...rest } = z.parse(ClientItem, item);
      const client = { ...rest, appSecret: ringSeal.open(sealedSecret, keyOf(appId).pk) };
      cache.set(appId, { client, until: now() + CLIENT_CACHED_MS });
      return client;
    },
    async register({ appId, appSecret, termIds, digestForm, cityCode, methods }) {
      const sealedSecret = ringSeal.seal(appSecret, keyOf(appId).pk);
      await store.putAnyway(table, { ...keyOf(appId), version: 1, appId, sealedSecret, termIds, digestForm, cityCode, ...(methods ? { methods } : {}) });
      cache.delete(appId);
    },
  };
}

/** A request that was never answered (a crash) may be tried again after this time. */
const IN_PROGRESS_SECONDS = 60;

export function makeReplays({ store, table, ringSeal, hash, newId, now }: GatewayStoreDeps): Replays {
  return {
    async claim(appId, digest, bytes): Promise<ReplayClaim> {
      const place = { pk: `replay#${appId}#${digest}`, sk: 'answer' };
      const nowSeconds = Math.floor(now() / 1000);
      const mark = { ...place, version: 1, bytesHash: hash(bytes), claim: newId('claim') };
      const put = await store.putNewOrExpired(table, { ...mark, expiresAt: nowSeconds + IN_PROGRESS_SECONDS }, nowSeconds);
      if (!put.done) return met(mark, put.item);
      return {
        state: 'first',
        keep: (answer) => store.putAnyway(table, { ...mark, answer: ringSeal.seal(answer, place.pk), expiresAt: nowSeconds + REPLAY_SECONDS }),
        async release() {
          await store.remove(table, place, { equals: { claim: mark.claim } });
        },
      };
    },
  };

  function met({ pk, bytesHash }: { readonly pk: string; readonly bytesHash: string }, item: unknown): ReplayClaim {
    // The one who was quicker may have let go again meanwhile.
    if (!item) return { state: 'in-progress' };
    const found = z.parse(ReplayItem, item);
    if (found.bytesHash !== bytesHash) return { state: 'altered' };
    return found.answer === undefined ? { state: 'in-progress' } : { state: 'answered', answer: ringSeal.open(found.answer, pk) };
  }
}

export function makeOrgs({ store, table }: Pick<GatewayStoreDeps, 'store' | 'table'>): Orgs {
  const itemOf = (org: Org) => ({ pk: `org#${org.orgCode}`, sk: 'org', ...org });
  return {
    async find(orgCode) {
      const item = await store.get(table, { pk: `org#${orgCode}`, sk: 'org' });
      return item && z.parse(OrgItem, item);
    },
    async add(org) {
      return (await store.putNew(table, itemOf(org))).done;
    },
    async change(org) {
      return (await store.replace(table, itemOf(org))).done;
    },
  };
}
