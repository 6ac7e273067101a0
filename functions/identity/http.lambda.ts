/** Sign-in, consents, real names, families, links with institutions. */
import { openSignOnTickets } from '../open-platform/open-platform.public';
import { openPersonIndex } from '../person-index/person-index.public';
import { lambdaHttp } from '../platform/entry/lambda';
import { makeAccountLinks, makeIdentity } from './identity.lambda';

export const http = lambdaHttp((f) => {
  const persons = openPersonIndex(f);
  return [...makeIdentity(f, persons).http, ...makeAccountLinks(f, persons, openSignOnTickets(f))];
});
