/** What runs on Lambda: the gateway, what residents do who come from a hospital, what developers do in the console, and the orders of operations. */
import { openCards } from '../card/card.public';
import { openIdentity, openLinks } from '../identity/identity.public';
import { lambdaApp, lambdaBatch, lambdaHttp, lambdaOrder } from '../platform/entry/lambda';
import type { Foundations } from '../platform/foundations';
import { makeConsole } from './console.lambda';
import { makeOpenPlatform } from './open-platform.lambda';
import { CloseApp, DecideApp, ForgetSecondFactor, OpenMigration, openOpenPlatform, RegisterApp, ReviewService } from './open-platform.public';
import { makeServiceDirectory } from './services.lambda';

export const gateway = lambdaApp((f) => openPlatform(f).gateway);
export const http = lambdaHttp((f) => [...openPlatform(f).http, ...makeConsole(f), ...makeServiceDirectory(f, openLinks(f))]);
export const registerApp = lambdaOrder(RegisterApp, (f) => (app) => openOpenPlatform(f).registerApp(app));
export const closeApp = lambdaOrder(CloseApp, (f) => (order) => openOpenPlatform(f).closeApp(order));
export const decideApp = lambdaOrder(DecideApp, (f) => (decision) => openOpenPlatform(f).decideApp(decision));
export const waiting = lambdaBatch((f) => () => openOpenPlatform(f).waiting());
export const reviewService = lambdaOrder(ReviewService, (f) => (review) => openOpenPlatform(f).reviewService(review));
export const openMigration = lambdaOrder(OpenMigration, (f) => (order) => openOpenPlatform(f).openMigration(order));
export const forgetSecondFactor = lambdaOrder(ForgetSecondFactor, (f) => (order) => openOpenPlatform(f).forgetSecondFactor(order));

function openPlatform(f: Foundations) {
  const identity = openIdentity(f);
  return makeOpenPlatform(f, openCards(f, identity), identity);
}
