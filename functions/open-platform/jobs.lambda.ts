/** What is done for institutions without anybody asking. */
import { openCards } from '../card/card.public';
import { openIdentity } from '../identity/identity.public';
import { lambdaBatch } from '../platform/entry/lambda';
import { makeOpenPlatform } from './open-platform.lambda';

export const deliverCallBacks = lambdaBatch((f) => {
  const identity = openIdentity(f);
  return makeOpenPlatform(f, openCards(f, identity), identity).deliverCallBacks;
});
