/** Calls to addresses that partners gave: only to public addresses, whatever their name resolves to, now or a moment later; without following anything. */
import { lookup } from 'node:dns/promises';
import * as z from 'zod/mini';
import type { CallJson } from './call';

export type CallBackClient = {
  /** False when it was not taken: any answer but 2xx, none in time, or an address that is nobody's in public. */
  send(call: { readonly url: string; readonly body: string; readonly sign: string }): Promise<boolean>;
};

export type CallBackOptions = {
  readonly callJson: CallJson;
  /** On one machine the partner runs beside us. */
  readonly mayBePrivate: boolean;
  readonly resolve?: (host: string) => Promise<readonly string[]>;
};

/** A resident waits for the first try. */
const WITHIN_MS = 3_000;

export function makeCallBackClient({ callJson, mayBePrivate, resolve = addressesOf }: CallBackOptions): CallBackClient {
  return {
    async send({ url, body, sign }) {
      const { hostname, host } = new URL(url);
      const addresses = mayBePrivate ? undefined : await publicAddresses(resolve, hostname);
      if (addresses?.length === 0) return false;
      const call = { ...(addresses ? { addresses } : {}), target: `call-back:${host}`, method: 'POST', url, body, headers: { 'x-open-sign': sign }, safe: false, withinMs: WITHIN_MS, answer: z.unknown() } as const;
      return (await callJson(call)).ok;
    },
  };
}

async function addressesOf(host: string): Promise<readonly string[]> {
  return (await lookup(host, { all: true })).map(({ address }) => address);
}

/** None when one of them is not public: such a name is not trusted with the others either. */
async function publicAddresses(resolve: (host: string) => Promise<readonly string[]>, host: string): Promise<readonly string[]> {
  const addresses = await resolve(host).catch(() => []);
  return addresses.every(isPublicAddress) ? addresses : [];
}

/** IPv4: this host, private, shared, link-local (where clouds keep credentials), test and reserved ranges; multicast and above. */
const NOT_PUBLIC = [
  /^(0|10|127)\./, /^100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7])\./, /^169\.254\./, /^172\.(1[6-9]|2\d|3[01])\./, /^192\.(0\.[02]|88\.99|168)\./, /^198\.(1[89]|51\.100)\./, /^203\.0\.113\./, /^(22[4-9]|2[3-5]\d)\./,
];

/** Of IPv6 only global unicast, without the ranges that carry an IPv4 address within. */
function isPublicAddress(address: string): boolean {
  if (!address.includes(':')) return !NOT_PUBLIC.some((range) => range.test(address));
  return /^[23][\da-f]{0,3}:/i.test(address) && !/^(2001:(0{0,4}|0?db8):|2002:)/i.test(address);
}
