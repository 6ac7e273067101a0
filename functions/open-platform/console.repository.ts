/** Of the console: second factors (sealed), sessions that showed one, what institutions asked for, posters and what they led to. */
import * as z from 'zod/mini';
import type { RingSeal } from '../platform/crypto/ring-seal';
import type { Store } from '../platform/store/store';
import type { AppRequest, AppRequests, ConsoleSessions, Posters, SecondFactors } from './open-platform.ports';

export type ConsoleDeps = { readonly store: Store; readonly table: string; readonly ringSeal: RingSeal; readonly now: () => number };

const FactorItem = z.object({ sealedSecret: z.string(), isConfirmed: z.boolean(), lastStep: z.number(), version: z.number() });
const CountItem = z.object({ count: z.number(), expiresAt: z.number() });
const SessionItem = z.object({ untilMs: z.number() });
const text = z.exactOptional(z.string());
const RequestItem = z.object({
  requestId: z.string(), institutionId: z.string(), institutionName: z.string(), cityCode: z.string(), name: z.string(), purpose: z.string(), hospitals: z.array(z.string()),
  askedAt: z.string(), state: z.enum(['waiting', 'approved', 'declined']), appId: text, reason: text, version: z.number(),
});
const PosterItem = z.object({ tag: z.string(), place: z.string(), page: z.enum(['card-list', 'user-code']), returnTo: z.string(), madeAt: z.string() });

/** Wrong codes are forgotten after so long. */
const TRY_SECONDS = 900;
const COUNT_KEPT_SECONDS = 400 * 86_400;

/** Of the index: what operations have to look at, oldest first. */
const WAITING = 'waiting-for-operations';

const factorKey = (accountId: string) => ({ pk: `factor#${accountId}`, sk: 'factor' });
const triesKey = (accountId: string) => ({ pk: `factor#${accountId}`, sk: 'tries' });
const sessionKey = (sessionId: string) => ({ pk: `console#${sessionId}`, sk: 'open' });
const OPENED = 'opened#';
const openedBy = (accountId: string, sessionId: string) => ({ pk: `factor#${accountId}`, sk: OPENED + sessionId });
const requestKey = (institutionId: string, requestId: string) => ({ pk: `requests#${institutionId}`, sk: requestId });
/** There while a request waits: an institution asks for one at a time. */
const turnKey = (institutionId: string) => ({ pk: `asking#${institutionId}`, sk: 'turn' });
const postersOf = (appId: string) => `posters#${appId}`;

export function makeSecondFactors({ store, table, ringSeal, now }: ConsoleDeps): SecondFactors {
  const nowSeconds = () => Math.floor(now() / 1000);
  return {
    async find(accountId) {
      const item = await store.get(table, factorKey(accountId));
      if (!item) return undefined;
      const { sealedSecret, isConfirmed, lastStep, version } = z.parse(FactorItem, item);
      return { secret: Buffer.from(ringSeal.open(sealedSecret, factorKey(accountId).pk), 'base64'), isConfirmed, lastStep, version };
    },
    async save(accountId, { secret, isConfirmed, lastStep, version }) {
      const sealedSecret = ringSeal.seal(Buffer.from(secret).toString('base64'), factorKey(accountId).pk);
      const item = { ...factorKey(accountId), sealedSecret, isConfirmed, lastStep, version };
      return (await (version === 0 ? store.putNew(table, { ...item, version: 1 }) : store.replace(table, item))).done;
    },
    async forget(accountId) {
      await Promise.all([factorKey(accountId), triesKey(accountId)].map((key) => store.remove(table, key)));
    },
    async countTry(accountId) {
      const count = await store.count(table, triesKey(accountId), { by: 1, expiresAt: nowSeconds() + TRY_SECONDS, nowSeconds: nowSeconds() });
      const item = await store.get(table, triesKey(accountId));
      return { count, endsAt: item ? z.parse(CountItem, item).expiresAt * 1000 : now() };
    },
    async forgetTries(accountId) { await store.remove(table, triesKey(accountId)); },
  };
}

export function makeConsoleSessions({ store, table }: Pick<ConsoleDeps, 'store' | 'table'>): ConsoleSessions {
  return {
    async open({ sessionId, accountId }, untilMs) {
      const item = { version: 1, untilMs, expiresAt: Math.ceil(untilMs / 1000) };
      await store.together([{ put: 'anyway', table, item: { ...sessionKey(sessionId), ...item } }, { put: 'anyway', table, item: { ...openedBy(accountId, sessionId), ...item } }]);
    },
    async untilOf(sessionId) {
      const item = await store.get(table, sessionKey(sessionId));
      return item && z.parse(SessionItem, item).untilMs;
    },
    async close(sessionId) { await store.remove(table, sessionKey(sessionId)); },
    async closeAll(accountId) {
      const opened = await store.queryAll(table, { pk: openedBy(accountId, '').pk, beginsWith: OPENED });
      await Promise.all(opened.map(async (item) => {
        await store.remove(table, sessionKey(item.sk.slice(OPENED.length)));
        await store.remove(table, item);
      }));
    },
  };
}

export function makeAppRequests({ store, table }: Pick<ConsoleDeps, 'store' | 'table'>): AppRequests {
  return {
    list: async (institutionId) => (await store.queryAll(table, { pk: requestKey(institutionId, '').pk })).map((item) => z.parse(RequestItem, item)),
    async waiting() {
      const items = await store.queryAll(table, { pk: WAITING, index: true });
      return items.filter(({ pk }) => pk.startsWith('requests#')).map((item) => z.parse(RequestItem, item));
    },
    async find(institutionId, requestId) {
      const item = await store.get(table, requestKey(institutionId, requestId));
      return item && z.parse(RequestItem, item);
    },
    async save(request: AppRequest) {
      const waits = request.state === 'waiting' ? { ipk: WAITING, isk: request.askedAt } : {};
      const item = { ...requestKey(request.institutionId, request.requestId), ...waits, ...request };
      const turn = turnKey(request.institutionId);
      if (request.version === 0) return (await store.together([{ put: 'new', table, item: { ...item, version: 1 } }, { put: 'new', table, item: { ...turn, version: 1 } }])).done;
      return (await store.together([{ put: 'replace', table, item }, { remove: turn, table }])).done;
    },
  };
}

export function makePosters({ store, table, now }: Pick<ConsoleDeps, 'store' | 'table' | 'now'>): Posters {
  return {
    add: async (appId, poster) => (await store.putNew(table, { pk: postersOf(appId), sk: `poster#${poster.tag}`, version: 1, ...poster })).done,
    async list(appId) {
      const items = await store.queryAll(table, { pk: postersOf(appId) });
      const counts = new Map(items.filter(({ sk }) => sk.startsWith('count#')).map((item) => [item.sk, z.parse(CountItem, item).count]));
      return items.filter(({ sk }) => sk.startsWith('poster#')).map((item) => {
        const poster = z.parse(PosterItem, item);
        const of = (step: string) => counts.get(`count#${poster.tag}#${step}`) ?? 0;
        return { ...poster, counts: { opened: of('opened'), 'card-given': of('card-given'), 'code-given': of('code-given'), left: of('left') } };
      });
    },
    async count(appId, tag, step) {
      const nowSeconds = Math.floor(now() / 1000);
      // A tag nobody registered counts nothing: links are anybody's to write.
      if (!(await store.get(table, { pk: postersOf(appId), sk: `poster#${tag}` }))) return false;
      await store.count(table, { pk: postersOf(appId), sk: `count#${tag}#${step}` }, { by: 1, expiresAt: nowSeconds + COUNT_KEPT_SECONDS, nowSeconds });
      return true;
    },
  };
}
