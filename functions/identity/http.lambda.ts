/** Sign-in, consents, real names, families. */
import { openPersonIndex } from '../person-index/person-index.public';
import { lambdaHttp } from '../platform/entry/lambda';
import { makeIdentity } from './identity.lambda';

export const http = lambdaHttp((f) => makeIdentity(f, openPersonIndex(f)).http);
