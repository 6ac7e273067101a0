/** What runs on Lambda: the gateway, what residents do who come from a hospital, and the order by which operations register an app. */
import { openCards } from '../card/card.public';
import { openIdentity } from '../identity/identity.public';
import { lambdaApp, lambdaHttp, lambdaOrder } from '../platform/entry/lambda';
import type { Foundations } from '../platform/foundations';
import { makeOpenPlatform } from './open-platform.lambda';
import { openOpenPlatform, RegisterApp } from './open-platform.public';

export const gateway = lambdaApp((f) => openPlatform(f).gateway);
export const http = lambdaHttp((f) => openPlatform(f).http);
export const registerApp = lambdaOrder(RegisterApp, (f) => (app) => openOpenPlatform(f).registerApp(app));

function openPlatform(f: Foundations) {
  const identity = openIdentity(f);
  return makeOpenPlatform(f, openCards(f, identity), identity);
}
