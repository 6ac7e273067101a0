/** The shelf of a token that all functions share, in the store: one item for the token, sealed, and one that serves as lock. */
import { setTimeout as pause } from 'node:timers/promises';
import * as z from 'zod/mini';
import { randomHex } from '../crypto/random';
import type { RingSeal } from '../crypto/ring-seal';
import type { Item, Key } from '../store/item';
import type { Store } from '../store/store';
import { DEFAULT_PATIENCE } from './resilience';

/** `expiresAt`, `fetchedAt`: epoch milliseconds. */
export type HeldToken = { readonly token: string; readonly expiresAt: number; readonly fetchedAt?: number | undefined };

/** Where the functions share the token. It opens the account: whoever implements the shelf keeps it sealed. */
export type TokenShelf = {
  read(appId: string): Promise<HeldToken | undefined>;
  /**
   * Under the lock of this app: gives what is on the shelf if another function has meanwhile put a token there that is not
   * `stale`; otherwise runs `fetch` and keeps what it gives. Undefined when `fetch` gives nothing.
   */
  lockAndRefresh(appId: string, stale: string | undefined, fetch: FetchToken): Promise<HeldToken | undefined>;
  /** The same, but undefined at once while another function holds the lock. */
  refreshUnlessBusy(appId: string, stale: string | undefined, fetch: FetchToken): Promise<HeldToken | undefined>;
};

export type FetchToken = () => Promise<HeldToken | undefined>;

/** Whose tokens lie on a shelf. `fetchesBeside`: fetching while another does is harmless, so a stuck lock need not be waited for. */
export type Shelved = { readonly issuer: 'wechat' | 'open-platform'; readonly fetchesBeside: boolean };

export type TokenShelfDeps = {
  readonly store: Store;
  readonly table: string;
  readonly seal: RingSeal;
  readonly now: () => number;
};

const HeldTokenText = z.object({ token: z.string(), expiresAt: z.number(), fetchedAt: z.optional(z.number()) });
/** Longer than fetching takes at most; the second more is the one that whole seconds lose. */
export const LOCK_SECONDS = Math.ceil(DEFAULT_PATIENCE.totalMs / 1000) + 1;
/** Longer than anybody holds the lock: whoever waits gets the token of a slow fetch, or the lock of a function that died with it. */
export const WAIT_MS = (LOCK_SECONDS + 1) * 1000;
const LOOK_AGAIN_MS = 150;
const LOOKS = Math.ceil(WAIT_MS / LOOK_AGAIN_MS);

type PlaceOf = (appId: string, sk: 'token' | 'lock') => Key;

export function makeTokenShelf(deps: TokenShelfDeps, { issuer, fetchesBeside }: Shelved): TokenShelf {
  const place: PlaceOf = (appId, sk) => ({ pk: `${issuer}-token#${appId}`, sk });
  const kept = keptTokens(deps, place);
  const lock = tokenLock(deps, place);

  /** `token` is undefined when fetching gave nothing; no outcome at all means that somebody else holds the lock. */
  async function tryRefresh(appId: string, stale: string | undefined, fetch: FetchToken): Promise<{ token: HeldToken | undefined } | undefined> {
    const release = await lock.take(appId);
    if (!release) return undefined;
    try {
      return { token: await kept.otherThan(appId, stale) ?? await kept.keep(appId, await fetch()) };
    } finally {
      await release();
    }
  }

  return {
    read: kept.read,
    refreshUnlessBusy: async (appId, stale, fetch) => (await tryRefresh(appId, stale, fetch))?.token,
    async lockAndRefresh(appId, stale, fetch) {
      for (let look = 0; look < LOOKS; look += 1) {
        const refreshed = await tryRefresh(appId, stale, fetch);
        if (refreshed) return refreshed.token;
        await pause(LOOK_AGAIN_MS);
        const others = await kept.otherThan(appId, stale);
        if (others) return others;
      }
      // Whoever holds the lock is stuck.
      return fetchesBeside ? kept.keep(appId, await fetch()) : undefined;
    },
  };
}

function keptTokens({ store, table, seal, now }: TokenShelfDeps, place: PlaceOf) {
  async function read(appId: string): Promise<HeldToken | undefined> {
    const item = await store.get(table, place(appId, 'token'));
    return item && opened(seal, item);
  }
  return {
    read,
    async otherThan(appId: string, stale: string | undefined): Promise<HeldToken | undefined> {
      const token = await read(appId);
      return token && token.token !== stale && token.expiresAt > now() ? token : undefined;
    },
    async keep(appId: string, token: HeldToken | undefined): Promise<HeldToken | undefined> {
      if (!token) return undefined;
      const item = { version: 1, expiresAt: Math.ceil(token.expiresAt / 1000), sealed: seal.seal(JSON.stringify(token), place(appId, 'token').pk) };
      await store.putAnyway(table, { ...place(appId, 'token'), ...item });
      return token;
    },
  };
}

/** A token that does not open, because its key was retired meanwhile, is as good as none. */
function opened(seal: RingSeal, { pk, sealed }: Item): HeldToken | undefined {
  try {
    return z.parse(HeldTokenText, JSON.parse(seal.open(String(sealed), pk)));
  } catch {
    return undefined;
  }
}

function tokenLock({ store, table, now }: TokenShelfDeps, place: PlaceOf) {
  return {
    /** Gives what lets go of it; undefined while somebody else holds it. Whoever was too slow lets go of nobody else's. */
    async take(appId: string): Promise<(() => Promise<unknown>) | undefined> {
      const nowSeconds = Math.floor(now() / 1000);
      const holder = randomHex(8);
      const taken = await store.putNewOrExpired(table, { ...place(appId, 'lock'), version: 1, holder, expiresAt: nowSeconds + LOCK_SECONDS }, nowSeconds);
      return taken.done ? () => store.remove(table, place(appId, 'lock'), { equals: { holder } }) : undefined;
    },
  };
}
