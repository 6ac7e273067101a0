/** What hospitals have under way of uploads, and how much came of each: places for so many at once, and two counters. */
import * as z from 'zod/mini';
import { OPEN_UPLOADS_MAX, UPLOAD_OPEN_SECONDS } from '../../shared/open-platform/upgrade.rules';
import type { Store } from '../platform/store/store';
import type { Uploads } from './open-platform.ports';

export type UploadsDeps = { readonly store: Store; readonly table: string; readonly now: () => number };

const SlotItem = z.object({ sk: z.string(), upgradeId: z.string(), expiresAt: z.number() });
const slotsOf = (hospitalId: string) => `uploads#${hospitalId}`;
const SLOTS = Array.from({ length: OPEN_UPLOADS_MAX }, (_, n) => `slot#${String(n + 1)}`);
const sizeKey = (upgradeId: string, what: 'bytes' | 'rows') => ({ pk: `upgrade#${upgradeId}`, sk: `size#${what}` });

export function makeUploads({ store, table, now }: UploadsDeps): Uploads {
  const seconds = () => Math.floor(now() / 1000);
  const slots = async (hospitalId: string) => (await store.queryAll(table, { pk: slotsOf(hospitalId) })).map((item) => z.parse(SlotItem, item));
  const count = async (upgradeId: string, what: 'bytes' | 'rows') => Number((await store.get(table, sizeKey(upgradeId, what)))?.['count'] ?? 0);
  return {
    async take(hospitalId, upgradeId) {
      const held = new Set((await slots(hospitalId)).filter(({ expiresAt }) => expiresAt > seconds()).map(({ sk }) => sk));
      for (const sk of SLOTS.filter((slot) => !held.has(slot))) {
        const item = { pk: slotsOf(hospitalId), sk, version: 1, upgradeId, expiresAt: seconds() + UPLOAD_OPEN_SECONDS };
        if ((await store.putNewOrExpired(table, item, seconds())).done) return true;
      }
      return false;
    },
    async giveBack(hospitalId, upgradeId) {
      const slot = (await slots(hospitalId)).find((one) => one.upgradeId === upgradeId);
      if (slot) await store.remove(table, { pk: slotsOf(hospitalId), sk: slot.sk }, { equals: { upgradeId } });
    },
    sizeOf: async (upgradeId) => {
      const [bytes, rows] = await Promise.all([count(upgradeId, 'bytes'), count(upgradeId, 'rows')]);
      return { bytes, rows };
    },
    async grow(upgradeId, by) {
      const kept = { expiresAt: seconds() + 2 * UPLOAD_OPEN_SECONDS, nowSeconds: seconds() };
      await Promise.all((['bytes', 'rows'] as const).map((what) => store.count(table, sizeKey(upgradeId, what), { by: by[what], ...kept })));
    },
  };
}
