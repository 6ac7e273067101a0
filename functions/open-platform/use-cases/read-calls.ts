/** What an app's calls came to: each of a day with the reason of its refusal, their counts, the terminals they came from, and everything at once. */
import { addDays, chinaDayOf } from '../../../shared/kernel/china-day';
import type { Staff } from '../../../shared/kernel/caller';
import { ok } from '../../../shared/kernel/result';
import type { Answer, InputOf } from '../../../shared/kernel/route';
import { CALLS_PAGE, USAGE_DAYS_MAX, type downloadAppRoute, type listCallsRoute, type listTerminalsRoute, type readUsageRoute } from '../../../shared/open-platform/console.routes';
import type { CallLog, CallNote, ConsoleAccess, Posters } from '../open-platform.ports';
import { appView, callView, posterView } from '../open-platform.rules';

export type ReadCallsDeps = {
  readonly access: Pick<ConsoleAccess, 'ownApp'>;
  readonly calls: Omit<CallLog, 'keep'>;
  readonly posters: Pick<Posters, 'list'>;
  readonly baseUrl: string;
  readonly now: () => number;
};
export type ListCalls = (input: InputOf<typeof listCallsRoute>, caller: Staff) => Answer<typeof listCallsRoute>;
export type ReadUsage = (input: InputOf<typeof readUsageRoute>, caller: Staff) => Answer<typeof readUsageRoute>;
export type ListTerminals = (input: InputOf<typeof listTerminalsRoute>, caller: Staff) => Answer<typeof listTerminalsRoute>;
export type DownloadApp = (input: InputOf<typeof downloadAppRoute>, caller: Staff) => Answer<typeof downloadAppRoute>;

const CALL_DAYS = 30;
const DOWNLOADED_PER_DAY = 200;

export function makeListCalls({ access, calls }: ReadCallsDeps): ListCalls {
  return async function listCalls({ appId, day, which, before }, caller) {
    const app = await access.ownApp(caller, appId);
    if (!app.ok) return app;
    const found = await calls.list({ appId, day, refused: which === 'refused', limit: CALLS_PAGE, ...(before === undefined ? {} : { before }) });
    return ok({ items: found.map(callView) });
  };
}

export function makeReadUsage({ access, calls, now }: ReadCallsDeps): ReadUsage {
  return async function readUsage({ appId, days }, caller) {
    const app = await access.ownApp(caller, appId);
    return app.ok ? ok({ items: [...(await calls.usage(appId, lastDays(now(), days)))] }) : app;
  };
}

export function makeListTerminals({ access, calls }: ReadCallsDeps): ListTerminals {
  return async function listTerminals({ appId }, caller) {
    const app = await access.ownApp(caller, appId);
    return app.ok ? ok({ items: [...(await calls.terminals(appId))] }) : app;
  };
}

export function makeDownloadApp({ access, calls, posters, baseUrl, now }: ReadCallsDeps): DownloadApp {
  return async function downloadApp({ appId }, caller) {
    const app = await access.ownApp(caller, appId);
    if (!app.ok) return app;
    const refused: (readonly CallNote[])[] = [];
    for (const day of lastDays(now(), CALL_DAYS)) refused.push(await calls.list({ appId, day, refused: true, limit: DOWNLOADED_PER_DAY }));
    const [usage, terminals, made] = await Promise.all([calls.usage(appId, lastDays(now(), USAGE_DAYS_MAX)), calls.terminals(appId), posters.list(appId)]);
    return ok({
      app: appView(app.value), usage: [...usage], terminals: [...terminals], posters: made.map((poster) => posterView(poster, baseUrl)),
      refusedCalls: refused.flat().map(callView), isComplete: refused.every((ofDay) => ofDay.length < DOWNLOADED_PER_DAY),
    });
  };
}

/** The newest first. */
function lastDays(nowMs: number, count: number): readonly string[] {
  return Array.from({ length: count }, (_, back) => addDays(chinaDayOf(nowMs), -back));
}
