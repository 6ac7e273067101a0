/** 调用日志: every call for a month, its count for as long as the logs, and the terminals that were really seen. */
import * as z from 'zod/mini';
import { TERMINALS_MAX } from '../../shared/open-platform/limits.rules';
import type { Item } from '../platform/store/item';
import type { Store } from '../platform/store/store';
import type { CallLog, CallNote, SeenTerminal } from './open-platform.ports';

export type CallsDeps = { readonly store: Store; readonly table: string; readonly now: () => number };

const CALL_KEPT_SECONDS = 30 * 86_400;
/** 等保: figures are kept as long as the logs are. */
const COUNT_KEPT_SECONDS = 400 * 86_400;
/** A terminal in use is written down again after so long. */
const SEEN_AGAIN_MS = 600_000;
/** Both secrets too, while one takes the other's place. */
const SECRET_AGAIN_MS = 60_000;
const SEEN_MAX = 5_000;

const TerminalKind = z.enum(['window', 'kiosk', 'doctor', 'scanner', 'face', 'online', 'other']);
const TerminalMembers = { kind: TerminalKind, terminalId: z.exactOptional(z.string()) };
const CallItem = z.object({
  appId: z.string(), at: z.string(), method: z.string(), requestId: z.string(), hospitalId: z.exactOptional(z.string()), result: z.string(), field: z.exactOptional(z.string()),
  ms: z.number(), channelNum: z.exactOptional(z.number()), terminal: z.exactOptional(z.object(TerminalMembers)), isProven: z.boolean(),
});
const CountItem = z.object({ sk: z.string(), count: z.number() });
const SeenItem = z.object({ ...TerminalMembers, hospitalId: z.string(), firstSeenAt: z.string(), lastSeenAt: z.string() });

const SecretUseItem = z.object({ lastUsedAt: z.string() });

const dayOf = ({ at }: Pick<CallNote, 'at'>) => at.slice(0, 10);
const callsOf = (appId: string, day: string) => `calls#${appId}#${day}`;
const usageOf = (appId: string, day: string) => `usage#${appId}#${day}`;
const terminalsOf = (appId: string) => `terminals#${appId}`;

const terminalCount = (appId: string) => ({ pk: `terminal-count#${appId}`, sk: 'count' });
const secretKey = (appId: string, { madeAt, signedBy }: NonNullable<CallNote['rotation']>) => ({ pk: `secrets-used#${appId}`, sk: `${signedBy}#${madeAt}` });

export function makeCallLog(deps: CallsDeps): CallLog {
  const { store, table, now } = deps;
  const seen = new Map<string, number>();
  return {
    async keep(note) {
      const nowSeconds = Math.floor(now() / 1000);
      const place = { pk: callsOf(note.appId, dayOf(note)), sk: `${note.result === 'success' ? 'done' : 'refused'}#${note.at}#${note.requestId}` };
      await Promise.all([
        store.putAnyway(table, { ...place, version: 1, expiresAt: nowSeconds + CALL_KEPT_SECONDS, ...note }),
        store.count(table, { pk: usageOf(note.appId, dayOf(note)), sk: `${note.method}#${note.result}` }, { by: 1, expiresAt: nowSeconds + COUNT_KEPT_SECONDS, nowSeconds }),
        keepTerminal(deps, seen, note),
        keepSecretUse(deps, seen, note),
      ]);
    },
    async secretUsedAt(appId, which) {
      const item = await store.get(table, secretKey(appId, which));
      return item && z.parse(SecretUseItem, item).lastUsedAt;
    },
    async list({ appId, day, refused, limit, before }) {
      const prefix = refused ? 'refused#' : 'done#';
      // With all of that millisecond: whoever pages may have seen only some of them. `~` is behind every mark of a key.
      const range = before === undefined ? { beginsWith: prefix } : { from: prefix, to: `${prefix}${before}~` };
      const { items } = await store.query(table, { pk: callsOf(appId, day), ...range, newestFirst: true, limit });
      return items.map((item) => z.parse(CallItem, item) as CallNote);
    },
    async usage(appId, days) {
      const counted = await Promise.all(days.map((day) => store.queryAll(table, { pk: usageOf(appId, day) })));
      return counted.flatMap((items, place) => items.map((item) => countOf(days[place] ?? '', item)));
    },
    async terminals(appId) {
      return (await store.queryAll(table, { pk: terminalsOf(appId) })).map((item) => z.parse(SeenItem, item));
    },
  };
}

function countOf(day: string, item: unknown) {
  const { sk, count } = z.parse(CountItem, item);
  const [method = '', result = ''] = sk.split('#');
  return { day, method, result, count };
}

type Place = { readonly pk: string; readonly sk: string };

/** First seen stays; last seen is as exact as what is written again. */
async function keepTerminal({ store, table, now }: CallsDeps, seen: Map<string, number>, note: CallNote): Promise<void> {
  const found = note.isProven ? terminalOf(note) : undefined;
  if (!found || !isDue(seen, found.key, { nowMs: now(), againMs: SEEN_AGAIN_MS })) return;
  const before = await store.get(table, found.key);
  if (before) await store.replace(table, { ...before, lastSeenAt: note.at });
  else await addTerminal({ store, table, now }, note.appId, { ...found.key, version: 1, ...found.terminal });
}

/** Counted apart, so that an app that names another terminal in every call has none of them read. */
async function addTerminal({ store, table, now }: CallsDeps, appId: string, item: Item): Promise<void> {
  const [key, nowSeconds] = [terminalCount(appId), Math.floor(now() / 1000)];
  const counted = await store.get(table, key);
  if (counted && z.parse(CountItem, counted).count >= TERMINALS_MAX) return;
  // Whoever was quicker wrote the same.
  if ((await store.putNew(table, item)).done) await store.count(table, key, { by: 1, expiresAt: nowSeconds + COUNT_KEPT_SECONDS, nowSeconds });
}

async function keepSecretUse({ store, table, now }: CallsDeps, seen: Map<string, number>, { appId, at, rotation }: CallNote): Promise<void> {
  if (rotation === undefined) return;
  const key = secretKey(appId, rotation);
  if (isDue(seen, key, { nowMs: now(), againMs: SECRET_AGAIN_MS })) await store.putAnyway(table, { ...key, version: 1, lastUsedAt: at, expiresAt: Math.floor(now() / 1000) + COUNT_KEPT_SECONDS });
}

function terminalOf({ appId, at, hospitalId, terminal }: CallNote): { readonly key: Place; readonly terminal: SeenTerminal } | undefined {
  if (!terminal || hospitalId === undefined) return undefined;
  const key = { pk: terminalsOf(appId), sk: `${hospitalId}#${terminal.kind}#${terminal.terminalId ?? ''}` };
  return { key, terminal: { ...terminal, hospitalId, firstSeenAt: at, lastSeenAt: at } };
}

function isDue(seen: Map<string, number>, { pk, sk }: Place, { nowMs, againMs }: { readonly nowMs: number; readonly againMs: number }): boolean {
  const name = `${pk} ${sk}`;
  if ((seen.get(name) ?? -Infinity) > nowMs - againMs) return false;
  if (seen.size >= SEEN_MAX) seen.clear();
  seen.set(name, nowMs);
  return true;
}
