/**
 * Sessions: a signed access token of ten minutes that is checked without the store, and a refresh token that is used once.
 * A used refresh token that comes back, the last or any before it, was copied: the whole session ends. Anything else is only
 * refused: what we did not sign ends nothing.
 */
import { makeUlid } from '../../../shared/kernel/ids';
import { instantOf } from '../../../shared/kernel/china-day';
import type { Result } from '../../../shared/kernel/result';
import type { Store } from '../store/store';
import type { Item } from '../store/item';
import { ACCESS_SECONDS, REFRESH_SECONDS, REFRESH_SECONDS_PC, type AccessPayload } from './claims';
import type { Revocations } from './revocations';

export type SessionDevice = 'mini-program' | 'service-account' | 'pc' | 'institution';
/** Not on a phone of the resident's own, as far as we know. */
const BRIEF: readonly SessionDevice[] = ['pc', 'institution'];
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
  readonly refreshTokens: { mint(payload: RefreshPayload, ttlSeconds: number, nowMs: number): string; read(token: string, nowMs: number): Result<{ payload: RefreshPayload }, string> };
};

/** `generation` counts the renewals of its session; `nonce` makes the token one that nobody can build again. */
export type RefreshPayload = { readonly accountId: string; readonly sessionId: string; readonly generation: number; readonly nonce: string };

const NONCE_BYTES = 16;

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
  const expiresAt = Math.floor(at / 1000) + (BRIEF.includes(device) ? REFRESH_SECONDS_PC : REFRESH_SECONDS);
  const fresh = newToken(deps, { accountId, sessionId, generation: 1 }, expiresAt);
  const startedAt = instantOf(at);
  await deps.store.putNew(deps.table, {
    ...key(accountId, sessionId), version: 1, expiresAt, accountId, sessionId, device, startedAt, lastRenewedAt: startedAt, generation: 1, tokenHash: fresh.tokenHash,
  });
  return { refreshToken: fresh.refreshToken, refreshExpiresAt: instantOf(expiresAt * 1000), sessionId };
}

async function redeem(deps: SessionsDeps, refreshToken: string) {
  const read = deps.refreshTokens.read(refreshToken, deps.now());
  if (!read.ok) return undefined;
  const { accountId, sessionId, generation } = read.value.payload;
  const item = await findLive(deps, accountId, sessionId);
  if (!item) return undefined;
  if (item.tokenHash !== deps.hash(refreshToken)) return generation < item.generation ? endAsCopied(deps, item) : undefined;
  const next = { accountId, sessionId, generation: item.generation + 1 };
  const fresh = newToken(deps, next, item.expiresAt);
  const replaced = await deps.store.replace(deps.table, { ...item, generation: next.generation, tokenHash: fresh.tokenHash, lastRenewedAt: instantOf(deps.now()) });
  if (!replaced.done) return undefined;
  const device = item['device'] as SessionDevice;
  return { refreshToken: fresh.refreshToken, refreshExpiresAt: instantOf(item.expiresAt * 1000), sessionId, accountId, device };
}

type LiveItem = Item & { readonly expiresAt: number; readonly generation: number; readonly tokenHash: string };

async function findLive({ store, table, now }: SessionsDeps, accountId: string, sessionId: string): Promise<LiveItem | undefined> {
  const item = await store.get(table, key(accountId, sessionId));
  const expiresAt = item?.expiresAt ?? 0;
  return item && expiresAt * 1000 > now() ? { ...item, expiresAt, generation: Number(item['generation']), tokenHash: String(item['tokenHash']) } : undefined;
}

/** Two holders of one refresh token: nobody knows which is the resident, so both must sign in again. */
async function endAsCopied(deps: SessionsDeps, item: Item): Promise<undefined> {
  await deps.store.remove(deps.table, item);
  await deps.revocations.revoke(String(item['sessionId']));
  return undefined;
}

function newToken({ refreshTokens, randomBytes, hash, now }: SessionsDeps, named: Omit<RefreshPayload, 'nonce'>, expiresAt: number) {
  const nonce = Buffer.from(randomBytes(NONCE_BYTES)).toString('base64url');
  const refreshToken = refreshTokens.mint({ ...named, nonce }, expiresAt - Math.floor(now() / 1000), now());
  return { refreshToken, tokenHash: hash(refreshToken) };
}

function asOpenSession(item: Item): OpenSessionItem {
  const { sessionId, device, startedAt, lastRenewedAt } = item;
  return { sessionId: String(sessionId), device: device as SessionDevice, startedAt: String(startedAt), lastRenewedAt: String(lastRenewedAt) };
}
