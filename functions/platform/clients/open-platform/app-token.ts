/**
 * The token of the outside open platform: one for all functions, since a new one ends the one before at once. It is renewed some minutes
 * before its end by whoever gets the lock; everybody else goes on with the old one until the new one is on the shelf.
 */
import type { HeldToken, Shelved, TokenShelf } from '../token-shelf';

export const OPEN_PLATFORM_TOKENS: Shelved = { issuer: 'open-platform', fetchesBeside: false };

export type AppToken = {
  /** Undefined when the platform gives none. */
  get(): Promise<string | undefined>;
  /** After the platform refused `stale`. */
  renew(stale: string): Promise<string | undefined>;
};

export type AppTokenDeps = {
  readonly appId: string;
  readonly tokens: TokenShelf;
  readonly now: () => number;
  readonly fetch: () => Promise<HeldToken | undefined>;
};

const RENEW_BEFORE_MS = 5 * 60_000;
/** A token this close to its end is not used for a new call. */
const MARGIN_MS = 30_000;
/** When renewing early failed, or another function is at it, the old token serves this long before it is tried again. */
const PAUSE_MS = 10_000;
/** A token refused sooner after it was fetched was ended by somebody else who fetches for this app: taking turns with them helps nobody. */
const YOUNG_MS = 5_000;

export function makeAppToken({ appId, tokens, now, fetch }: AppTokenDeps): AppToken {
  let held: HeldToken | undefined;
  let pausesUntil = 0;
  const left = (token: HeldToken | undefined) => (token ? token.expiresAt - now() : 0);
  const isFresh = (token: HeldToken | undefined) => left(token) > RENEW_BEFORE_MS;
  const isUsable = (token: HeldToken | undefined) => left(token) > MARGIN_MS;

  const current = oneAtATime(async () => {
    const shelved = await tokens.read(appId);
    if (isFresh(shelved)) return shelved;
    if (!isUsable(shelved)) return tokens.lockAndRefresh(appId, shelved?.token, fetch);
    held = shelved;
    const renewed = await tokens.refreshUnlessBusy(appId, shelved?.token, fetch);
    if (!renewed) pausesUntil = now() + PAUSE_MS;
    return renewed ?? shelved;
  });

  const another = oneAtATime(async (stale) => {
    const shelved = await tokens.read(appId);
    const isYoung = shelved?.token === stale && now() - (shelved.fetchedAt ?? 0) < YOUNG_MS;
    return isYoung ? undefined : tokens.lockAndRefresh(appId, stale, fetch);
  });

  async function take(getting: Promise<HeldToken | undefined>): Promise<string | undefined> {
    const token = await getting;
    held = token ?? held;
    return token?.token;
  }

  return {
    get() {
      const mayGoOn = isUsable(held) && (current.isRunning() || now() < pausesUntil);
      return isFresh(held) || mayGoOn ? Promise.resolve(held?.token) : take(current.run(appId));
    },
    renew: (stale) => (isUsable(held) && held?.token !== stale ? Promise.resolve(held?.token) : take(another.run(stale))),
  };
}

/** Whoever asks while the same is being asked gets the same answer. */
function oneAtATime<Answer>(work: (about: string) => Promise<Answer>) {
  const running = new Map<string, Promise<Answer>>();
  return {
    isRunning: () => running.size > 0,
    run(about: string): Promise<Answer> {
      const going = running.get(about) ?? work(about).finally(() => running.delete(about));
      running.set(about, going);
      return going;
    },
  };
}
