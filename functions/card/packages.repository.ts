/** Card packages as items: the package and its cards in the account's partition, history by health card, markers by what is unique. */
import * as z from 'zod/mini';
import { CardEvent, CardOrigin, CardState } from '../../shared/card/card.schema';
import type { Fingerprints } from '../platform/crypto/fingerprint';
import type { Safe } from '../platform/crypto/seal';
import type { Item, Write } from '../platform/store/item';
import { outboxItem } from '../platform/store/outbox';
import type { Store } from '../platform/store/store';
import type { Card, CardContents, Change, Decision, Holders, NewCard, Package, Packages, Visit, VisitMarker, Waiting } from './card.ports';

export type PackagesDeps = {
  readonly store: Store;
  readonly table: string;
  readonly safe: Safe;
  readonly fingerprints: Fingerprints;
  readonly now: () => number;
  /** What an account has before its first card. */
  readonly emptyPackage: (accountId: string) => Package;
};

const text = z.string();
const maybe = z.exactOptional(text);
const CardItem = z.object({
  accountId: text, cardId: text, healthCardId: text, personId: text, memberId: maybe, state: CardState, origin: CardOrigin, claimedAt: text,
  issuedAt: maybe, issuer: maybe, outside: z.exactOptional(z.literal(true)), shownOn: maybe, lossWaitsSince: maybe, sealed: text, version: z.number(),
});
const PackageItem = z.object({
  accountId: text, order: z.array(text), removed: z.array(text), known: z._default(z.array(text), []), chosen: maybe, checkedAt: maybe, nextCheckAt: text, version: z.number(),
});
const Contents = z.object({
  maskedName: text, maskedNumber: text, idType: text, codeText: maybe,
  visits: z.array(z.object({ institutionId: text, visitNumber: text, boundAt: text })),
});
const MarkerItem = z.object({ healthCardId: text, bindings: z.number(), version: z.number() });
const HeldItem = z.object({ isk: text });
const LossItem = z.object({ accountId: text, cardId: text, healthCardId: text, since: text });
const HistoryItem = z.object({ event: CardEvent });

const TRIES = 12;
const HISTORY_SHOWN = 100;
const CHECK_SHARDS = 16;
const LOSSES = 'loss-waiting';

const partition = (accountId: string) => `account#${accountId}`;
const cardKey = ({ accountId, cardId }: Pick<Card, 'accountId' | 'cardId'>) => ({ pk: partition(accountId), sk: `card#${cardId}` });
/** One card of a health card in an account, whatever happens at once. */
const heldKey = ({ accountId, healthCardId }: Pick<Card, 'accountId' | 'healthCardId'>) => ({ pk: `held#${accountId}`, sk: healthCardId });
const holdersPartition = (healthCardId: string) => `holders#${healthCardId}`;
const markerKey = (key: string) => ({ pk: `visit#${key}`, sk: 'marker' });
const lossKey = ({ accountId, cardId }: Pick<Card, 'accountId' | 'cardId'>) => ({ pk: `loss#${accountId}`, sk: cardId });
const historyPartition = (healthCardId: string) => `history#${healthCardId}`;
const checkPartition = (shard: number) => `check#${String(shard)}`;
const shardOf = (accountId: string) => [...accountId].reduce((sum, letter) => sum + letter.charCodeAt(0), 0) % CHECK_SHARDS;

export function makePackages(deps: PackagesDeps): Packages & Waiting & { readonly holders: Holders } {
  const { store, table, safe } = deps;
  return {
    load: (accountId) => load(deps, accountId),
    async findCard(accountId, cardId) {
      const item = await store.get(table, cardKey({ accountId, cardId }));
      return item && z.parse(CardItem, item);
    },
    async open({ accountId, cardId, sealed }) {
      return z.parse(Contents, JSON.parse(await safe.open(accountId, sealed, cardId)));
    },
    async revise<Outcome>(accountId: string, decide: (read: Package) => Promise<Decision<Outcome>>) {
      for (let attempt = 1; attempt <= TRIES; attempt += 1) {
        const { change, outcome } = await decide(await load(deps, accountId));
        if (!change || (await store.together(await writesOf(deps, change))).done) return outcome;
      }
      throw new Error('a card package kept changing');
    },
    async history(healthCardId) {
      const { items } = await store.query(table, { pk: historyPartition(healthCardId), newestFirst: true, limit: HISTORY_SHOWN });
      return items.map((item) => z.parse(HistoryItem, item).event).sort((one, other) => other.at.localeCompare(one.at));
    },
    markerOf: (visit) => markerOf(deps, visit),
    erase: (accountId) => erase(deps, accountId),
    holders: holdersOf(deps),
    duePackages: (before, limit) => duePackages(deps, before, limit),
    async losses(limit) {
      const { items } = await store.query(table, { pk: LOSSES, index: true, limit });
      return items.map((item) => z.parse(LossItem, item));
    },
  };
}

/** The package itself goes last: until then another run finds in it what is left to do. */
async function erase(deps: PackagesDeps, accountId: string): Promise<void> {
  const { store, table, safe } = deps;
  const { known } = await load(deps, accountId);
  for (const healthCardId of known) {
    const own = (await store.queryAll(table, { pk: historyPartition(healthCardId) })).filter((item) => item['accountId'] === accountId);
    for (const item of own) await store.remove(table, item);
  }
  await safe.destroy(accountId);
  await store.remove(table, { pk: partition(accountId), sk: 'package' });
}

async function load(deps: PackagesDeps, accountId: string): Promise<Package> {
  const items = await deps.store.queryAll(deps.table, { pk: partition(accountId) });
  const head = items.find(({ sk }) => sk === 'package');
  const cards = items.filter(({ sk }) => sk !== 'package').map((item) => z.parse(CardItem, item));
  return { ...(head ? z.parse(PackageItem, head) : deps.emptyPackage(accountId)), cards };
}

function holdersOf({ store, table }: PackagesDeps): Holders {
  return {
    async of(healthCardId) {
      const items = await store.queryAll(table, { pk: holdersPartition(healthCardId), index: true });
      return items.map((item) => z.parse(HeldItem, item).isk);
    },
    async record(event) {
      await store.together([{ put: 'anyway', table, item: historyItem(event) }]);
    },
  };
}

async function markerOf({ store, table, fingerprints }: PackagesDeps, { institutionId, visitNumber }: Pick<Visit, 'institutionId' | 'visitNumber'>): Promise<VisitMarker> {
  const keys = fingerprints.allVersions('visit-number', visitNumber.toUpperCase()).map((mark) => `${institutionId}#${mark}`);
  const found = await store.getMany(table, keys.map(markerKey));
  const position = Math.max(0, found.findIndex((item) => item !== undefined));
  const kept = found[position] ? z.parse(MarkerItem, found[position]) : { healthCardId: '', bindings: 0, version: 0 };
  return { ...kept, key: keys[position] ?? '' };
}

async function duePackages({ store, table }: PackagesDeps, before: string, limit: number): Promise<readonly string[]> {
  const shards = Array.from({ length: CHECK_SHARDS }, (_, shard) => checkPartition(shard));
  const pages = await Promise.all(shards.map((pk) => store.query(table, { pk, index: true, to: before, limit })));
  const due = pages.flatMap(({ items }) => items.map((item) => z.parse(PackageItem, item)));
  return due.sort((one, other) => one.nextCheckAt.localeCompare(other.nextCheckAt)).slice(0, limit).map(({ accountId }) => accountId);
}

async function writesOf(deps: PackagesDeps, change: Change): Promise<readonly Write[]> {
  const { table } = deps;
  const { package: head, markers = [], loss } = change;
  return [
    ...(await cardWrites(deps, change)),
    ...(head ? [written(table, { ...packageKeys(head), ...head })] : []),
    ...markers.filter(({ bindings, version }) => bindings > 0 || version > 0).map((marker) => markerWrite(table, marker)),
    ...(loss ? [lossWrite(table, loss)] : []),
    ...tellingWrites(deps, change),
  ];
}

async function cardWrites({ table, safe }: PackagesDeps, { added, changed, removed }: Change): Promise<readonly Write[]> {
  const seal = (card: NewCard, contents: CardContents) => safe.seal(card.accountId, JSON.stringify(contents), card.cardId);
  const writes: Write[] = [];
  if (added) {
    const { card, contents } = added;
    writes.push({ put: 'new', table, item: { ...heldKey(card), ipk: holdersPartition(card.healthCardId), isk: card.accountId, version: 1, cardId: card.cardId } });
    writes.push({ put: 'new', table, item: { ...cardKey(card), ...card, sealed: await seal(card, contents), version: 1 } });
  }
  if (changed) {
    const { card, contents } = changed;
    writes.push({ put: 'replace', table, item: { ...cardKey(card), ...card, ...(contents ? { sealed: await seal(card, contents) } : {}) } });
  }
  if (removed) writes.push({ remove: heldKey(removed), table }, { remove: cardKey(removed), table, expect: { version: removed.version } });
  return writes;
}

function tellingWrites({ table, now }: PackagesDeps, { event, notice }: Change): readonly Write[] {
  return [
    ...(event ? [{ put: 'anyway', table, item: historyItem(event) } as const] : []),
    ...(notice ? [{ put: 'new', table, item: outboxItem(notice, now()) } as const] : []),
  ];
}

/** Version 0 was never written. */
function written(table: string, item: Item): Write {
  return item.version === 0 ? { put: 'new', table, item: { ...item, version: 1 } } : { put: 'replace', table, item };
}

function markerWrite(table: string, { key, ...marker }: VisitMarker): Write {
  if (marker.bindings > 0) return written(table, { ...markerKey(key), ...marker });
  return { remove: markerKey(key), table, expect: { version: marker.version } };
}

function lossWrite(table: string, { carried, ...loss }: NonNullable<Change['loss']>): Write {
  if (carried) return { remove: lossKey(loss), table };
  return { put: 'anyway', table, item: { ...lossKey(loss), ipk: LOSSES, isk: loss.since, version: 1, ...loss } };
}

function packageKeys({ accountId, nextCheckAt }: Omit<Package, 'cards'>) {
  return { pk: partition(accountId), sk: 'package', ipk: checkPartition(shardOf(accountId)), isk: nextCheckAt };
}

/** Showing a code is told once a day and package, everything else each time. */
function historyItem({ accountId, healthCardId, cardId, event }: Parameters<Holders['record']>[0] & { readonly accountId?: string }): Item {
  const when = event.kind === 'shown' ? event.at.slice(0, 10) : event.at;
  const sk = `${when}#${event.kind}#${cardId}`;
  return { pk: historyPartition(healthCardId), sk, version: 1, ...(accountId ? { accountId } : {}), event };
}
