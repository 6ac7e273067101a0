/** What is done for cards without anybody asking: accounts that were closed, and the schedules. */
import { openIdentity } from '../identity/identity.public';
import { lambdaBatch } from '../platform/entry/lambda';
import { makeCard } from './card.lambda';

export const consume = lambdaBatch((f) => makeCard(f, openIdentity(f)).consume);
export const carryLosses = lambdaBatch((f) => makeCard(f, openIdentity(f)).carryLosses);
export const reconcile = lambdaBatch((f) => makeCard(f, openIdentity(f)).reconcile);
