/** What runs on Lambda: the gateway, and the order by which operations register an app. */
import { openCards } from '../card/card.public';
import { openIdentity } from '../identity/identity.public';
import { lambdaApp, lambdaOrder } from '../platform/entry/lambda';
import { makeOpenPlatform } from './open-platform.lambda';
import { openOpenPlatform, RegisterApp } from './open-platform.public';

export const gateway = lambdaApp((f) => makeOpenPlatform(f, openCards(f, openIdentity(f))).gateway);
export const registerApp = lambdaOrder(RegisterApp, (f) => (app) => openOpenPlatform(f).registerApp(app));
