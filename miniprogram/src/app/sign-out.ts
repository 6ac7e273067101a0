import { endSessionRoute, listSessionsRoute } from '@shared/identity/sign-in.routes';
import { call, session } from '../platform/api';

/**
 * Ends this device's session at the platform and forgets it here. Without network it is forgotten here all the same: the access token
 * ends within minutes and the refresh token is gone with the device's copy.
 */
export async function signOut(): Promise<void> {
  const sessions = await call(listSessionsRoute, {});
  const here = sessions.ok ? sessions.value.items.find((open) => open.current) : undefined;
  if (here) await call(endSessionRoute, { sessionId: here.sessionId });
  session.forget();
}
