/**
 * Sessions: a signed access token of ten minutes that is checked without the store, and a refresh token that is used once.
 * The last used refresh token that comes back a second time was copied: the whole session ends. Anything else is only refused:
 * whoever knows no secret ends nothing.
 */
import { makeUlid } from '../../../shared/kernel/ids';
import { instantOf } from '../../../shared/kernel/china-day';
import type { Store } from '../store/store';
import type { Item } from '../store/item';
import { ACCESS_SECONDS, REFRESH_SECONDS, REFRESH_SECONDS_PC, type AccessPayload } from './claims';
import type { Revocations } from './revocations';

export type SessionDevice = 'mini-program' | 'service-account' | 'pc';
export type RefreshToken = { readonly refreshToken: string; readonly refreshExpiresAt: string; readonly sessionId: string };
export type OpenSessionItem = { sessionId: string; device: SessionDevice; startedAt: string; lastRenewedAt: string };

export type Sessions = {
  start(accountId: string, device: SessionDevice): Promise<RefreshToken>;
  /** Uses the refresh token up and gives the next. Undefined when unknown, ended, expired or used before. */
  redeem(refreshToken: string): Promise<(RefreshToken & { readonly accountId: string; readonly device: SessionDevice }) | undefined>;
  mintAccess(payload: AccessPayload): { readonly accessToken: string; readonly accessExpiresAt: string };
  list(accountId: string): Promise<readonly OpenSessionItem[]>;
  end(accountId: string, sessionId: string): Promise<boolean>;
  endAll(accountId: string): Promise<void>;
  /** Access tokens of the account made until now are renewed at their next use: its consents or its post changed. */
  markStale(accountId: string): Promise<void>;
};

export type SessionsDeps = {
  readonly store: Store;
  readonly table: string;
  readonly revocations: Revocations;
  readonly now: () => number;
  readonly randomBytes: (length: number) => Uint8Array;
  readonly hash: (secret: string) => string;
  readonly mint: (payload: AccessPayload, ttlSeconds: number, nowMs: number) => string;
};

const key = (accountId: string, sessionId: string) => ({ pk: `account#${accountId}`, sk: `session#${sessionId}` });

export function makeSessions(deps: SessionsDeps): Sessions {
  const { store, table, revocations, now } = deps;
  return {
    start: (accountId, device) => start(deps, accountId, device),
    redeem: (refreshToken) => redeem(deps, refreshToken),
    mintAccess(payload) {
      const at = now();
      return { accessToken: deps.mint(payload, ACCESS_SECONDS, at), accessExpiresAt: instantOf(at + ACCESS_SECONDS * 1000) };
    },
    async list(accountId) {
      const { items } = await store.query(table, { pk: `account#${accountId}`, beginsWith: 'session#', newestFirst: true, limit: 100 });
      return items.filter((item) => (item.expiresAt ?? 0) > now() / 1000).map(asOpenSession);
    },
    async end(accountId, sessionId) {
      const removed = await store.remove(table, key(accountId, sessionId), 'present');
      if (removed.done) await revocations.revoke(sessionId);
      return removed.done;
    },
    async endAll(accountId) {
      const items = await store.queryAll(table, { pk: `account#${accountId}`, beginsWith: 'session#' });
      await Promise.all(items.map((item) => store.remove(table, item)));
      await revocations.revoke(accountId);
    },
    markStale: (accountId) => revocations.revoke(accountId),
  };
}

async function start(deps: SessionsDeps, accountId: string, device: SessionDevice): Promise<RefreshToken> {
  const at = deps.now();
  const sessionId = makeUlid('session', at, deps.randomBytes(10));
  const fresh = newSecret(deps, accountId, sessionId);
  const expiresAt = Math.floor(at / 1000) + (device === 'pc' ? REFRESH_SECONDS_PC : REFRESH_SECONDS);
  const startedAt = instantOf(at);
  await deps.store.putNew(deps.table, {
    ...key(accountId, sessionId), version: 1, expiresAt, accountId, sessionId, device, startedAt, lastRenewedAt: startedAt, secretHash: fresh.secretHash,
  });
  return { refreshToken: fresh.refreshToken, refreshExpiresAt: instantOf(expiresAt * 1000), sessionId };
}

async function redeem(deps: SessionsDeps, refreshToken: string) {
  const item = await findLive(deps, refreshToken);
  if (!item) return undefined;
  const accountId = String(item['accountId']);
  const sessionId = String(item['sessionId']);
  const secretHash = deps.hash(secretOf(refreshToken));
  if (item['secretHash'] !== secretHash) return item['usedHash'] === secretHash ? endAsCopied(deps, item) : undefined;
  const fresh = newSecret(deps, accountId, sessionId);
  const replaced = await deps.store.replace(deps.table, { ...item, secretHash: fresh.secretHash, usedHash: secretHash, lastRenewedAt: instantOf(deps.now()) });
  if (!replaced.done) return undefined;
  const device = item['device'] as SessionDevice;
  return { refreshToken: fresh.refreshToken, refreshExpiresAt: instantOf(item.expiresAt * 1000), sessionId, accountId, device };
}

const secretOf = (refreshToken: string) => refreshToken.slice(refreshToken.lastIndexOf('.') + 1);

type LiveItem = Item & { readonly expiresAt: number };

async function findLive({ store, table, now }: SessionsDeps, refreshToken: string): Promise<LiveItem | undefined> {
  const [accountId, sessionId] = refreshToken.split('.');
  if (!accountId || !sessionId) return undefined;
  const item = await store.get(table, key(accountId, sessionId));
  const expiresAt = item?.expiresAt ?? 0;
  return item && expiresAt * 1000 > now() ? { ...item, expiresAt } : undefined;
}

/** Two holders of one refresh token: nobody knows which is the resident, so both must sign in again. */
async function endAsCopied(deps: SessionsDeps, item: Item): Promise<undefined> {
  await deps.store.remove(deps.table, item);
  await deps.revocations.revoke(String(item['sessionId']));
  return undefined;
}

function newSecret(deps: SessionsDeps, accountId: string, sessionId: string) {
  const secret = Buffer.from(deps.randomBytes(32)).toString('base64url');
  return { refreshToken: `${accountId}.${sessionId}.${secret}`, secretHash: deps.hash(secret) };
}

function asOpenSession(item: Item): OpenSessionItem {
  const { sessionId, device, startedAt, lastRenewedAt } = item;
  return { sessionId: String(sessionId), device: device as SessionDevice, startedAt: String(startedAt), lastRenewedAt: String(lastRenewedAt) };
}
