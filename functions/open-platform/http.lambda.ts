/** What runs on Lambda: the gateway, what residents do who come from a hospital's page, and the order by which operations register an app. */
import { openCards } from '../card/card.public';
import { openIdentity } from '../identity/identity.public';
import { lambdaApp, lambdaHttp, lambdaOrder } from '../platform/entry/lambda';
import { makeOpenPlatform } from './open-platform.lambda';
import { openOpenPlatform, RegisterApp } from './open-platform.public';

export const gateway = lambdaApp((f) => makeOpenPlatform(f, openCards(f, openIdentity(f))).gateway);
export const http = lambdaHttp((f) => makeOpenPlatform(f, openCards(f, openIdentity(f))).http);
export const registerApp = lambdaOrder(RegisterApp, (f) => (app) => openOpenPlatform(f).registerApp(app));
