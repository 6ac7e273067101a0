/** The apps of institutions, their secrets sealed. */
import * as z from 'zod/mini';
import type { RingSeal } from '../platform/crypto/ring-seal';
import { makeBriefCache } from '../platform/store/brief-cache';
import type { Store } from '../platform/store/store';
import type { Apps, PartnerApp } from './open-platform.ports';

export type AppsDeps = { readonly store: Store; readonly table: string; readonly ringSeal: RingSeal; readonly now: () => number };

const text = z.exactOptional(z.string());
const Campus = z.object({ code: z.string(), name: z.string() });
const Hospital = z.object({ hospitalId: z.string(), name: z.string(), campuses: z.exactOptional(z.array(Campus)) });
const AppItem = z.object({
  appId: z.string(), name: z.string(), cityCode: z.string(), hospitals: z.array(Hospital), sealedSecrets: z.array(z.string()), sealedLinkSecrets: z.exactOptional(z.array(z.string())), redirectHosts: z.array(z.string()),
  switches: z.object({ relates: z.boolean(), clock: z.boolean(), replay: z.boolean() }), permanentWechatCode: text, institutionId: text, callbackUrl: text, secretChangedAt: text,
  settingsVersion: z.exactOptional(z.number()),
  migrates: z.exactOptional(z.boolean()), closed: z.boolean(),
});

const TRIES = 8;

const appKey = (appId: string) => ({ pk: `app#${appId}`, sk: 'app' });
const hostKey = (host: string, appId: string) => ({ pk: `host#${host}`, sk: appId });
const hospitalKey = (hospitalId: string, appId: string) => ({ pk: `hospital#${hospitalId}`, sk: appId });
const ownerKey = (institutionId: string, appId: string) => ({ pk: `institution#${institutionId}`, sk: appId });

/** A host may be registered with its port or without. */
function spellings(host: string): readonly string[] {
  return [...new Set([host, host.replace(/:\d+$/, '')])];
}

export function makeApps(deps: AppsDeps): Apps {
  const { store, table, now } = deps;
  const cache = makeBriefCache<PartnerApp>(now);
  return {
    find,
    async ofHost(host) {
      const items = (await Promise.all(spellings(host).map((one) => store.queryAll(table, { pk: hostKey(one, '').pk })))).flat();
      return named(items.map(({ sk }) => sk));
    },
    ofInstitution: (institutionId) => pointedTo(ownerKey(institutionId, '')),
    ofHospital: async (hospitalId) => (await pointedTo(hospitalKey(hospitalId, ''))).filter(({ hospitals }) => hospitals.some((one) => one.hospitalId === hospitalId)),
    async keep(app) {
      const item = await store.get(table, appKey(app.appId));
      const before = item && opened(deps, item);
      await point(deps, app);
      // Other versions than anybody read: a change in the console that began before does not overwrite it.
      const settingsVersion = (before?.settingsVersion ?? 0) + 1;
      await store.putAnyway(table, itemOf(deps, { ...app, settingsVersion }, (item?.version ?? 0) + 1));
      await unpoint(deps, app, before);
      cache.drop(app.appId);
    },
    async change(appId, next) {
      const app = await change(deps, appId, next);
      cache.drop(appId);
      return app;
    },
  };

  async function pointedTo({ pk }: { readonly pk: string }): Promise<readonly PartnerApp[]> {
    return named((await store.queryAll(table, { pk })).map(({ sk }) => sk));
  }

  async function named(appIds: readonly string[]): Promise<readonly PartnerApp[]> {
    return (await Promise.all(appIds.map(find))).filter((app) => app !== undefined);
  }

  async function find(appId: string): Promise<PartnerApp | undefined> {
    const known = cache.get(appId);
    if (known) return known;
    const item = await store.get(table, appKey(appId));
    return item && cache.put(appId, opened(deps, item));
  }
}

function opened({ ringSeal }: AppsDeps, item: unknown): PartnerApp {
  const { sealedSecrets, sealedLinkSecrets, ...rest } = z.parse(AppItem, item);
  const open = (sealed: string) => ringSeal.open(sealed, appKey(rest.appId).pk);
  return { ...rest, secrets: sealedSecrets.map(open), ...(sealedLinkSecrets ? { linkSecrets: sealedLinkSecrets.map(open) } : {}) };
}

function itemOf({ ringSeal }: AppsDeps, { secrets, linkSecrets, ...app }: PartnerApp, version: number) {
  const seal = (secret: string) => ringSeal.seal(secret, appKey(app.appId).pk);
  return { ...appKey(app.appId), version, ...app, sealedSecrets: secrets.map(seal), ...(linkSecrets ? { sealedLinkSecrets: linkSecrets.map(seal) } : {}) };
}

type Next = (app: PartnerApp) => PartnerApp | undefined;

async function change(deps: AppsDeps, appId: string, next: Next): Promise<PartnerApp | undefined> {
  for (let attempt = 1; attempt <= TRIES; attempt += 1) {
    const item = await deps.store.get(deps.table, appKey(appId));
    const before = item && opened(deps, item);
    const app = before && next(before);
    if (!item || !app) return undefined;
    await point(deps, app);
    const { done } = await deps.store.replace(deps.table, itemOf(deps, app, item.version));
    if (!done) continue;
    await unpoint(deps, app, before);
    return app;
  }
  throw new Error('an app kept changing');
}

/** What leads to the app: its hosts, its hospitals and its institution. A pointer too many is harmless, for the app itself is asked; one too few is not. */
async function point({ store, table }: AppsDeps, { appId, redirectHosts, hospitals, institutionId }: PartnerApp): Promise<void> {
  await Promise.all([
    ...hospitals.map(({ hospitalId }) => store.putAnyway(table, { ...hospitalKey(hospitalId, appId), version: 1 })),
    ...redirectHosts.map((host) => store.putAnyway(table, { ...hostKey(host, appId), version: 1 })),
    ...(institutionId === undefined ? [] : [store.putAnyway(table, { ...ownerKey(institutionId, appId), version: 1 })]),
  ]);
}

/** When the change stands: hosts that were the app's before. */
async function unpoint({ store, table }: AppsDeps, { appId, redirectHosts }: PartnerApp, before: PartnerApp | undefined): Promise<void> {
  const left = before?.redirectHosts.filter((host) => !redirectHosts.includes(host)) ?? [];
  await Promise.all(left.map((host) => store.remove(table, hostKey(host, appId))));
}
