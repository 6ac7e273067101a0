/** How the engine misbehaves on purpose, so that nothing leans on its strength. By default all are 0: it behaves. */
export type Moods = {
  /** Start of the random source; the same seed gives the same sequence of chances. */
  seed: number;
  /** Probability that a transaction is refused with TransactionConflict on one of its items. */
  conflictProbability: number;
  /** 1: as on AWS, a transaction meeting a busy item is refused, and a write meeting a transaction too; 0: they queue. */
  refuseBusyItems: 0 | 1;
  /** Requests per second that one partition key answers before it throttles; 0: no limit. */
  requestsPerPartition: number;
  /** Global secondary indexes show the state of so many milliseconds ago. */
  indexLagMs: number;
  /** Expired items stay readable for so long. */
  expiredStayMs: number;
  /** Probability that the feed delivers a batch twice. */
  feedTwiceProbability: number;
  /** The feed waits so long before it delivers. */
  feedLateMs: number;
};

export const NO_MOODS: Readonly<Moods> = {
  seed: 1,
  conflictProbability: 0,
  refuseBusyItems: 0,
  requestsPerPartition: 0,
  indexLagMs: 0,
  expiredStayMs: 0,
  feedTwiceProbability: 0,
  feedLateMs: 0,
};

export type MoodSwitch = {
  readonly now: Readonly<Moods>;
  change: (moods: Partial<Moods>) => void;
  /** True with the given probability. */
  chance: (probability: number) => boolean;
  /** A whole number from 0 to below `limit`. */
  pick: (limit: number) => number;
};

/** Holds the present moods and the random source that decides for them. */
export function makeMoodSwitch(initial: Partial<Moods> = {}): MoodSwitch {
  let now: Moods = { ...NO_MOODS, ...initial };
  let random = seededRandom(now.seed);
  return {
    get now() {
      return now;
    },
    change(moods) {
      now = { ...now, ...moods };
      if (moods.seed !== undefined) random = seededRandom(moods.seed);
    },
    chance: (probability) => probability > 0 && random() < probability,
    pick: (limit) => Math.floor(random() * limit),
  };
}

/** mulberry32: small, and good enough to draw misfortunes. */
function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
