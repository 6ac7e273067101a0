/** An institution asks for an app; operations decide, and whoever is approved makes the first secret in the console: nobody else sees it. */
import { instantOf } from '../../../shared/kernel/china-day';
import type { Staff } from '../../../shared/kernel/caller';
import { ok, refuse } from '../../../shared/kernel/result';
import type { Answer, InputOf } from '../../../shared/kernel/route';
import type { listAppsRoute, requestAppRoute } from '../../../shared/open-platform/console.routes';
import { APP_REQUESTS_MAX } from '../../../shared/open-platform/limits.rules';
import type { AppView } from '../../../shared/open-platform/console.schema';
import type { AppRequest, AppRequests, Apps, CallLog, ConsoleAccess, Hospital, PartnerApp, RecordAudit } from '../open-platform.ports';
import { appView, requestView } from '../open-platform.rules';

export type RequestAppDeps = {
  readonly access: Pick<ConsoleAccess, 'enter'>;
  readonly apps: Pick<Apps, 'ofInstitution' | 'keep' | 'find' | 'change'>;
  readonly requests: Omit<AppRequests, 'waiting'>;
  readonly recordAudit: RecordAudit;
  readonly newId: (prefix: string) => string;
  readonly now: () => number;
};
export type RequestApp = (input: InputOf<typeof requestAppRoute>, caller: Staff) => Answer<typeof requestAppRoute>;
export type ListApps = (input: unknown, caller: Staff) => Answer<typeof listAppsRoute>;
/** `approve`: with the ids the hospitals are known by; else the reason. */
export type Decision = { readonly institutionId: string; readonly requestId: string; readonly appId?: string | undefined; readonly hospitals?: readonly Hospital[] | undefined; readonly reason?: string | undefined };
export type DecideApp = (decision: Decision) => Promise<void>;

const DECIDED = 'the request was decided meanwhile';
const ON = { relates: true, clock: true, replay: true };

export function makeRequestApp({ access, requests, recordAudit, newId, now }: RequestAppDeps): RequestApp {
  return async function requestApp({ name, purpose, hospitals }, caller) {
    const entered = await access.enter(caller);
    if (!entered.ok) return entered;
    const { institutionId, institutionName, cityCode } = entered.value;
    // One at a time: operations answer what was asked last.
    const asked = await requests.list(institutionId);
    if (asked.some(({ state }) => state === 'waiting')) return refuse('console/request-waiting');
    if (asked.length >= APP_REQUESTS_MAX) return refuse('console/too-many-requests');
    const request: AppRequest = { requestId: newId('app-request'), institutionId, institutionName, cityCode, name, purpose, hospitals, askedAt: instantOf(now()), state: 'waiting', version: 0 };
    await recordAudit({ subject: `institution#${institutionId}`, actor: caller.accountId, action: 'console.request-app', ground: 'post:institution-developer', requestId: caller.requestId, institutionId });
    // Another developer of the institution may have been quicker.
    return (await requests.save(request)) ? ok(requestView(request)) : refuse('console/request-waiting');
  };
}

export type ListAppsDeps = Pick<RequestAppDeps, 'access' | 'apps' | 'requests'> & { readonly calls: Pick<CallLog, 'secretUsedAt'> };

export function makeListApps({ access, apps, requests, calls }: ListAppsDeps): ListApps {
  return async function listApps(_input, caller) {
    const entered = await access.enter(caller);
    if (!entered.ok) return entered;
    const { institutionId } = entered.value;
    const [own, asked] = await Promise.all([apps.ofInstitution(institutionId), requests.list(institutionId)]);
    return ok({ apps: await Promise.all(own.filter((app) => app.institutionId === institutionId).map(withUse)), requests: asked.map(requestView) });
  };

  /** With what its developers have to know before they end the older of two secrets. */
  async function withUse(app: PartnerApp): Promise<AppView> {
    const oldSecretUsedAt = app.secrets.length > 1 ? await calls.secretUsedAt(app.appId, { madeAt: app.secretChangedAt ?? '', signedBy: 'old' }) : undefined;
    return { ...appView(app), ...(oldSecretUsedAt === undefined ? {} : { oldSecretUsedAt }) };
  }
}

/** Throws when there is no such request, somebody else decided it meanwhile, or the app id is taken: an order is typed by hand. */
export function makeDecideApp({ apps, requests, recordAudit, newId }: Omit<RequestAppDeps, 'access'>): DecideApp {
  return async function decideApp({ institutionId, requestId, appId, hospitals = [], reason }) {
    const request = await requests.find(institutionId, requestId);
    if (request?.state !== 'waiting') throw new Error('no such request waits');
    await recordAudit({ subject: `institution#${institutionId}`, actor: 'system', action: appId === undefined ? 'console.decline-app' : 'console.approve-app', ground: 'operations', requestId: newId('request'), institutionId });
    if (appId !== undefined) return approve(request, appId, hospitals);
    if (!(await requests.save({ ...request, state: 'declined', ...(reason === undefined ? {} : { reason }) }))) throw new Error(DECIDED);
  };

  async function approve(request: AppRequest, appId: string, hospitals: readonly Hospital[]): Promise<void> {
    const { name, cityCode, institutionId } = request;
    const there = await apps.find(appId);
    // An approval that was cut off is given again: the app is there, and nobody has a secret of it yet.
    const isCutOff = there?.institutionId === institutionId && there.name === name && there.secrets.length === 0;
    if (hospitals.length === 0 || (there && !isCutOff)) throw new Error('an approval names its hospitals, and an app id that is free');
    await apps.keep({ appId, name, cityCode, hospitals, secrets: [], redirectHosts: [], switches: ON, institutionId, closed: false });
    if (!(await requests.save({ ...request, state: 'approved', appId }))) await giveUp(request, appId);
  }

  /** Declined, or approved under another app id, at the same moment: nobody makes a secret of this one. */
  async function giveUp({ institutionId, requestId }: AppRequest, appId: string): Promise<never> {
    if ((await requests.find(institutionId, requestId))?.appId !== appId) await apps.change(appId, (app) => ({ ...app, closed: true }));
    throw new Error(DECIDED);
  }
}
