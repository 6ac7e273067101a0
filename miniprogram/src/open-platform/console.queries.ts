/** What the console reads and writes. */
import { useState } from 'react';
import type { OutputOf } from '@shared/kernel/route';
import * as routes from '@shared/open-platform/console.routes';
import { listOwnServicesRoute, offerServiceRoute, withdrawServiceRoute } from '@shared/open-platform/services.routes';
import { useAskAgain, useRead, useWrite } from '../platform/queries';

const OF_APPS = [routes.listAppsRoute, routes.readConsoleRoute];

export function useConsole() {
  return useRead(routes.readConsoleRoute, {});
}

export function useApps() {
  return useRead(routes.listAppsRoute, {});
}

export function useEnrol() {
  return useWrite(routes.enrolSecondFactorRoute);
}

export function useShowCode() {
  return useWrite(routes.signInConsoleRoute, OF_APPS);
}

export function useLeaveConsole() {
  return useWrite(routes.signOutConsoleRoute, OF_APPS);
}

export function useRequestApp() {
  return useWrite(routes.requestAppRoute, OF_APPS);
}

export function useChangeApp() {
  return useWrite(routes.changeAppRoute, OF_APPS);
}

/** The apps as they are now: somebody else may have changed them. */
export function useLookAgain() {
  return useAskAgain(OF_APPS);
}

export function useRotate() {
  return useWrite(routes.rotateSecretRoute, OF_APPS);
}

export function useEndOld() {
  return useWrite(routes.endOldSecretRoute, OF_APPS);
}

export function useDiscardNew() {
  return useWrite(routes.discardNewSecretRoute, OF_APPS);
}

export type CallsOf = { readonly appId: string; readonly day: string; readonly which: 'refused' | 'done' };
type Call = OutputOf<typeof routes.listCallsRoute>['items'][number];

const sameCall = (one: Call, other: Call) => one.at === other.at && one.requestId === other.requestId;

/** The newest calls, and page after page of older ones. `isAll`: there are no more. */
export function useCalls(of: CallsOf) {
  const newest = useRead(routes.listCallsRoute, of);
  const { busy, send } = useWrite(routes.listCallsRoute);
  const [older, setOlder] = useState<{ readonly items: readonly Call[]; readonly isAll: boolean }>();
  const first = newest.state === 'ready' ? newest.value.items : [];
  const items = [...first, ...(older?.items ?? [])];
  async function more() {
    const result = await send({ ...of, before: items.at(-1)?.at });
    if (!result.ok) return result.refusal;
    // Up to the moment of the last one, which comes again, as do others of its millisecond.
    const fresh = result.value.items.filter((call) => !items.some((shown) => sameCall(shown, call)));
    setOlder({ items: [...(older?.items ?? []), ...fresh], isAll: fresh.length === 0 || result.value.items.length < routes.CALLS_PAGE });
    return undefined;
  }
  function again() {
    setOlder(undefined);
    newest.again();
  }
  return { newest: { ...newest, again }, items, isAll: older?.isAll ?? first.length < routes.CALLS_PAGE, more: { busy, load: more } };
}

export function useUsage(appId: string, days: number) {
  return useRead(routes.readUsageRoute, { appId, days });
}

export function useUses(appId: string, days: number) {
  return useRead(routes.readUsesRoute, { appId, days });
}

export function useTerminals(appId: string) {
  return useRead(routes.listTerminalsRoute, { appId });
}

export function useDebug() {
  return useWrite(routes.debugSignatureRoute);
}

export function usePosters(appId: string) {
  return useRead(routes.listPostersRoute, { appId });
}

export function useLinkPoster() {
  return useWrite(routes.linkPosterRoute);
}

export function useAddPoster() {
  return useWrite(routes.addPosterRoute, [routes.listPostersRoute]);
}

export function useDownload() {
  return useWrite(routes.downloadAppRoute);
}

export function useOwnServices() {
  return useRead(listOwnServicesRoute, {});
}

export function useOfferService() {
  return useWrite(offerServiceRoute, [listOwnServicesRoute]);
}

export function useWithdrawService() {
  return useWrite(withdrawServiceRoute, [listOwnServicesRoute]);
}
