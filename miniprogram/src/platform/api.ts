/** The porch of the face: here the device's real things, clock and chance are put together once. */
import { makeCall } from './call';
import { forgetOwn, ownStore } from './own-store';
import { send } from './request';
import { makeSessionKeeper } from './session';

/** Only tells requests apart; nothing secret rests on it. */
function newKey(): string {
  const chance = () => Math.random().toString(36).slice(2, 12).padEnd(10, '0');
  return `${Date.now().toString(36)}-${chance()}${chance()}`;
}

export const session = makeSessionKeeper(ownStore('session'), forgetOwn);
export const call = makeCall({ base: process.env.API_BASE, send, session, now: () => Date.now(), newKey });
