/** The window of 卡管, for operations and seeding only: everybody else speaks to the gateway. */
import * as z from 'zod/mini';
import { AuthorityMethod, DigestForm } from '../../shared/authority/authority.schema';
import type { Foundations } from '../platform/foundations';
import type { Client } from './authority.ports';
import { makeClients } from './gateway.repository';

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
};

export function openAuthority(f: Foundations): AuthorityWindow {
  const clients = makeClients({ ...f, table: f.table('authority') });
  return {
    async registerClient(client) {
      if (Buffer.byteLength(client.appSecret) !== SECRET_BYTES) throw new RangeError('the secret of a client is sixteen bytes: it is its SM4 key');
      await clients.register(client);
    },
  };
}
