/** 一次性授权码 (1.2): by hash, with what they stand for; consumed by a request that succeeded, whose answer is given again for a minute. */
import * as z from 'zod/mini';
import { ok, refuse, type Result } from '../../shared/kernel/result';
import { CODE_SECONDS, HEALTH_CODE_OVERLAP_SECONDS, CODE_REPEAT_SECONDS } from '../../shared/open-platform/code.rules';
import { isRegistered } from '../../shared/open-platform/redirect';
import type { ResultName } from '../../shared/open-platform/result-codes';
import type { RingSeal } from '../platform/crypto/ring-seal';
import type { Write } from '../platform/store/item';
import type { Store } from '../platform/store/store';
import type { CodeKind, CodeRefusal, CodeSubject, OneTimeCodes, PartnerApp, Redeeming } from './open-platform.ports';

export type CodesDeps = {
  readonly store: Store;
  readonly table: string;
  readonly ringSeal: RingSeal;
  readonly hash: (text: string) => string;
  /** 32 hex digits that nobody can guess. */
  readonly newCode: () => string;
  readonly newId: (prefix: string) => string;
  readonly now: () => number;
};

const Used = z.object({ appId: z.string(), contentHash: z.string(), atMs: z.number(), answer: z.string() });
const CodeItem = z.object({
  host: z.exactOptional(z.string()), appId: z.exactOptional(z.string()), hospitalId: z.exactOptional(z.string()), accountId: z.exactOptional(z.string()), cardId: z.exactOptional(z.string()),
  memberId: z.exactOptional(z.string()), sealedMore: z.exactOptional(z.string()), validUntilMs: z.number(),
  busyUntilMs: z.exactOptional(z.number()), used: z.exactOptional(Used), version: z.number(),
});
type CodeItem = z.infer<typeof CodeItem>;
const NewestItem = z.object({ hashes: z.array(z.string()), version: z.number() });

type Act<Value, Name extends ResultName> = (subject: CodeSubject) => Promise<Result<Value, Name>>;

/** A request that never came back (a crash) frees its code after this time: longer than a function lives. */
const BUSY_MS = 60_000;
const TRIES = 8;

const keyOf = (kind: CodeKind, hash: string) => ({ pk: `code#${kind}#${hash}`, sk: 'code' });
type HealthSubject = CodeSubject & { readonly accountId: string };
const newestKey = ({ accountId, host, hospitalId, appId = '' }: HealthSubject) => ({ pk: `newest#${accountId}#${[host ?? appId, ...(hospitalId === undefined ? [] : [hospitalId])].join('#')}`, sk: 'health' });

export function makeOneTimeCodes(deps: CodesDeps): OneTimeCodes {
  const { store, table, hash, newCode } = deps;
  return {
    peek: async (kind, text) => (await look(deps, keyOf(kind, hash(text))))?.subject,
    async take(kind, text) {
      const key = keyOf(kind, hash(text));
      const found = await look(deps, key);
      const taken = found && (await store.remove(table, key, { version: found.version }));
      return taken?.done ? found?.subject : undefined;
    },
    async mint(kind, subject) {
      // 1.2: the codes of cards are in capitals.
      const code = kind === 'health' ? newCode().toUpperCase() : newCode();
      await store.putAnyway(table, newItem(deps, kind, { code, subject }));
      return code;
    },
    async mintHealthCode(subject) {
      for (let attempt = 1; attempt <= TRIES; attempt += 1) {
        const code = newCode().toUpperCase();
        if (await tryNewest(deps, code, subject)) return code;
      }
      throw new Error('the newest codes of an account kept changing');
    },
    async redeem<Value, Name extends ResultName>({ kind, text }: { readonly kind: CodeKind; readonly text: string }, redeeming: Redeeming, act: Act<Value, Name>) {
      const key = keyOf(kind, hash(text));
      const item = await store.get(table, key);
      const claimed = await claim<Value>(deps, key, { item: item && z.parse(CodeItem, item), redeeming });
      if (!claimed.ok) return claimed;
      if ('answer' in claimed.value) return ok(claimed.value.answer);
      return consume<Value, Name>(deps, key, { held: claimed.value.held, redeeming, act });
    },
  };
}

async function look(deps: CodesDeps, key: { pk: string; sk: string }) {
  const item = await deps.store.get(deps.table, key);
  const found = item && z.parse(CodeItem, item);
  return found && !found.used && found.validUntilMs > deps.now() ? { subject: subjectOf(deps, key.pk, found), version: found.version } : undefined;
}

function newItem({ ringSeal, hash, now }: CodesDeps, kind: CodeKind, { code, subject: { more, ...subject } }: { readonly code: string; readonly subject: CodeSubject }) {
  const key = keyOf(kind, hash(code));
  const validUntilMs = now() + CODE_SECONDS[kind] * 1000;
  // The repeat within a minute of the last moment is answered too.
  const expiresAt = Math.ceil(validUntilMs / 1000) + CODE_REPEAT_SECONDS;
  return { ...key, version: 1, ...subject, ...(more ? { sealedMore: ringSeal.seal(JSON.stringify(more), key.pk) } : {}), validUntilMs, expiresAt };
}

/** The new code, the one before it with five minutes left, and none older. False when another page was quicker. */
async function tryNewest(deps: CodesDeps, code: string, subject: HealthSubject): Promise<boolean> {
  const { store, table, hash, now } = deps;
  const key = newestKey(subject);
  const found = await store.get(table, key);
  const read = found && z.parse(NewestItem, found);
  const hashes = read?.hashes ?? [];
  const head = { ...key, version: read?.version ?? 1, hashes: [hash(code), ...hashes.slice(0, 1)], expiresAt: Math.ceil(now() / 1000) + CODE_SECONDS.health };
  const { done } = await store.together([
    { put: read ? 'replace' : 'new', table, item: head },
    { put: 'new', table, item: newItem(deps, 'health', { code, subject }) },
    ...(await shortened(deps, hashes.slice(0, 1))),
    ...hashes.slice(1).map((old) => ({ remove: keyOf('health', old), table })),
  ]);
  return done;
}

async function shortened({ store, table, now }: CodesDeps, newest: readonly string[]): Promise<readonly Write[]> {
  const items = await store.getMany(table, newest.map((hash) => keyOf('health', hash)));
  const lastsUntil = now() + HEALTH_CODE_OVERLAP_SECONDS * 1000;
  return items.flatMap((item) => (item ? [{ put: 'replace', table, item: { ...item, validUntilMs: Math.min(z.parse(CodeItem, item).validUntilMs, lastsUntil) } } as const] : []));
}

type Held = CodeItem & { readonly pk: string; readonly sk: string };
type Claimed<Value> = { readonly answer: Value } | { readonly held: Held };
type Met = { readonly item: CodeItem | undefined; readonly redeeming: Redeeming };

/** Takes the code for this request alone, or gives the answer it had before. */
async function claim<Value>(deps: CodesDeps, key: { pk: string; sk: string }, { item, redeeming }: Met): Promise<Result<Claimed<Value>, CodeRefusal>> {
  const { store, table, now } = deps;
  if (!item || !mayUse(item, redeeming.caller.app)) return refuse('code-not-valid');
  if (item.used) return repeated<Value>(deps, key.pk, { used: item.used, redeeming });
  if (item.validUntilMs <= now()) return refuse('code-not-valid');
  if (item.busyUntilMs !== undefined && item.busyUntilMs > now()) return refuse('busy');
  const held = { ...key, ...item, busyUntilMs: now() + BUSY_MS };
  const taken = await store.replace(table, { ...held, expiresAt: expiryOf(held) });
  return taken.done ? ok({ held: { ...held, version: held.version + 1 } }) : refuse('busy');
}

/** Another institution's code is none. */
function mayUse({ host, appId, hospitalId }: CodeItem, app: PartnerApp): boolean {
  const isTheirs = hospitalId === undefined || app.hospitals.some((one) => one.hospitalId === hospitalId);
  return isTheirs && (appId === undefined || appId === app.appId) && (host === undefined || isRegistered({ host, text: '' }, app.redirectHosts));
}

function repeated<Value>({ ringSeal, hash, now }: CodesDeps, place: string, { used, redeeming }: { readonly used: z.infer<typeof Used>; readonly redeeming: Redeeming }): Result<Claimed<Value>, CodeRefusal> {
  const isSame = used.appId === redeeming.caller.app.appId && used.contentHash === hash(redeeming.content);
  if (!isSame || now() > used.atMs + CODE_REPEAT_SECONDS * 1000) return refuse('code-used');
  return ok({ answer: JSON.parse(ringSeal.open(used.answer, place)) as Value });
}

type Acting<Value, Name extends ResultName> = { readonly held: Held; readonly redeeming: Redeeming; readonly act: Act<Value, Name> };

async function consume<Value, Name extends ResultName>(deps: CodesDeps, key: { pk: string; sk: string }, { held, redeeming, act }: Acting<Value, Name>): Promise<Result<Value, Name>> {
  const { store, table, ringSeal, hash, now } = deps;
  const free = freed(held);
  const giveBack = async () => { await store.replace(table, { ...free, expiresAt: expiryOf(free) }); };
  const done = await act(subjectOf(deps, key.pk, held)).catch(async (error: unknown) => {
    await giveBack();
    throw error;
  });
  if (!done.ok) {
    await giveBack();
    return done;
  }
  const used = { appId: redeeming.caller.app.appId, contentHash: hash(redeeming.content), atMs: now(), answer: ringSeal.seal(JSON.stringify(done.value), key.pk) };
  await store.replace(table, { ...free, used, expiresAt: Math.max(expiryOf(free), Math.ceil(now() / 1000) + CODE_REPEAT_SECONDS) });
  return done;
}

function freed({ busyUntilMs: _busy, ...free }: Held) {
  return free;
}

function subjectOf({ ringSeal }: CodesDeps, place: string, { host, appId, accountId, cardId, memberId, sealedMore }: CodeItem): CodeSubject {
  return {
    ...(host ? { host } : {}), ...(appId ? { appId } : {}), ...(accountId ? { accountId } : {}), ...(cardId ? { cardId } : {}), ...(memberId ? { memberId } : {}),
    ...(sealedMore ? { more: JSON.parse(ringSeal.open(sealedMore, place)) as Record<string, string> } : {}),
  };
}

function expiryOf({ validUntilMs }: CodeItem): number {
  return Math.ceil(validUntilMs / 1000) + CODE_REPEAT_SECONDS;
}
