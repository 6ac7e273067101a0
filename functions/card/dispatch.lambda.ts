/** Tells the queues what happened to packages. */
import { openIdentity } from '../identity/identity.public';
import { sendsMessages } from '../platform/aws/sends-messages';
import { lambdaBatch } from '../platform/entry/lambda';
import { makeCard } from './card.lambda';

export const dispatch = lambdaBatch((f) => makeCard(f, openIdentity(f)).stream, sendsMessages);
