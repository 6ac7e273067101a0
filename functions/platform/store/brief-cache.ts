/** What is asked for by every call, remembered by its process for a moment: a change is felt everywhere when that is over. */

/** A change of what is cached is felt everywhere within so long. */
const CACHED_MS = 30_000;
const CACHED_MAX = 2_000;

export type BriefCache<Value> = { get(key: string): Value | undefined; put(key: string, value: Value): Value; drop(key: string): void };

export function makeBriefCache<Value>(now: () => number): BriefCache<Value> {
  const kept = new Map<string, { readonly value: Value; readonly until: number }>();
  return {
    get(key) {
      const found = kept.get(key);
      return found && found.until > now() ? found.value : undefined;
    },
    put(key, value) {
      const [oldest] = kept.size < CACHED_MAX ? [] : kept.keys();
      if (oldest !== undefined) kept.delete(oldest);
      kept.set(key, { value, until: now() + CACHED_MS });
      return value;
    },
    drop: (key) => { kept.delete(key); },
  };
}
