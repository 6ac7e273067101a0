/** What hospitals told: their own numbers of patients (sealed, found by fingerprint), and every use of a card once. */
import * as z from 'zod/mini';
import type { Fingerprints } from '../platform/crypto/fingerprint';
import type { Safe } from '../platform/crypto/seal';
import type { Store } from '../platform/store/store';
import type { BoundNew, Relation, Relations, UpgradeRelations, UseReports } from './open-platform.ports';

export type UsesDeps = { readonly store: Store; readonly table: string; readonly safe: Safe; readonly fingerprints: Fingerprints };

const MarkerItem = z.object({ healthCardId: z.string() });
const RelationItem = z.object({ sealed: z.string(), marker: z.string(), by: z.exactOptional(z.string()) });

const relationKey = ({ hospitalId, healthCardId }: Omit<Relation, 'patid'>) => ({ pk: `relation#${healthCardId}`, sk: hospitalId });
const markerKey = (marker: string) => ({ pk: `patient#${marker}`, sk: 'marker' });

export function makeRelations(deps: UsesDeps): Relations {
  const { store, table, safe, fingerprints } = deps;
  return {
    async bind(relation) {
      const { hospitalId, healthCardId, patid } = relation;
      const known = await cardOf(hospitalId, patid);
      return known === undefined ? write(relation, markersOf(hospitalId, patid)[0] ?? '') : known === healthCardId;
    },
    cardOf,
    async patidOf(hospitalId, healthCardId) {
      const item = await store.get(table, relationKey({ hospitalId, healthCardId }));
      return item && safe.open(healthCardId, z.parse(RelationItem, item).sealed, hospitalId);
    },
  };

  function markersOf(hospitalId: string, patid: string): readonly string[] {
    return fingerprints.allVersions('visit-number', patid).map((mark) => `${hospitalId}#${mark}`);
  }

  async function cardOf(hospitalId: string, patid: string): Promise<string | undefined> {
    const known = (await store.getMany(table, markersOf(hospitalId, patid).map(markerKey))).find((item) => item !== undefined);
    return known && z.parse(MarkerItem, known).healthCardId;
  }

  /** The number the card had here before is free again. */
  async function write({ hospitalId, healthCardId, patid }: Relation, marker: string): Promise<boolean> {
    const before = await store.get(table, relationKey({ hospitalId, healthCardId }));
    const sealed = await safe.seal(healthCardId, patid, hospitalId);
    const { done } = await store.together([
      { put: 'new', table, item: { ...markerKey(marker), version: 1, healthCardId } },
      { put: before ? 'replace' : 'new', table, item: { ...relationKey({ hospitalId, healthCardId }), version: before?.version ?? 1, sealed, marker } },
      ...(before ? [{ remove: markerKey(z.parse(RelationItem, before).marker), table }] : []),
    ]);
    // Somebody else bound one of the two at this moment: what they bound decides.
    return done || z.safeParse(MarkerItem, await store.get(table, markerKey(marker))).data?.healthCardId === healthCardId;
  }
}

/** As an upgrade binds: what is free only, and in its name, so that it can end that again. */
export function makeUpgradeRelations({ store, table, safe, fingerprints }: UsesDeps): UpgradeRelations {
  return {
    async bindNew(relation, by) {
      const { hospitalId, healthCardId, patid } = relation;
      const markers = fingerprints.allVersions('visit-number', patid).map((mark) => `${hospitalId}#${mark}`);
      const before = await boundAs(relation, { markers, by });
      if (before) return before;
      const [marker = ''] = markers;
      const sealed = await safe.seal(healthCardId, patid, hospitalId);
      const { done } = await store.together([
        { put: 'new', table, item: { ...markerKey(marker), version: 1, healthCardId } },
        { put: 'new', table, item: { ...relationKey(relation), version: 1, sealed, marker, by } },
      ]);
      // Somebody else bound one of the two at this moment.
      return done ? 'bound' : ((await boundAs(relation, { markers, by })) ?? 'of-another');
    },
    async unbind(relation, by) {
      const item = await store.get(table, relationKey(relation));
      const bound = item && z.parse(RelationItem, item);
      if (!item || bound?.by !== by) return;
      await store.together([{ remove: relationKey(relation), table, expect: { version: item.version } }, { remove: markerKey(bound.marker), table }]);
    },
  };

  async function boundAs(relation: Relation, { markers, by }: { readonly markers: readonly string[]; readonly by: string }): Promise<BoundNew | undefined> {
    const [found, ...known] = await store.getMany(table, [relationKey(relation), ...markers.map(markerKey)]);
    if (known.some((item) => item !== undefined && z.parse(MarkerItem, item).healthCardId !== relation.healthCardId)) return 'of-another';
    const there = found && z.parse(RelationItem, found);
    if (!there) return undefined;
    if (!markers.includes(there.marker)) return 'other-patid';
    return there.by === by ? 'bound' : 'was-bound';
  }
}

/** 等保: uses are kept as long as the logs are. */
const USE_KEPT_SECONDS = 400 * 86_400;

export function makeUseReports({ store, table }: Pick<UsesDeps, 'store' | 'table'>): UseReports {
  return {
    async add(report) {
      const { hospitalId, healthCardId, patient = healthCardId, usedAt, scene } = report;
      // By hospital and day: what the monitoring counts.
      const place = { pk: `use#${hospitalId}#${usedAt.slice(0, 10)}`, sk: `${scene}#${patient}#${usedAt}` };
      const expiresAt = Math.floor(Date.parse(usedAt) / 1000) + USE_KEPT_SECONDS;
      return (await store.putNew(table, { ...place, version: 1, expiresAt, ...report })).done;
    },
  };
}
