/**
 * One `Idempotency-Key` for one intention: while it is unknown whether a write arrived (no network, time-out, server in trouble),
 * the same request keeps its key, so that trying again never does the work twice. A definite answer ends it.
 */
const UNCERTAIN = new Set<string>(['network/offline', 'network/timeout', 'request/in-progress', 'server/busy', 'server/error']);

export type RequestKeys = {
  keyFor(request: string): string;
  /** `code` is absent when the answer was good. */
  settle(request: string, code?: string): void;
};

export function makeRequestKeys(newKey: () => string): RequestKeys {
  const open = new Map<string, string>();
  return {
    keyFor(request) {
      const key = open.get(request) ?? newKey();
      open.set(request, key);
      return key;
    },
    settle(request, code) {
      if (code === undefined || !UNCERTAIN.has(code)) open.delete(request);
    },
  };
}
