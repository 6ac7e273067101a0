/** The counter of 电子健康卡: a function of its own, since it alone keeps files. */
import { openIdentity } from '../identity/identity.public';
import { keepsFiles } from '../platform/aws/keeps-files';
import { lambdaHttp } from '../platform/entry/lambda';
import { makeCard } from './card.lambda';

export const http = lambdaHttp((f) => makeCard(f, openIdentity(f)).counter, keepsFiles);
