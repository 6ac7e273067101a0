/** The porch of 服务目录: what residents open; a service may be told who comes. */
import { listServicesRoute, openServiceRoute } from '../../shared/open-platform/services.routes';
import type { LinkWindow } from '../identity/identity.public';
import { forAnyone, forResident, type BoundRoute } from '../platform/entry/binding';
import type { Foundations } from '../platform/foundations';
import { makeApps } from './apps.repository';
import { makeOneTimeCodes } from './codes.repository';
import { makeServices, makeRecentServices } from './services.repository';
import { makeListServices, makeOpenService } from './use-cases/open-service';

const CODE_BYTES = 16;

export function makeServiceDirectory(f: Foundations, links: LinkWindow): readonly BoundRoute[] {
  const shared = { ...f, ...links, table: f.table('open-platform'), newCode: () => Buffer.from(f.randomBytes(CODE_BYTES)).toString('hex') };
  const services = makeServices(shared);
  const parts = { ...shared, services, recentServices: makeRecentServices({ services, now: f.now }), apps: makeApps(shared), codes: makeOneTimeCodes(shared) };
  return [forAnyone(listServicesRoute, makeListServices(parts)), forResident(openServiceRoute, makeOpenService(parts))];
}
