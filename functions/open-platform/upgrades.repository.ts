/** Upgrades of whole hospitals: where each stands, which pieces came, and who works. Its rows lie as sealed files (upgrade.pieces.ts). */
import * as z from 'zod/mini';
import { keptUntilMs, phaseOf, UPGRADE_STATES } from '../../shared/open-platform/upgrade.rules';
import { instantOf } from '../../shared/kernel/china-day';
import { UPGRADE_FORMATS, type UpgradeColumn } from '../../shared/open-platform/upgrade-rows';
import type { Store } from '../platform/store/store';
import type { Lease, Upgrade, Upgrades } from './open-platform.ports';

export type UpgradesDeps = { readonly store: Store; readonly table: string; readonly now: () => number };

const Place = z.object({ piece: z.int(), row: z.int() });
const Counted = z.record(z.string(), z.int());
const UpgradeItem = z.object({
  upgradeId: z.string(), appId: z.string(), hospitalId: z.string(), cityCode: z.string(), format: z.enum(UPGRADE_FORMATS), returnTo: z.exactOptional(z.string()),
  title: z.exactOptional(z.string()), state: z.enum(UPGRADE_STATES), columns: z.array(z.nullable(z.custom<UpgradeColumn>((value) => typeof value === 'string'))), pieces: z.int(),
  next: Place, counts: z.object({ check: Counted, run: Counted, undo: Counted }), minConfidence: z.number(), stoppedAt: z.exactOptional(z.string()),
  createdAt: z.string(), forgottenAt: z.exactOptional(z.string()), requestId: z.string(), version: z.int(),
});
const PieceItem = z.object({ sk: z.string(), hash: z.string() });

/** Found by the index while something is to be done, and then by the instant at which it is forgotten. */
const WORK = 'upgrade-work';
const KEPT = 'upgrade-kept';
/** Looked at in one run. */
const AT_ONCE = 20;
const DIGITS = 6;

const keyOf = (upgradeId: string) => ({ pk: `upgrade#${upgradeId}`, sk: 'upgrade' });
const pieceKey = (upgradeId: string, number: number) => ({ pk: keyOf(upgradeId).pk, sk: `piece#${String(number).padStart(DIGITS, '0')}` });

function itemOf(upgrade: Upgrade) {
  return { ...keyOf(upgrade.upgradeId), ...upgrade, ...indexOf(upgrade) };
}

function indexOf(upgrade: Upgrade) {
  if (upgrade.forgottenAt !== undefined) return {};
  return phaseOf(upgrade.state) ? { ipk: WORK, isk: `${upgrade.createdAt}#${upgrade.upgradeId}` } : { ipk: KEPT, isk: `${instantOf(keptUntilMs(upgrade))}#${upgrade.upgradeId}` };
}

export function makeUpgrades({ store, table }: UpgradesDeps): Upgrades {
  return {
    async add(upgrade) {
      await store.putNew(table, itemOf({ ...upgrade, version: 1 }));
    },
    async find(upgradeId) {
      const item = await store.get(table, keyOf(upgradeId));
      return item && z.parse(UpgradeItem, item);
    },
    change: async (upgrade) => (await store.replace(table, itemOf(upgrade))).done,
    inWork: () => idsOf({ pk: WORK }),
    due: (at) => idsOf({ pk: KEPT, to: at }),
    async addPiece(upgradeId, { number, hash }) {
      const put = await store.putNew(table, { ...pieceKey(upgradeId, number), version: 1, hash });
      if (put.done) return 'kept';
      const there = put.item ?? (await store.get(table, pieceKey(upgradeId, number)));
      return z.parse(PieceItem, there).hash === hash ? 'same' : 'differs';
    },
    async hashOf(upgradeId, number) {
      const item = await store.get(table, pieceKey(upgradeId, number));
      return item && z.parse(PieceItem, item).hash;
    },
    async numbers(upgradeId) {
      const items = await store.queryAll(table, { pk: keyOf(upgradeId).pk, beginsWith: 'piece#' });
      return items.map(({ sk }) => Number(sk.slice('piece#'.length)));
    },
  };

  async function idsOf(which: { readonly pk: string; readonly to?: string }): Promise<readonly string[]> {
    const { items } = await store.query(table, { ...which, index: true, limit: AT_ONCE });
    return items.map((item) => z.parse(z.object({ upgradeId: z.string() }), item).upgradeId);
  }
}

const LeaseItem = z.object({ owner: z.string(), untilMs: z.number(), version: z.int() });
const leaseKey = { pk: 'lease#upgrades', sk: 'lease' };

export function makeUpgradeLease({ store, table, now }: UpgradesDeps): Lease {
  return {
    async take(owner, untilMs) {
      const item = await store.get(table, leaseKey);
      if (!item) return (await store.putNew(table, { ...leaseKey, version: 1, owner, untilMs })).done;
      const held = z.parse(LeaseItem, item);
      if (held.owner !== owner && held.untilMs > now()) return false;
      return (await store.replace(table, { ...leaseKey, version: held.version, owner, untilMs })).done;
    },
    async giveBack(owner) {
      const item = await store.get(table, leaseKey);
      if (item && z.parse(LeaseItem, item).owner === owner) await store.replace(table, { ...leaseKey, version: item.version, owner, untilMs: 0 });
    },
  };
}
