/** Tells the queues what happened to accounts. */
import { openPersonIndex } from '../person-index/person-index.public';
import { sendsMessages } from '../platform/aws/sends-messages';
import { lambdaBatch } from '../platform/entry/lambda';
import { makeIdentity } from './identity.lambda';

export const dispatch = lambdaBatch((f) => makeIdentity(f, openPersonIndex(f)).stream, sendsMessages);
