/** What the gateway itself keeps: registered clients, institutions. */
import * as z from 'zod/mini';
import { AuthorityMethod, DigestForm } from '../../shared/authority/authority.schema';
import { AddOrgInput } from '../../shared/authority/inputs.schema';
import type { RingSeal } from '../platform/crypto/ring-seal';
import type { Store } from '../platform/store/store';
import type { Client, Clients, Org, Orgs } from './authority.ports';

export type GatewayStoreDeps = {
  readonly store: Store;
  readonly table: string;
  readonly ringSeal: RingSeal;
  readonly now: () => number;
};

const ClientItem = z.object({
  appId: z.string(), sealedSecret: z.string(), termIds: z.array(z.string()), digestForm: DigestForm, cityCode: z.string(),
  methods: z.exactOptional(z.array(AuthorityMethod)),
});
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
