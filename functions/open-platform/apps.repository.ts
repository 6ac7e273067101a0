/** The apps of institutions (secrets sealed), and their tokens by hash. */
import * as z from 'zod/mini';
import { APP_TOKEN_SECONDS, TOKEN_OVERLAP_SECONDS } from '../../shared/open-platform/call.schema';
import type { RingSeal } from '../platform/crypto/ring-seal';
import type { Write } from '../platform/store/item';
import type { Store } from '../platform/store/store';
import type { Apps, AppTokens, PartnerApp } from './open-platform.ports';

export type AppsDeps = {
  readonly store: Store;
  readonly table: string;
  readonly ringSeal: RingSeal;
  readonly hash: (text: string) => string;
  /** 64 hex digits that nobody can guess. */
  readonly newToken: () => string;
  readonly now: () => number;
  readonly overlapSeconds?: number;
};

const Hospital = z.object({ hospitalId: z.string(), name: z.string() });
const AppItem = z.object({
  appId: z.string(), name: z.string(), cityCode: z.string(), hospitals: z.array(Hospital), sealedSecrets: z.array(z.string()), redirectHosts: z.array(z.string()),
  switches: z.object({ relates: z.boolean(), clock: z.boolean(), replay: z.boolean() }), permanentWechatCode: z.exactOptional(z.string()), closed: z.boolean(),
});
const TokenItem = z.object({ appId: z.string(), validUntilMs: z.number() });
const HeadItem = z.object({ tokenHash: z.string(), sealedToken: z.string(), version: z.number() });

/** A change of an app, and a token that was ended, are felt everywhere within so long. */
const CACHED_MS = 30_000;
const CACHED_MAX = 2_000;

const appKey = (appId: string) => ({ pk: `app#${appId}`, sk: 'app' });
const hostKey = (host: string, appId: string) => ({ pk: `host#${host}`, sk: appId });
const headKey = (appId: string) => ({ pk: `app#${appId}`, sk: 'token' });
const tokenKey = (tokenHash: string) => ({ pk: `token#${tokenHash}`, sk: 'token' });

/** A host may be registered with its port or without. */
function spellings(host: string): readonly string[] {
  return [...new Set([host, host.replace(/:\d+$/, '')])];
}

export function makeApps({ store, table, ringSeal, now }: AppsDeps): Apps {
  const cache = makeCache<PartnerApp>(now);
  return {
    find,
    async ofHost(host) {
      const items = (await Promise.all(spellings(host).map((one) => store.queryAll(table, { pk: hostKey(one, '').pk })))).flat();
      const found = await Promise.all(items.map(({ sk }) => find(sk)));
      return found.filter((app) => app !== undefined);
    },
    async keep({ secrets, ...app }) {
      const before = await store.get(table, appKey(app.appId));
      const left = before ? z.parse(AppItem, before).redirectHosts.filter((host) => !app.redirectHosts.includes(host)) : [];
      for (const host of left) await store.remove(table, hostKey(host, app.appId));
      for (const host of app.redirectHosts) await store.putAnyway(table, { ...hostKey(host, app.appId), version: 1 });
      const sealedSecrets = secrets.map((secret) => ringSeal.seal(secret, appKey(app.appId).pk));
      await store.putAnyway(table, { ...appKey(app.appId), version: 1, ...app, sealedSecrets });
      cache.drop(app.appId);
    },
  };

  async function find(appId: string): Promise<PartnerApp | undefined> {
    const known = cache.get(appId);
    if (known) return known;
    const item = await store.get(table, appKey(appId));
    if (!item) return undefined;
    const { sealedSecrets, ...rest } = z.parse(AppItem, item);
    return cache.put(appId, { ...rest, secrets: sealedSecrets.map((sealed) => ringSeal.open(sealed, appKey(appId).pk)) });
  }
}

export function makeAppTokens(deps: AppsDeps): AppTokens {
  const { store, table, hash, now } = deps;
  const cache = makeCache<z.infer<typeof TokenItem>>(now);
  return {
    async issue(appId) {
      const token = await tryIssue(deps, appId);
      if (token !== undefined) return token;
      // Several servers of one institution asked at the same moment: whoever was quicker has it for all of them.
      return deps.ringSeal.open(z.parse(HeadItem, await store.get(table, headKey(appId))).sealedToken, headKey(appId).pk);
    },
    async appOf(token) {
      const tokenHash = hash(token);
      const item = cache.get(tokenHash) ?? (await readToken(tokenHash));
      return item && item.validUntilMs > now() ? item.appId : undefined;
    },
  };

  async function readToken(tokenHash: string) {
    const item = await store.get(table, tokenKey(tokenHash));
    return item && cache.put(tokenHash, z.parse(TokenItem, item));
  }
}

/** Undefined when another server was quicker. */
async function tryIssue(deps: AppsDeps, appId: string): Promise<string | undefined> {
  const { store, table, hash, newToken, ringSeal } = deps;
  const head = await store.get(table, headKey(appId));
  const before = head && z.parse(HeadItem, head);
  const token = newToken();
  const next = { ...headKey(appId), tokenHash: hash(token), sealedToken: ringSeal.seal(token, headKey(appId).pk), version: before?.version ?? 1 };
  const { done } = await store.together([
    { put: before ? 'replace' : 'new', table, item: next },
    { put: 'new', table, item: tokenItem(deps, next, { appId, seconds: APP_TOKEN_SECONDS }) },
    ...(before ? await shortened(deps, before, appId) : []),
  ]);
  return done ? token : undefined;
}

function tokenItem({ now }: AppsDeps, { tokenHash }: { readonly tokenHash: string }, { appId, seconds }: { readonly appId: string; readonly seconds: number }) {
  return { ...tokenKey(tokenHash), version: 1, appId, validUntilMs: now() + seconds * 1000, expiresAt: Math.floor(now() / 1000) + seconds };
}

/** The token before, with the overlap left to it; nothing when it ends sooner by itself. */
async function shortened(deps: AppsDeps, before: z.infer<typeof HeadItem>, appId: string): Promise<readonly Write[]> {
  const { store, table, now, overlapSeconds: seconds = TOKEN_OVERLAP_SECONDS } = deps;
  const old = await store.get(table, tokenKey(before.tokenHash));
  if (!old || z.parse(TokenItem, old).validUntilMs <= now() + seconds * 1000) return [];
  return [{ put: 'anyway', table, item: tokenItem(deps, before, { appId, seconds }) }];
}

function makeCache<Value>(now: () => number) {
  const kept = new Map<string, { readonly value: Value; readonly until: number }>();
  return {
    get(key: string): Value | undefined {
      const found = kept.get(key);
      return found && found.until > now() ? found.value : undefined;
    },
    put(key: string, value: Value): Value {
      const [oldest] = kept.size < CACHED_MAX ? [] : kept.keys();
      if (oldest !== undefined) kept.delete(oldest);
      kept.set(key, { value, until: now() + CACHED_MS });
      return value;
    },
    drop: (key: string) => { kept.delete(key); },
  };
}
