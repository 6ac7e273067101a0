/** What developers see of what their institution asked for and offered. */
import { addDays, chinaDayOf, type ChinaDay } from '../../shared/kernel/china-day';
import type { ServiceView } from '../../shared/open-platform/services.schema';
import type { AppRequest, Service } from './open-platform.ports';

export function requestView({ version: _version, institutionId: _id, institutionName: _name, cityCode: _city, ...seen }: AppRequest) {
  return { ...seen, hospitals: [...seen.hospitals] };
}

export function serviceView({ serviceId, appId, listed, listedAt, asked, askedAt, declined }: Service): ServiceView {
  return { serviceId, appId, listed, listedAt, asked, askedAt, declined };
}

/** The newest first. */
export function lastDays(nowMs: number, count: number): readonly ChinaDay[] {
  return Array.from({ length: count }, (_, back) => addDays(chinaDayOf(nowMs), -back));
}
