/** Tells those who keep cards of merges and splits. */
import { sendsMessages } from '../platform/aws/sends-messages';
import { lambdaBatch } from '../platform/entry/lambda';
import { makePersonIndex } from './person-index.lambda';

export const dispatch = lambdaBatch((f) => makePersonIndex(f).stream, sendsMessages);
