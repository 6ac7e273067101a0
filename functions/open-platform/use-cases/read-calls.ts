/** What an app's calls came to: each of a day with the reason of its refusal, their counts, and the terminals they came from. */
import type { Staff } from '../../../shared/kernel/caller';
import { ok } from '../../../shared/kernel/result';
import type { Answer, InputOf } from '../../../shared/kernel/route';
import { CALLS_PAGE, type listCallsRoute, type listTerminalsRoute, type readUsageRoute } from '../../../shared/open-platform/console.routes';
import type { CallLog, ConsoleAccess } from '../open-platform.ports';
import { callView, lastDays } from '../open-platform.rules';

export type ReadCallsDeps = {
  readonly access: Pick<ConsoleAccess, 'ownApp'>;
  readonly calls: Omit<CallLog, 'keep'>;
  readonly now: () => number;
};
export type ListCalls = (input: InputOf<typeof listCallsRoute>, caller: Staff) => Answer<typeof listCallsRoute>;
export type ReadUsage = (input: InputOf<typeof readUsageRoute>, caller: Staff) => Answer<typeof readUsageRoute>;
export type ListTerminals = (input: InputOf<typeof listTerminalsRoute>, caller: Staff) => Answer<typeof listTerminalsRoute>;

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
