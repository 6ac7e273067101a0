/** What operations decide is what they looked at, and is decided once: use cases on the real store, where two orders or a change meet. */
import { makeApps } from '../../functions/open-platform/apps.repository';
import { makeAppRequests } from '../../functions/open-platform/console.repository';
import { makeRecentServices, makeServices } from '../../functions/open-platform/services.repository';
import type { ConsoleAccess, PartnerApp, Services } from '../../functions/open-platform/open-platform.ports';
import { makeOfferService, makeReviewService } from '../../functions/open-platform/use-cases/offer-service';
import { makeDecideApp } from '../../functions/open-platform/use-cases/request-app';
import { CITY_SERVICES_MAX } from '../../shared/open-platform/services.schema';
import { openTown, type Town } from '../rig/open-town';

jest.setTimeout(60_000);

const FORM = { name: '在线复诊', summary: '慢病在家复诊', kind: 'online-hospital', entry: 'https://his.example/revisit', signsOn: true, takesOver: false } as const;
const AT = '2026-11-29T08:00:00+08:00';
const OWN = { institutionId: 'inst-1', institutionName: '甲医院', cityCode: '410100' };
const HOSPITALS = [{ hospitalId: '1', name: '甲医院' }];

let town: Town;
beforeAll(async () => { town = await openTown({}); });
afterAll(() => town.end());

/** One lane of its own for each test. */
function setup(lane: string) {
  const { foundations: f } = town;
  const shared = { ...f, table: f.table('open-platform'), recordAudit: () => Promise.resolve() };
  const services = makeServices(shared);
  const service = { ...OWN, serviceId: `service-${lane}`, appId: 'app-1', asked: FORM, askedAt: AT, version: 0 };
  const requests = makeAppRequests(shared);
  const request = { ...OWN, institutionId: `inst-${lane}`, requestId: `app-request-${lane}`, name: '预约', purpose: '预约挂号', hospitals: ['甲医院'], askedAt: AT, state: 'waiting', version: 0 } as const;
  const apps = makeApps(shared);
  return { shared, services, service, requests, request, apps, review: makeReviewService({ ...shared, services }) };
}

describe('a review', () => {
  it('lists what was looked at, and not what the institution put in its place meanwhile', async () => {
    const { services, service, review } = setup('flipped');
    await services.save(service);
    const looked = (await services.waiting()).find(({ serviceId }) => serviceId === service.serviceId);
    const { cityCode, serviceId } = service;
    await services.save({ ...service, version: looked?.version ?? 0, asked: { ...FORM, takesOver: true } });
    await expect(review({ cityCode, serviceId, version: looked?.version })).rejects.toThrow('not the version that was looked at');
    await expect(review({ cityCode, serviceId })).rejects.toThrow('not the version that was looked at');
    expect((await services.find(cityCode, serviceId))?.listed).toBeUndefined();
    const again = (await services.waiting()).find((one) => one.serviceId === serviceId);
    await review({ cityCode, serviceId, version: again?.version });
    expect((await services.find(cityCode, serviceId))?.listed).toMatchObject({ takesOver: true });
    await review({ cityCode, serviceId, reason: '停业' });
    expect((await services.find(cityCode, serviceId))?.listed).toBeUndefined();
  });

  it('at the same moment as a change tells the developer that it was changed, not that there is no such service', async () => {
    const { shared, service } = setup('raced');
    const app = { appId: 'app-1', cityCode: '410100', redirectHosts: ['his.example'] } as unknown as PartnerApp;
    const access = { ownApp: async () => ({ ok: true, value: app }) } as unknown as ConsoleAccess;
    const services = { list: async () => [], ofApp: async () => [{ ...service, version: 1 }], save: async () => false, find: async () => ({ ...service, version: 1 }) } as unknown as Services;
    const offer = makeOfferService({ ...shared, access, apps: { ofInstitution: async () => [app] }, services });
    const caller = { accountId: 'a', sessionId: 's', requestId: 'r', consents: [], post: { role: 'institution-developer', ...OWN } } as const;
    expect(await offer({ appId: 'app-1', serviceId: service.serviceId, ...FORM }, caller)).toMatchObject({ refusal: { code: 'console/changed-meanwhile' } });
  });
});

describe('the directory', () => {
  it('holds no more of a city than one page shows, and a change of what is there all the same', async () => {
    const { shared, service } = setup('full');
    const app = { appId: 'app-1', cityCode: '410100', redirectHosts: ['his.example'] } as unknown as PartnerApp;
    const access = { ownApp: async () => ({ ok: true, value: app }) } as unknown as ConsoleAccess;
    const others = Array.from({ length: CITY_SERVICES_MAX }, () => service);
    const services = { ofCity: async () => others, ofApp: async () => [{ ...service, version: 1 }], save: async () => true } as unknown as Services;
    const offer = makeOfferService({ ...shared, access, apps: { ofInstitution: async () => [app] }, services });
    const caller = { accountId: 'a', sessionId: 's', requestId: 'r', consents: [], post: { role: 'institution-developer', ...OWN } } as const;
    expect(await offer({ appId: 'app-1', ...FORM }, caller)).toMatchObject({ refusal: { code: 'service/city-full' } });
    expect(await offer({ appId: 'app-1', serviceId: service.serviceId, ...FORM }, caller)).toMatchObject({ ok: true });
  });

  it('finds what an app has there by key, is read once in half a minute however many ask, and forgets what was taken out', async () => {
    const { shared, services, service } = setup('asked');
    const own = { ...service, appId: 'app-asked', listed: FORM };
    await services.save(own);
    const clock = { now: 0 };
    let reads = 0;
    const counted = { ...services, ofApp: async (appId: string) => { reads += 1; return services.ofApp(appId); } };
    const recent = makeRecentServices({ ...shared, services: counted, now: () => clock.now });
    for (let turn = 0; turn < 5; turn += 1) expect((await recent.ofApp('app-asked')).map(({ serviceId }) => serviceId)).toEqual([own.serviceId]);
    expect(reads).toBe(1);
    expect(await services.ofApp('app-of-nobody')).toEqual([]);
    await services.remove(own);
    clock.now += 31_000;
    expect(await recent.ofApp('app-asked')).toEqual([]);
  });
});

describe('an app that is asked for', () => {
  const decided = async (lane: string, orders: readonly object[]) => {
    const { shared, requests, request, apps } = setup(lane);
    await requests.save(request);
    const { institutionId, requestId } = request;
    // Both read the request before either decides.
    const reads: (() => void)[] = [];
    const together = { ...requests, find: async (...key: [string, string]) => {
      const found = await requests.find(...key);
      if (reads.length < orders.length) await new Promise<void>((go) => { reads.push(go); if (reads.length === orders.length) reads.forEach((one) => { one(); }); });
      return found;
    } };
    const decide = makeDecideApp({ ...shared, apps, requests: together });
    const outcomes = await Promise.allSettled(orders.map((order) => decide({ institutionId, requestId, ...order })));
    return { outcomes: outcomes.map(({ status }) => status).sort(), request: await requests.find(institutionId, requestId), apps };
  };

  it('is approved or declined: whoever comes second is told, and an app that was not approved gives no secret', async () => {
    const { outcomes, request, apps } = await decided('both', [{ appId: 'app-both', hospitals: HOSPITALS }, { reason: '材料不全' }]);
    expect(outcomes).toEqual(['fulfilled', 'rejected']);
    const app = await apps.find('app-both');
    if (request?.state === 'declined') expect(app?.closed ?? true).toBe(true);
    else expect(app?.closed).toBe(false);
  });

  it('stays open when it was approved twice alike', async () => {
    const approval = { appId: 'app-twice', hospitals: HOSPITALS };
    const { request, apps } = await decided('twice', [approval, approval]);
    expect(request?.state).toBe('approved');
    expect((await apps.find('app-twice'))?.closed).toBe(false);
  });
});
