/** The porch of 自助机: an institution's methods, what residents do who scanned one, and the calls owed to institutions. */
import { authoriseKioskRoute, readKioskRoute } from '../../shared/open-platform/kiosk.routes';
import { forResident, type BoundRoute } from '../platform/entry/binding';
import { makeAuthoriseKiosk, makeReadKiosk, type MeetKioskDeps } from './use-cases/meet-kiosk';
import { makeGiveKioskResult, makeShowKioskCode, type ServeKioskDeps } from './use-cases/serve-kiosk';

export function kioskMethods(parts: ServeKioskDeps) {
  return { ssmGenQrCode: makeShowKioskCode(parts), ssmQueryQrCodeResult: makeGiveKioskResult(parts) };
}

export function kioskRoutes(parts: MeetKioskDeps): readonly BoundRoute[] {
  return [forResident(readKioskRoute, makeReadKiosk(parts)), forResident(authoriseKioskRoute, makeAuthoriseKiosk(parts))];
}
