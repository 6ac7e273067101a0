/** What a schedule starts, and what operators order by hand. */
import { openPersonIndex } from '../person-index/person-index.public';
import { lambdaBatch, lambdaOrder } from '../platform/entry/lambda';
import { makeIdentity } from './identity.lambda';
import { Appoint, openIdentity } from './identity.public';

export const familyBirthdays = lambdaBatch((f) => makeIdentity(f, openPersonIndex(f)).familyBirthdays);
export const appoint = lambdaOrder(Appoint, (f) => ({ unionId, post }) => openIdentity(f).appoint(unionId, post));
