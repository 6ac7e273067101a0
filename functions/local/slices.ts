/** All slices on one set of foundations, as one application. */
import { Hono } from 'hono';
import { makeAuthority } from '../authority/authority.lambda';
import { openAuthority } from '../authority/authority.public';
import { makeCard } from '../card/card.lambda';
import { openCards } from '../card/card.public';
import { makeAccountLinks, makeIdentity } from '../identity/identity.lambda';
import { openIdentity, openLinks } from '../identity/identity.public';
import { makeMessages } from '../messages/messages.lambda';
import { makeConsole } from '../open-platform/console.lambda';
import { makeOpenPlatform } from '../open-platform/open-platform.lambda';
import { openOpenPlatform, openSignOnTickets } from '../open-platform/open-platform.public';
import { makeServiceDirectory } from '../open-platform/services.lambda';
import { makePersonIndex } from '../person-index/person-index.lambda';
import { openPersonIndex } from '../person-index/person-index.public';
import type { BoundRoute } from '../platform/entry/binding';
import { makeHttpApp } from '../platform/entry/http';
import type { Foundations } from '../platform/foundations';
import { takeOrders } from './orders';

export type Slices = ReturnType<typeof openSlices>;

/** Every slice's porch, wired as on Lambda. */
export function openSlices(f: Foundations) {
  const persons = openPersonIndex(f);
  const identityWindow = openIdentity(f);
  return {
    personIndex: makePersonIndex(f),
    authority: makeAuthority(f, persons),
    authorityWindow: openAuthority(f),
    identity: makeIdentity(f, persons),
    identityWindow,
    card: makeCard(f, identityWindow),
    messages: makeMessages(f),
    openPlatform: makeOpenPlatform(f, openCards(f, identityWindow), identityWindow),
    console: makeConsole(f),
    accountLinks: makeAccountLinks(f, persons, openSignOnTickets(f)),
    services: makeServiceDirectory(f, openLinks(f)),
    openPlatformWindow: openOpenPlatform(f),
  };
}

/** Every bound route of the residents' API. */
export function boundRoutes({ identity, accountLinks, personIndex, card, messages, openPlatform, console, services }: Slices): readonly BoundRoute[] {
  return [...identity.http, ...accountLinks, ...personIndex.http, ...card.http, ...card.counter, ...messages.http, ...openPlatform.http, ...console, ...services];
}

/** One address for everything, as the HTTP API has on AWS. */
export function appOf(f: Foundations, slices: Slices): Hono {
  const api = makeHttpApp(f.http, boundRoutes(slices));
  const app = new Hono();
  app.get('/healthz', (c) => c.text('ok'));
  takeOrders(app, slices);
  app.route('/', slices.authority.gateway);
  app.route('/', slices.openPlatform.gateway);
  app.all('/v1/*', (c) => api.fetch(c.req.raw));
  return app;
}
