/** What the console reads and writes. */
import * as routes from '@shared/open-platform/console.routes';
import { useRead, useWrite } from '../platform/queries';

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

export function useRotate() {
  return useWrite(routes.rotateSecretRoute, OF_APPS);
}

export function useEndOld() {
  return useWrite(routes.endOldSecretRoute, OF_APPS);
}

export function useCalls(appId: string, day: string, which: 'refused' | 'done') {
  return useRead(routes.listCallsRoute, { appId, day, which });
}

export function useUsage(appId: string, days: number) {
  return useRead(routes.readUsageRoute, { appId, days });
}

export function useTerminals(appId: string) {
  return useRead(routes.listTerminalsRoute, { appId });
}

export function useDebug() {
  return useWrite(routes.debugSignatureRoute);
}
