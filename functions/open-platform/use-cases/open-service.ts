/** 服务目录: what residents see, and going there, signed in where they agreed to that. */
import type { Resident } from '../../../shared/kernel/caller';
import { ok, refuse } from '../../../shared/kernel/result';
import type { Answer, InputOf } from '../../../shared/kernel/route';
import { isRegistered, readReturnAddress, withParameters } from '../../../shared/open-platform/redirect';
import type { listServicesRoute, openServiceRoute } from '../../../shared/open-platform/services.routes';
import { PROVINCE, type ListedService } from '../../../shared/open-platform/services.schema';
import type { Apps, AssuranceOf, HandResidentOver, OneTimeCodes, RecentServices, Service, Services, ShownService } from '../open-platform.ports';

export type OpenServiceDeps = {
  readonly services: Pick<Services, 'find'>;
  readonly recentServices: Pick<RecentServices, 'ofCity'>;
  readonly apps: Pick<Apps, 'find'>;
  readonly codes: Pick<OneTimeCodes, 'mint'>;
  readonly handOver: HandResidentOver;
  readonly assuranceOf: AssuranceOf;
};
export type ListServices = (input: InputOf<typeof listServicesRoute>) => Answer<typeof listServicesRoute>;
export type OpenService = (input: InputOf<typeof openServiceRoute>, caller: Resident) => Answer<typeof openServiceRoute>;

export function makeListServices({ recentServices }: Pick<OpenServiceDeps, 'recentServices'>): ListServices {
  return async function listServices({ cityCode }) {
    const found = await Promise.all([...new Set([cityCode, PROVINCE])].map((code) => recentServices.ofCity(code)));
    return ok({ items: found.flat().filter(isShown).map(lineOf) });
  };
}

export function makeOpenService(deps: OpenServiceDeps): OpenService {
  return async function openService({ serviceId, cityCode, agreed = false }, { accountId, requestId, byInstitution }) {
    const service = await shownService(deps, cityCode, serviceId);
    if (!service) return refuse('service/unknown');
    const { listed: { entry, signsOn }, appId, institutionId, institutionName } = service;
    if (!signsOn) return ok({ state: 'ready', address: entry });
    if (byInstitution) return refuse('session/own-needed');
    const handed = await deps.handOver({ accountId, institution: { institutionId, institutionName }, agreed, requestId });
    if (!handed.ok) return handed.refusal.code === 'service/agreement-needed' ? ok({ state: 'agreement-needed' }) : refuse(handed.refusal.code);
    const assurance = await deps.assuranceOf(accountId);
    const more = { openUserId: handed.value.openUserId, assurance };
    return ok({ state: 'ready', address: withParameters(entry, { signOnCode: await deps.codes.mint('sign-on', { appId, accountId, more }) }) });
  };
}

async function shownService(deps: OpenServiceDeps, cityCode: string, serviceId: string): Promise<ShownService | undefined> {
  const service = await deps.services.find(cityCode, serviceId);
  return service && isShown(service) && (await isStillThere(deps, service)) ? service : undefined;
}

/** The app is open and still owns the host it leads to. */
async function isStillThere({ apps }: OpenServiceDeps, { appId, listed }: ShownService): Promise<boolean> {
  const [app, address] = [await apps.find(appId), readReturnAddress(listed.entry)];
  return app?.closed === false && address !== undefined && isRegistered(address, app.redirectHosts);
}

function isShown(service: Service): service is ShownService {
  return service.listed !== undefined;
}

function lineOf({ serviceId, cityCode, institutionName, listed: { name, summary, kind, signsOn, entry } }: ShownService): ListedService {
  return { serviceId, cityCode, institutionName, name, summary, kind, signsOn, opensMiniProgram: entry.startsWith('mini-program:') };
}
