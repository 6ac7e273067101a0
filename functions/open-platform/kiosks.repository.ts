/** 自助机 (3.6) by hash of the code on the screen; the calls owed to institutions, sealed, by when they are due. */
import * as z from 'zod/mini';
import { instantOf } from '../../shared/kernel/china-day';
import { CALL_BACK_GIVEN_UP_MS } from '../../shared/open-platform/call-back.rules';
import { KIOSK_SECONDS } from '../../shared/open-platform/kiosk.methods';
import type { RingSeal } from '../platform/crypto/ring-seal';
import type { Item } from '../platform/store/item';
import type { Store } from '../platform/store/store';
import type { CallBack, CallBacks, Kiosks } from './open-platform.ports';

export type KiosksDeps = {
  readonly store: Store;
  readonly table: string;
  readonly ringSeal: RingSeal;
  readonly hash: (text: string) => string;
  readonly newCode: () => string;
  readonly now: () => number;
};

const KioskItem = z.object({
  appId: z.string(), hospitalId: z.string(), hospitalName: z.string(), ssmId: z.string(), notifyUrl: z.exactOptional(z.string()), healthCardId: z.exactOptional(z.string()),
  validUntilMs: z.number(), version: z.number(),
});
const CallItem = z.object({ id: z.string(), appId: z.string(), sealed: z.string(), tries: z.number(), since: z.number(), version: z.number() });
const Sealed = z.object({ url: z.string(), body: z.string() });

const keyOf = (hash: string) => ({ pk: `kiosk#${hash}`, sk: 'kiosk' });
const callKey = (id: string) => ({ pk: `call-back#${id}`, sk: 'call-back' });
const OWED = 'call-backs';

export function makeKiosks({ store, table, ringSeal, hash, newCode, now }: KiosksDeps): Kiosks {
  const until = () => ({ validUntilMs: now() + KIOSK_SECONDS * 1000, expiresAt: Math.ceil(now() / 1000) + KIOSK_SECONDS });
  return {
    async show(kiosk) {
      const uid = newCode();
      await store.putAnyway(table, { ...keyOf(hash(uid)), version: 1, ...kiosk, ...until() });
      return uid;
    },
    async find(uid) {
      const item = await store.get(table, keyOf(hash(uid)));
      const kiosk = item && z.parse(KioskItem, item);
      return kiosk && kiosk.validUntilMs > now() ? { ...kiosk, uid } : undefined;
    },
    async authorise({ uid, ...kiosk }, healthCardId, owed) {
      const { done } = await store.together([
        { put: 'replace', table, item: { ...kiosk, ...keyOf(hash(uid)), healthCardId, ...until() } },
        ...(owed ? [{ put: 'new', table, item: callItem(ringSeal, owed, now()) } as const] : []),
      ]);
      return done;
    },
  };
}

export function makeCallBacks({ store, table, ringSeal, now }: KiosksDeps): CallBacks {
  return {
    async due(limit) {
      const { items } = await store.query(table, { pk: OWED, index: true, to: instantOf(now()), limit });
      return items.map((item) => {
        const { sealed, ...call } = z.parse(CallItem, item);
        return { ...call, ...z.parse(Sealed, JSON.parse(ringSeal.open(sealed, callKey(call.id).pk))) };
      });
    },
    async done({ id }) {
      await store.remove(table, callKey(id));
    },
    async later(call, atMs) {
      // Another run may have been quicker: what it wrote stands.
      await store.replace(table, callItem(ringSeal, { ...call, tries: call.tries + 1 }, atMs));
    },
  };
}

function callItem(ringSeal: RingSeal, { url, body, ...call }: CallBack, dueMs: number): Item {
  const key = callKey(call.id);
  const expiresAt = Math.ceil((call.since + 2 * CALL_BACK_GIVEN_UP_MS) / 1000);
  return { ...key, ...call, ipk: OWED, isk: instantOf(dueMs), expiresAt, sealed: ringSeal.seal(JSON.stringify({ url, body }), key.pk) };
}
