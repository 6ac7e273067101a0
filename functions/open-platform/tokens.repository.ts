/** appToken (open platform 3.1): by hash, with the newest of each app sealed; the one before lives on for the overlap. */
import * as z from 'zod/mini';
import { APP_TOKEN_SECONDS } from '../../shared/open-platform/call.schema';
import type { RingSeal } from '../platform/crypto/ring-seal';
import { makeBriefCache } from '../platform/store/brief-cache';
import type { Write } from '../platform/store/item';
import type { Store } from '../platform/store/store';
import type { AppTokens } from './open-platform.ports';

export type AppTokensDeps = {
  readonly store: Store;
  readonly table: string;
  readonly ringSeal: RingSeal;
  readonly hash: (text: string) => string;
  /** 64 hex digits that nobody can guess. */
  readonly newToken: () => string;
  readonly now: () => number;
  /** So long the token before still works: a refresh never breaks callers. */
  readonly overlapSeconds: number;
};

const TokenItem = z.object({ appId: z.string(), validUntilMs: z.number() });
const HeadItem = z.object({ tokenHash: z.string(), sealedToken: z.string(), version: z.number() });

const headKey = (appId: string) => ({ pk: `app#${appId}`, sk: 'token' });
const tokenKey = (tokenHash: string) => ({ pk: `token#${tokenHash}`, sk: 'token' });

export function makeAppTokens(deps: AppTokensDeps): AppTokens {
  const { store, table, hash, now } = deps;
  const cache = makeBriefCache<z.infer<typeof TokenItem>>(now);
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
async function tryIssue(deps: AppTokensDeps, appId: string): Promise<string | undefined> {
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

function tokenItem({ now }: AppTokensDeps, { tokenHash }: { readonly tokenHash: string }, { appId, seconds }: { readonly appId: string; readonly seconds: number }) {
  return { ...tokenKey(tokenHash), version: 1, appId, validUntilMs: now() + seconds * 1000, expiresAt: Math.floor(now() / 1000) + seconds };
}

/** The token before, with the overlap left to it; nothing when it ends sooner by itself. */
async function shortened(deps: AppTokensDeps, before: z.infer<typeof HeadItem>, appId: string): Promise<readonly Write[]> {
  const { store, table, now, overlapSeconds: seconds } = deps;
  const old = await store.get(table, tokenKey(before.tokenHash));
  if (!old || z.parse(TokenItem, old).validUntilMs <= now() + seconds * 1000) return [];
  return [{ put: 'anyway', table, item: tokenItem(deps, before, { appId, seconds }) }];
}
