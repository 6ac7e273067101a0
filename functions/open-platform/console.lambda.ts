/** The porch of 机构控制台. */
import * as console from '../../shared/open-platform/console.routes';
import { listOwnServicesRoute, offerServiceRoute, withdrawServiceRoute } from '../../shared/open-platform/services.routes';
import { sha256, sha256Base64 } from '../platform/crypto/digest';
import { ascii, gbk } from '../platform/crypto/other-encodings';
import { base32, TOTP_SECRET_BYTES, totpMatch } from '../platform/crypto/totp';
import { forStaff, type BoundRoute } from '../platform/entry/binding';
import type { Foundations } from '../platform/foundations';
import { makeUsedSerials } from '../platform/partner/replays';
import { makeApps } from './apps.repository';
import { makeCallLog } from './calls.repository';
import { makeConsoleAccess } from './console.access';
import { makeAppRequests, makeConsoleSessions, makePosters, makeSecondFactors } from './console.repository';
import type { RecordAudit, UrlLink } from './open-platform.ports';
import { makeServices } from './services.repository';
import { makeUseReports } from './uses.repository';
import { makeChangeApp, makeDiscardNewSecret, makeEndOldSecret, makeRotateSecret } from './use-cases/change-app';
import { makeDebugCall } from './use-cases/debug-call';
import { makeDownloadApp } from './use-cases/download-app';
import { makeEnrolSecondFactor, makeReadConsole, makeSignInConsole, makeSignOutConsole } from './use-cases/enter-console';
import { makeAddPoster, makeLinkPoster, makeListPosters } from './use-cases/make-poster';
import { makeListCalls, makeListTerminals, makeReadUsage } from './use-cases/read-calls';
import { makeReadUses } from './use-cases/read-uses';
import { makeListOwnServices, makeOfferService, makeWithdrawService } from './use-cases/offer-service';
import { makeListApps, makeRequestApp } from './use-cases/request-app';

const SECRET_BYTES = 16;

export function makeConsole(f: Foundations): readonly BoundRoute[] {
  const parts = partsOf(f);
  return [
    forStaff(console.readConsoleRoute, makeReadConsole(parts)),
    forStaff(console.enrolSecondFactorRoute, makeEnrolSecondFactor(parts)),
    forStaff(console.signInConsoleRoute, makeSignInConsole(parts)),
    forStaff(console.signOutConsoleRoute, makeSignOutConsole(parts)),
    forStaff(console.requestAppRoute, makeRequestApp(parts)),
    forStaff(console.listAppsRoute, makeListApps(parts)),
    forStaff(console.changeAppRoute, makeChangeApp(parts)),
    forStaff(console.rotateSecretRoute, makeRotateSecret(parts)),
    forStaff(console.endOldSecretRoute, makeEndOldSecret(parts)),
    forStaff(console.discardNewSecretRoute, makeDiscardNewSecret(parts)),
    forStaff(console.listCallsRoute, makeListCalls(parts)),
    forStaff(console.readUsageRoute, makeReadUsage(parts)),
    forStaff(console.readUsesRoute, makeReadUses(parts)),
    forStaff(console.listTerminalsRoute, makeListTerminals(parts)),
    forStaff(console.debugSignatureRoute, makeDebugCall(parts)),
    forStaff(console.addPosterRoute, makeAddPoster(parts)),
    forStaff(console.linkPosterRoute, makeLinkPoster(parts)),
    forStaff(console.listPostersRoute, makeListPosters(parts)),
    forStaff(console.downloadAppRoute, makeDownloadApp(parts)),
    forStaff(listOwnServicesRoute, makeListOwnServices(parts)),
    forStaff(offerServiceRoute, makeOfferService(parts)),
    forStaff(withdrawServiceRoute, makeWithdrawService(parts)),
  ];
}

function partsOf(f: Foundations) {
  const shared = { ...f, table: f.table('open-platform') };
  const [apps, consoleSessions] = [makeApps(shared), makeConsoleSessions(shared)];
  const recordAudit: RecordAudit = (entry) => f.audit.record(entry);
  return {
    ...shared, apps, consoleSessions, recordAudit, access: makeConsoleAccess({ apps, consoleSessions, now: f.now }),
    factors: makeSecondFactors(shared), requests: makeAppRequests(shared), posters: makePosters(shared), calls: makeCallLog(shared), services: makeServices(shared), uses: makeUseReports(shared),
    urlLink: (target: Parameters<UrlLink>[0]) => f.clients.wechat.urlLink(target),
    baseUrl: f.config.PUBLIC_BASE_URL, base32, stepOf: totpMatch, newFactorSecret: () => f.randomBytes(TOTP_SECRET_BYTES),
    newSecret: () => Buffer.from(f.randomBytes(SECRET_BYTES)).toString('hex'),
    isSerialUsed: makeUsedSerials(shared),
    digests: { base64: sha256Base64, hex: sha256, base64OfText: (text: string) => Buffer.from(text).toString('base64'), inOtherEncodings: (text: string) => [gbk(text), ascii(text)].map(sha256Base64) },
  };
}
