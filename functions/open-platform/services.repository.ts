/** 服务目录: one partition a city, and an app's own found by key. */
import * as z from 'zod/mini';
import { ServiceForm } from '../../shared/open-platform/services.schema';
import { makeBriefCache } from '../platform/store/brief-cache';
import type { Store } from '../platform/store/store';
import type { RecentServices, Service, Services } from './open-platform.ports';

export type ServicesDeps = { readonly store: Store; readonly table: string };

const text = z.exactOptional(z.string());
const ServiceItem = z.object({
  serviceId: z.string(), appId: z.string(), institutionId: z.string(), institutionName: z.string(), cityCode: z.string(),
  listed: z.exactOptional(ServiceForm), listedAt: text, asked: z.exactOptional(ServiceForm), askedAt: text,
  declined: z.exactOptional(z.object({ reason: z.string(), at: z.string() })), version: z.number(),
});

/** Of the index: what operations have to look at, oldest first. */
const WAITING = 'waiting-for-operations';

const pointerOf = (appId: string, serviceId: string) => ({ pk: `app-services#${appId}`, sk: serviceId });
const Pointer = z.object({ sk: z.string(), cityCode: z.string() });

const keyOf = (cityCode: string, serviceId: string) => ({ pk: `services#${cityCode}`, sk: serviceId });

export function makeServices({ store, table }: ServicesDeps): Services {
  return {
    async find(cityCode, serviceId) {
      const item = await store.get(table, keyOf(cityCode, serviceId));
      return item && z.parse(ServiceItem, item);
    },
    async ofApp(appId) {
      const pointers = (await store.queryAll(table, { pk: pointerOf(appId, '').pk })).map((item) => z.parse(Pointer, item));
      const items = await store.getMany(table, pointers.map(({ sk, cityCode }) => keyOf(cityCode, sk)));
      return items.flatMap((item) => (item ? [z.parse(ServiceItem, item)] : []));
    },
    ofCity: async (cityCode) => (await store.queryAll(table, { pk: keyOf(cityCode, '').pk })).map((item) => z.parse(ServiceItem, item)),
    async waiting() {
      const items = await store.queryAll(table, { pk: WAITING, index: true });
      return items.filter(({ pk }) => pk.startsWith('services#')).map((item) => z.parse(ServiceItem, item));
    },
    async save(service) {
      const waits = service.asked ? { ipk: WAITING, isk: service.askedAt ?? '' } : {};
      const item = { ...keyOf(service.cityCode, service.serviceId), ...waits, ...service };
      return (await store.together([
        service.version === 0 ? { put: 'new', table, item: { ...item, version: 1 } } : { put: 'replace', table, item },
        { put: 'anyway', table, item: { ...pointerOf(service.appId, service.serviceId), cityCode: service.cityCode, version: 1 } },
      ])).done;
    },
    async remove({ appId, cityCode, serviceId }) {
      await store.together([{ remove: keyOf(cityCode, serviceId), table }, { remove: pointerOf(appId, serviceId), table }]);
    },
  };
}

export function makeRecentServices({ services, now }: { readonly services: RecentServices; readonly now: () => number }): RecentServices {
  const cache = makeBriefCache<readonly Service[]>(now);
  return {
    ofCity: async (cityCode) => cache.get(`city#${cityCode}`) ?? cache.put(`city#${cityCode}`, await services.ofCity(cityCode)),
    ofApp: async (appId) => cache.get(`app#${appId}`) ?? cache.put(`app#${appId}`, await services.ofApp(appId)),
  };
}
