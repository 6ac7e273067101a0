/** 服务目录: an institution offers, operations look at it, residents see what was taken; a change is looked at while the service before stays. */
import { instantOf } from '../../../shared/kernel/china-day';
import type { Staff } from '../../../shared/kernel/caller';
import { ok, refuse, type Result } from '../../../shared/kernel/result';
import type { Answer, InputOf } from '../../../shared/kernel/route';
import { isRegistered, readReturnAddress } from '../../../shared/open-platform/redirect';
import type { listOwnServicesRoute, offerServiceRoute, withdrawServiceRoute } from '../../../shared/open-platform/services.routes';
import { CITY_SERVICES_MAX, SERVICES_MAX } from '../../../shared/open-platform/services.schema';
import type { Apps, ConsoleAccess, PartnerApp, RecordAudit, Service, Services } from '../open-platform.ports';
import { serviceView } from '../open-platform.rules';

export type OfferServiceDeps = {
  readonly access: ConsoleAccess;
  readonly apps: Pick<Apps, 'ofInstitution'>;
  readonly services: Services;
  readonly recordAudit: RecordAudit;
  readonly newId: (prefix: string) => string;
  readonly now: () => number;
};
export type ListOwnServices = (input: unknown, caller: Staff) => Answer<typeof listOwnServicesRoute>;
export type OfferService = (input: InputOf<typeof offerServiceRoute>, caller: Staff) => Answer<typeof offerServiceRoute>;
export type WithdrawService = (input: InputOf<typeof withdrawServiceRoute>, caller: Staff) => Answer<typeof withdrawServiceRoute>;
/** `version`: the one that was looked at, as it waited; `reason`: why it is not taken, or is taken off. */
export type Review = { readonly cityCode: string; readonly serviceId: string; readonly version?: number | undefined; readonly reason?: string | undefined };
export type ReviewService = (review: Review) => Promise<void>;

export function makeListOwnServices(deps: OfferServiceDeps): ListOwnServices {
  return async function listOwnServices(_input, caller) {
    const entered = await deps.access.enter(caller);
    return entered.ok ? ok({ items: (await ownServices(deps, entered.value.institutionId)).map(serviceView) }) : entered;
  };
}

export function makeOfferService(deps: OfferServiceDeps): OfferService {
  const { access, services, recordAudit, now } = deps;
  return async function offerService({ appId, serviceId, ...asked }, caller) {
    const app = await access.ownApp(caller, appId);
    if (!app.ok) return app;
    const { accountId, requestId, post: { institutionId } } = caller;
    if (!leadsToOwnHost(asked.entry, app.value)) return refuse('console/return-not-registered', { field: 'entry' });
    const before = await serviceBefore(deps, caller, { app: app.value, serviceId });
    if (!before.ok) return before;
    await recordAudit({ subject: `institution#${institutionId}`, actor: accountId, action: 'console.offer-service', ground: 'post:institution-developer', requestId, institutionId });
    const service = { ...withoutAnswer(before.value), asked, askedAt: instantOf(now()) };
    // Operations decided, or a colleague changed it, at this moment: who offers looks again.
    return (await services.save(service)) ? ok(serviceView(service)) : refuse('console/changed-meanwhile');
  };
}

function leadsToOwnHost(entry: string, { redirectHosts }: PartnerApp): boolean {
  const address = readReturnAddress(entry);
  return address !== undefined && isRegistered(address, redirectHosts);
}

type Named = { readonly app: PartnerApp; readonly serviceId: string | undefined };

/** The app's service of this id; without one a new service, if there is room. */
async function serviceBefore(deps: OfferServiceDeps, { post }: Staff, { app, serviceId }: Named): Promise<Result<Service, 'service/unknown' | 'service/too-many' | 'service/city-full'>> {
  const { appId, cityCode } = app;
  const own = await ownServices(deps, post.institutionId);
  if (serviceId !== undefined) {
    const found = own.find((one) => one.serviceId === serviceId && one.appId === appId);
    return found ? ok(found) : refuse('service/unknown');
  }
  if (own.length >= SERVICES_MAX) return refuse('service/too-many');
  if ((await deps.services.ofCity(cityCode)).length >= CITY_SERVICES_MAX) return refuse('service/city-full');
  return ok({ serviceId: deps.newId('service'), appId, cityCode, institutionId: post.institutionId, institutionName: post.institutionName, version: 0 });
}

function withoutAnswer({ declined: _answered, ...service }: Service): Service {
  return service;
}

function withoutListing({ listed: _shown, listedAt: _since, ...service }: Service): Service {
  return service;
}

export function makeWithdrawService({ access, services, recordAudit }: OfferServiceDeps): WithdrawService {
  return async function withdrawService({ appId, serviceId }, caller) {
    const app = await access.ownApp(caller, appId);
    if (!app.ok) return app;
    const { accountId, requestId, post } = caller;
    const service = await services.find(app.value.cityCode, serviceId);
    if (service?.appId !== appId) return refuse('service/unknown');
    await recordAudit({ subject: `institution#${post.institutionId}`, actor: accountId, action: 'console.withdraw-service', ground: 'post:institution-developer', requestId, institutionId: post.institutionId });
    await services.remove(service);
    return ok({ done: true });
  };
}

/** Throws when nothing is there to decide: an order is typed by hand. With a reason: what waits is declined, or else what is shown is taken off. */
export function makeReviewService({ services, recordAudit, newId, now }: Pick<OfferServiceDeps, 'services' | 'recordAudit' | 'newId' | 'now'>): ReviewService {
  return async function reviewService({ cityCode, serviceId, version, reason }) {
    const service = await services.find(cityCode, serviceId);
    if (!service || !canDecide(service, reason)) throw new Error('no such service waits');
    // The institution may have changed what it offers after operations looked: nobody has looked at that.
    if (!wasLookedAt(service, version)) throw new Error('what waits is not the version that was looked at');
    const { institutionId } = service;
    await recordAudit({ subject: `institution#${institutionId}`, actor: 'system', action: reason === undefined ? 'console.list-service' : 'console.decline-service', ground: 'operations', requestId: newId('request'), institutionId });
    if (!(await services.save(decided(service, reason, instantOf(now()))))) throw new Error('the service was changed meanwhile');
  };
}

function canDecide({ asked, listed }: Service, reason: string | undefined): boolean {
  return asked !== undefined || (reason !== undefined && listed !== undefined);
}

function wasLookedAt({ asked, version }: Service, looked: number | undefined): boolean {
  return looked === undefined ? asked === undefined : looked === version;
}

function decided({ asked, askedAt: _asked, declined: _before, ...service }: Service, reason: string | undefined, at: string): Service {
  if (reason === undefined) return { ...service, ...(asked ? { listed: asked, listedAt: at } : {}) };
  return { ...(asked ? service : withoutListing(service)), declined: { reason, at } };
}

async function ownServices({ apps, services }: Pick<OfferServiceDeps, 'apps' | 'services'>, institutionId: string): Promise<readonly Service[]> {
  const found = await Promise.all((await apps.ofInstitution(institutionId)).map(({ appId }) => services.ofApp(appId)));
  return found.flat().filter((one) => one.institutionId === institutionId);
}
