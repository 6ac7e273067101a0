/** Upgrades of whole hospitals on Lambda: functions of their own, since they alone keep files. */
import { openCards } from '../card/card.public';
import { openIdentity } from '../identity/identity.public';
import { keepsFiles } from '../platform/aws/keeps-files';
import { lambdaApp, lambdaBatch } from '../platform/entry/lambda';
import type { Foundations } from '../platform/foundations';
import { makeOpenPlatform } from './open-platform.lambda';

function sliceOn(f: Foundations) {
  const identity = openIdentity(f);
  return makeOpenPlatform(f, openCards(f, identity), identity);
}

export const gateway = lambdaApp((f) => sliceOn(f).gateway, keepsFiles);
export const work = lambdaBatch((f) => sliceOn(f).workUpgrades, keepsFiles);
