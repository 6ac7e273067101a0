/** 服务目录: one partition a city. */
import * as z from 'zod/mini';
import { ServiceForm } from '../../shared/open-platform/services.schema';
import type { Store } from '../platform/store/store';
import type { Services } from './open-platform.ports';

export type ServicesDeps = { readonly store: Store; readonly table: string };

const text = z.exactOptional(z.string());
const ServiceItem = z.object({
  serviceId: z.string(), appId: z.string(), institutionId: z.string(), institutionName: z.string(), cityCode: z.string(),
  listed: z.exactOptional(ServiceForm), listedAt: text, asked: z.exactOptional(ServiceForm), askedAt: text,
  declined: z.exactOptional(z.object({ reason: z.string(), at: z.string() })), version: z.number(),
});

/** Of the index: what operations have to look at, oldest first. */
const WAITING = 'waiting-for-operations';

const keyOf = (cityCode: string, serviceId: string) => ({ pk: `services#${cityCode}`, sk: serviceId });

export function makeServices({ store, table }: ServicesDeps): Services {
  return {
    async find(cityCode, serviceId) {
      const item = await store.get(table, keyOf(cityCode, serviceId));
      return item && z.parse(ServiceItem, item);
    },
    ofCity: async (cityCode) => (await store.queryAll(table, { pk: keyOf(cityCode, '').pk })).map((item) => z.parse(ServiceItem, item)),
    async waiting() {
      const items = await store.queryAll(table, { pk: WAITING, index: true });
      return items.filter(({ pk }) => pk.startsWith('services#')).map((item) => z.parse(ServiceItem, item));
    },
    async save(service) {
      const waits = service.asked ? { ipk: WAITING, isk: service.askedAt ?? '' } : {};
      const item = { ...keyOf(service.cityCode, service.serviceId), ...waits, ...service };
      return (await (service.version === 0 ? store.putNew(table, { ...item, version: 1 }) : store.replace(table, item))).done;
    },
    async remove({ cityCode, serviceId }) { await store.remove(table, keyOf(cityCode, serviceId)); },
  };
}
