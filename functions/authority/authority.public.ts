/** The window of 卡管, for operations and seeding only: everybody else speaks to the gateway. */
import * as z from 'zod/mini';
import { PROVINCE } from '../../shared/authority/authority.rules';
import { AuthorityMethod, DigestForm } from '../../shared/authority/authority.schema';
import type { AddOrgInput } from '../../shared/authority/inputs.schema';
import type { Foundations } from '../platform/foundations';
import type { Client, MethodAnswer } from './authority.ports';
import { makeClients, makeOrgs } from './gateway.repository';
import { makeAddOrg } from './use-cases/add-org';

const SECRET_BYTES = 16;

/** What operations order: the client as the gateway shall know it. */
export const RegisterClient = z.object({
  appId: z.string().check(z.minLength(1)),
  /** Digest secret and SM4 key in one, so sixteen characters. */
  appSecret: z.string().check(z.length(16)),
  termIds: z.array(z.string()).check(z.minLength(1)),
  digestForm: DigestForm,
  cityCode: z.string().check(z.regex(/^41\d{4}$/)),
  methods: z.exactOptional(z.array(AuthorityMethod)),
});

export type AuthorityWindow = {
  /** Registers a client of the gateway, or replaces it; felt everywhere within a minute. Throws when its secret is no SM4 key. */
  registerClient(client: Client): Promise<void>;
  /** As the province itself: an institution of any city. */
  addOrg(org: AddOrgInput): MethodAnswer;
};

export function openAuthority(f: Foundations): AuthorityWindow {
  const parts = { ...f, table: f.table('authority') };
  const clients = makeClients(parts);
  const addOrg = makeAddOrg({ orgs: makeOrgs(parts) });
  return {
    async registerClient(client) {
      if (Buffer.byteLength(client.appSecret) !== SECRET_BYTES) throw new RangeError('the secret of a client is sixteen bytes: it is its SM4 key');
      await clients.register(client);
    },
    addOrg: (org) => addOrg(org, { appId: 'operations', cityCode: PROVINCE, requestId: f.http.newRequestId() }),
  };
}
