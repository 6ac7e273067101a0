/** A resident's cards. Nobody waits here for a client of queues or files: those who need one are functions of their own. */
import { openIdentity } from '../identity/identity.public';
import { lambdaHttp } from '../platform/entry/lambda';
import { makeCard } from './card.lambda';

export const http = lambdaHttp((f) => makeCard(f, openIdentity(f)).http);
