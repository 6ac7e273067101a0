/** 下载: everything kept of an app, as its developers may see it, at once. */
import type { Staff } from '../../../shared/kernel/caller';
import { ok } from '../../../shared/kernel/result';
import type { Answer, InputOf } from '../../../shared/kernel/route';
import { DOWNLOADED_PER_DAY, USAGE_DAYS_MAX, type downloadAppRoute } from '../../../shared/open-platform/console.routes';
import type { AppRequests, CallLog, CallNote, ConsoleAccess, PartnerApp, Posters, Services, UseReports } from '../open-platform.ports';
import { appView, callView, lastDays, posterView, requestView, serviceView } from '../open-platform.rules';

export type DownloadAppDeps = {
  readonly access: Pick<ConsoleAccess, 'ownApp'>;
  readonly calls: Pick<CallLog, 'list' | 'usage' | 'terminals'>;
  readonly posters: Pick<Posters, 'list'>;
  readonly requests: Pick<AppRequests, 'list'>;
  readonly services: Pick<Services, 'ofApp'>;
  readonly uses: Pick<UseReports, 'counts'>;
  readonly baseUrl: string;
  readonly now: () => number;
};
export type DownloadApp = (input: InputOf<typeof downloadAppRoute>, caller: Staff) => Answer<typeof downloadAppRoute>;

const CALL_DAYS = 30;

export function makeDownloadApp(deps: DownloadAppDeps): DownloadApp {
  const { access, calls, posters, requests, baseUrl, now } = deps;
  return async function downloadApp({ appId }, caller) {
    const app = await access.ownApp(caller, appId);
    if (!app.ok) return app;
    const [refused, answered] = [await callsOf(deps, appId, true), await callsOf(deps, appId, false)];
    const days = lastDays(now(), USAGE_DAYS_MAX);
    const [usage, terminals, made, asked] = await Promise.all([calls.usage(appId, days), calls.terminals(appId), posters.list(appId), requests.list(caller.post.institutionId)]);
    return ok({
      app: appView(app.value), requests: asked.map(requestView), services: (await servicesOf(deps, app.value)).map(serviceView), usage: [...usage], uses: [...await usesOf(deps, app.value, days)],
      terminals: [...terminals], posters: made.map((poster) => posterView(poster, baseUrl)), refusedCalls: refused.flat().map(callView), answeredCalls: answered.flat().map(callView),
      isComplete: [...refused, ...answered].every((ofDay) => ofDay.length < DOWNLOADED_PER_DAY),
    });
  };
}

/** A day after the other, the newest first. */
async function callsOf({ calls, now }: DownloadAppDeps, appId: string, refused: boolean): Promise<readonly (readonly CallNote[])[]> {
  const found: (readonly CallNote[])[] = [];
  for (const day of lastDays(now(), CALL_DAYS)) found.push(await calls.list({ appId, day, refused, limit: DOWNLOADED_PER_DAY }));
  return found;
}

async function servicesOf({ services }: DownloadAppDeps, { appId, institutionId }: PartnerApp) {
  return (await services.ofApp(appId)).filter((one) => one.institutionId === institutionId);
}

async function usesOf({ uses }: DownloadAppDeps, { hospitals }: PartnerApp, days: readonly string[]) {
  const span = { first: days.at(-1) ?? '', last: days[0] ?? '' };
  return (await Promise.all(hospitals.map(({ hospitalId }) => uses.counts(hospitalId, span)))).flat();
}
