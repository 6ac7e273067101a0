/** What hospitals told: their own numbers of patients (sealed, found by fingerprint). */
import * as z from 'zod/mini';
import type { Fingerprints } from '../platform/crypto/fingerprint';
import type { Safe } from '../platform/crypto/seal';
import type { Store } from '../platform/store/store';
import type { Relation, Relations, UpgradeRelations } from './open-platform.ports';

export type RelationsDeps = { readonly store: Store; readonly table: string; readonly safe: Safe; readonly fingerprints: Fingerprints; readonly now: () => number };

const MarkerItem = z.object({ healthCardId: z.string() });
const RelationItem = z.object({ sk: z.string(), sealed: z.string(), atMs: z.number(), by: z.exactOptional(z.array(z.string())) });

/** A person may have several numbers at one hospital: each is an item of its own, of a card and of a hospital. */
const relationKey = (healthCardId: string, marker: string) => ({ pk: `relation#${healthCardId}`, sk: marker });
const markerKey = (marker: string) => ({ pk: `patient#${marker}`, sk: 'marker' });

export function makeRelations(deps: RelationsDeps): Relations {
  const { store, table, safe, now } = deps;
  const numbers = numbersIn(deps);
  return {
    async bind(relation) {
      const known = await numbers.find(relation);
      if (!known) return numbers.write(relation);
      if (known.healthCardId === relation.healthCardId) await tellAgain(relation, known.marker);
      return known.healthCardId === relation.healthCardId;
    },
    cardOf: numbers.cardOf,
    async patidOf(hospitalId, healthCardId) {
      const newest = await newestAt(hospitalId, healthCardId);
      return newest && safe.open(healthCardId, newest.sealed, newest.sk);
    },
  };

  async function newestAt(hospitalId: string, healthCardId: string) {
    const items = await store.queryAll(table, { pk: relationKey(healthCardId, '').pk, beginsWith: `${hospitalId}#` });
    return items.map((item) => z.parse(RelationItem, item)).sort((one, other) => other.atMs - one.atMs)[0];
  }

  /** Told again after another one, it is the one the hospital goes by; and told by itself, no undone upgrade ends it. */
  async function tellAgain({ hospitalId, healthCardId }: Relation, marker: string): Promise<void> {
    const [newest, item] = [await newestAt(hospitalId, healthCardId), await store.get(table, relationKey(healthCardId, marker))];
    if (!item || (newest?.sk === marker && newest.by === undefined)) return;
    await store.replace(table, { ...item, by: undefined, atMs: newest?.sk === marker ? newest.atMs : now() });
  }
}

/** Who told of a number by itself. */
const NO_UPGRADE = '';

/** As an upgrade binds: what is free only, and in its name, so that it can end that again. */
export function makeUpgradeRelations(deps: RelationsDeps): UpgradeRelations {
  const { store, table } = deps;
  const numbers = numbersIn(deps);
  return {
    cardOf: numbers.cardOf,
    async bindNew(relation, by) {
      // Somebody else may bind it at this moment: what they bound decides.
      const before = await join(relation, by);
      if (before !== undefined) return before;
      await numbers.write(relation, by);
      return (await join(relation, by)) ?? false;
    },
    async unbind(relation, by) {
      const known = await numbers.find(relation);
      const item = known && (await store.get(table, relationKey(relation.healthCardId, known.marker)));
      const before = item && z.parse(RelationItem, item).by;
      if (!known || !item || !before?.includes(by)) return;
      const left = before.filter((one) => one !== by);
      if (left.length > 0) await store.replace(table, { ...item, by: left });
      else await store.together([{ remove: relationKey(relation.healthCardId, known.marker), table, expect: { version: item.version } }, { remove: markerKey(known.marker), table }]);
    },
    async isBoundByOthers(healthCardId, by) {
      const items = await store.queryAll(table, { pk: relationKey(healthCardId, '').pk });
      return items.some((item) => (z.parse(RelationItem, item).by ?? [NO_UPGRADE]).some((one) => one !== by));
    },
  };

  /** Whether what is bound is this card's; what another upgrade bound is this one's too from now on, and ends with the last of them. */
  async function join(relation: Relation, by: string): Promise<boolean | undefined> {
    const known = await numbers.find(relation);
    if (known?.healthCardId !== relation.healthCardId) return known && false;
    const item = await store.get(table, relationKey(relation.healthCardId, known.marker));
    const others = item && z.parse(RelationItem, item).by;
    const done = !others || others.includes(by) || (await store.replace(table, { ...item, by: [...others, by] })).done;
    if (!done) throw new Error('a relation was changed meanwhile');
    return true;
  }
}

/** Hospitals' numbers, each of one card. */
function numbersIn({ store, table, safe, fingerprints, now }: RelationsDeps) {
  function markersOf({ hospitalId, patid }: Omit<Relation, 'healthCardId'>): readonly string[] {
    return fingerprints.allVersions('visit-number', patid).map((mark) => `${hospitalId}#${mark}`);
  }

  async function find(number: Omit<Relation, 'healthCardId'>): Promise<{ readonly healthCardId: string; readonly marker: string } | undefined> {
    const markers = markersOf(number);
    const found = await store.getMany(table, markers.map(markerKey));
    const at = found.findIndex((item) => item !== undefined);
    return at < 0 ? undefined : { ...z.parse(MarkerItem, found[at]), marker: markers[at] ?? '' };
  }

  return {
    find,
    cardOf: async (hospitalId: string, patid: string) => (await find({ hospitalId, patid }))?.healthCardId,
    /** False when the number is another card's by now. */
    async write(relation: Relation, by?: string): Promise<boolean> {
      const { healthCardId, patid } = relation;
      const [marker = ''] = markersOf(relation);
      const sealed = await safe.seal(healthCardId, patid, marker);
      const { done } = await store.together([
        { put: 'new', table, item: { ...markerKey(marker), version: 1, healthCardId } },
        { put: 'new', table, item: { ...relationKey(healthCardId, marker), version: 1, sealed, atMs: now(), ...(by === undefined ? {} : { by: [by] }) } },
      ]);
      return done || (await find(relation))?.healthCardId === healthCardId;
    },
  };
}
