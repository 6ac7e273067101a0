/** The porch of 电子健康卡开放平台: the gateway that hospitals' back ends call. */
import type { Hono } from 'hono';
import { documentKey } from '../../shared/kernel/documents';
import { leaveAskedRoute, readAskedRoute } from '../../shared/open-platform/asked.routes';
import { giveHealthCodeRoute, giveUserCodeRoute, leaveHandOverRoute, readHandOverRoute } from '../../shared/open-platform/hand-over.routes';
import { REPLAY_SECONDS } from '../../shared/open-platform/call.schema';
import { activateCardsRoute, readWaitingCardsRoute } from '../../shared/open-platform/upgrade.routes';
import { takeWalletCardRoute } from '../../shared/open-platform/wallet.routes';
import type { CardWindow } from '../card/card.public';
import type { IdentityWindow } from '../identity/identity.public';
import { aesEcbDecrypt, aesEcbEncrypt } from '../platform/crypto/cipher';
import { sameText } from '../platform/crypto/constant-time';
import { sha256Base64 } from '../platform/crypto/digest';
import { forAnyone, forResident, type BoundRoute } from '../platform/entry/binding';
import type { Foundations } from '../platform/foundations';
import { qrPng } from '../platform/partner/qr-png';
import { makeReplays } from '../platform/partner/replays';
import { pause } from '../platform/pause';
import { makeApps } from './apps.repository';
import { makeBookings } from './bookings.repository';
import { makeCallLog } from './calls.repository';
import { makeOneTimeCodes } from './codes.repository';
import { makePosters } from './console.repository';
import { makeIssuer } from './open-platform.authority';
import { makeGateway } from './open-platform.gateway';
import { serveMethods, type UseCases } from './open-platform.methods';
import type { ActivateCard, CountPoster, DeliverCallBack, LinkCipher, ReachAccount, RecordAudit, SendCallBack, ShownCard, ShownCards } from './open-platform.ports';
import { filingMethods, filingRoutes } from './filing.lambda';
import { makeFilings, makeScanFields } from './filings.repository';
import { kioskMethods, kioskRoutes } from './kiosk.lambda';
import { makeCallBacks, makeKiosks } from './kiosks.repository';
import { noticeMethods } from './notice.lambda';
import { makeOrders } from './orders.repository';
import { makeAppTokens } from './tokens.repository';
import { makeUpgradeWork, upgradeMethods } from './upgrade.lambda';
import { makeServices, makeRecentServices } from './services.repository';
import { makeTallies } from './tallies.repository';
import { makeRelations } from './relations.repository';
import { makeUseReports } from './uses.repository';
import { makeActivateCards, makeReadWaitingCards } from './use-cases/activate-cards';
import { makeBindCardRelation } from './use-cases/bind-card-relation';
import { makeDeliverCallBack, makeDeliverCallBacks } from './use-cases/deliver-call-backs';
import { makeGiveCardByHealthCode, makeGiveCardById, makeGiveCardByQRCode } from './use-cases/give-card';
import { makeGiveCode } from './use-cases/give-code';
import { makeGiveHealthCode, makeGiveUserCode, makeLeaveHandOver, makeReadHandOver } from './use-cases/hand-over';
import { makeIdentifyPatient } from './use-cases/identify-patient';
import { makeIssueAppToken } from './use-cases/issue-app-token';
import { makeRegisterBatch } from './use-cases/register-batch';
import { makeRegisterHealthCard } from './use-cases/register-health-card';
import { makeLeaveAsked, makeReadAsked } from './use-cases/meet-asked';
import { makeReportUse } from './use-cases/report-use';
import { makeCreateSignOnTicket, makeGetSignOnUser } from './use-cases/sign-on';
import { makeTakeWalletCard } from './use-cases/take-wallet-card';
import { makeVerifyQRCode } from './use-cases/verify-qr-code';
import { verificationMethods, verificationRoutes } from './verification.lambda';
import { makeWaitingCards } from './waiting.repository';

export type OpenPlatformSlice = {
  readonly gateway: Hono;
  readonly http: readonly BoundRoute[];
  readonly deliverCallBacks: () => Promise<number>;
  /** Scheduled: goes on with upgrades of whole hospitals. */
  readonly workUpgrades: () => Promise<number>;
};

const TOKEN_BYTES = 32;
const CODE_BYTES = 16;

export function makeOpenPlatform(f: Foundations, cards: CardWindow, identity: IdentityWindow): OpenPlatformSlice {
  const partners = partsOf(f, cards);
  const deliver = makeDeliverCallBack(partners);
  // The call is kept, and due: what a resident did stands, and others have their turn, whatever goes wrong with it now.
  const deliverCallBack: DeliverCallBack = (call) => deliver(call).catch((error: unknown) => {
    f.log.error('open-platform.call-back-failed', error);
    return false;
  });
  const parts = { ...partners, identity, deliverCallBack };
  return {
    http: [
      forAnyone(readHandOverRoute, makeReadHandOver(parts)),
      forAnyone(leaveHandOverRoute, makeLeaveHandOver(parts)),
      forResident(giveUserCodeRoute, makeGiveUserCode(parts)),
      forResident(takeWalletCardRoute, makeTakeWalletCard(parts)),
      forResident(giveHealthCodeRoute, makeGiveHealthCode(parts)),
      forAnyone(readAskedRoute, makeReadAsked(parts)),
      forAnyone(leaveAskedRoute, makeLeaveAsked(parts)),
      ...verificationRoutes(parts), ...filingRoutes(parts), ...kioskRoutes(parts),
      forResident(readWaitingCardsRoute, makeReadWaitingCards(parts)),
      forResident(activateCardsRoute, makeActivateCards(parts)),
    ],
    deliverCallBacks: makeDeliverCallBacks(parts),
    gateway: makeGateway({
      ...parts, sameText, pause, newRequestId: f.http.newRequestId, serialOf: f.hash,
      replays: makeReplays({ ...parts, keptSeconds: REPLAY_SECONDS }), methods: serveMethods({ ...useCasesOf(parts), ...upgradeMethods(f) }),
    }),
    workUpgrades: makeUpgradeWork(f, linkCipher),
  };
}

/** The secret itself is the key, one byte a character. */
export const linkCipher: LinkCipher = {
  open: (sealed, secret) => aesEcbDecrypt(Buffer.from(secret), sealed),
  seal: (text, secret) => aesEcbEncrypt(Buffer.from(secret), text),
};

function partsOf(f: Foundations, cards: CardWindow) {
  const hex = (bytes: number) => Buffer.from(f.randomBytes(bytes)).toString('hex');
  const shared = { ...f, table: f.table('open-platform'), safe: f.safeOf('open-platform'), newToken: () => hex(TOKEN_BYTES), newCode: () => hex(CODE_BYTES) };
  const recordAudit: RecordAudit = (entry) => f.audit.record(entry);
  const lookingFor = (accountId: string, requestId: string) => ({ accountId, requestId, actor: 'open-platform', action: 'open-platform.hand-over' });
  const reachAccount: ReachAccount = async (accountId, requestId) => { await cards.lookForNew(lookingFor(accountId, requestId)); };
  const shownCards: ShownCards = ({ accountId, requestId }) => cards.cardsOf(lookingFor(accountId, requestId));
  const shownCard: ShownCard = async ({ accountId, cardId, requestId }) => {
    const shown = await shownCards({ accountId, requestId });
    return shown.find((card) => card.cardId === cardId);
  };
  const posters = makePosters(shared);
  const countPoster: CountPoster = async (appIds, tag, step) => {
    const counted = (appId: string) => posters.count(appId, tag, step).catch((error: unknown) => { f.log.error('open-platform.count-not-kept', error); });
    for (const appId of appIds) if (await counted(appId)) return;
  };
  const activateCard: ActivateCard = ({ healthCardId, ...caller }) => cards.activate(healthCardId, caller);
  return {
    ...shared, recordAudit, reachAccount, shownCards, shownCard, countPoster, activateCard, linkCipher,
    apps: makeApps(shared), tokens: makeAppTokens({ ...shared, overlapSeconds: Number(f.config.APP_TOKEN_OVERLAP) }), codes: makeOneTimeCodes(shared), relations: makeRelations(shared), uses: makeUseReports(shared), orders: makeOrders(shared), waiting: makeWaitingCards(shared),
    calls: makeCallLog(shared), recentServices: makeRecentServices({ services: makeServices(shared), now: f.now }), filings: makeFilings(shared), scanFields: makeScanFields(shared),
    issuer: makeIssuer(f.clients.authority), readIdCard: (picture: Uint8Array) => f.clients.wechat.readIdCard(picture),
    markOf: (document: Parameters<typeof documentKey>[0]) => `document#${f.fingerprints.of('document', documentKey(document))}`,
    bookings: makeBookings(shared), tallies: makeTallies(shared),
    kiosks: makeKiosks(shared), callBacks: makeCallBacks(shared), sendCallBack: (call: Parameters<SendCallBack>[0]) => f.clients.callBack.send(call), signatureOf: sha256Base64,
    kioskPage: (uid: string) => `${f.config.PUBLIC_BASE_URL}/open/kiosk?uid=${uid}`,
    bindPage: (code: string) => `${f.config.PUBLIC_BASE_URL}/open/bind?code=${code}`,
    signOnPage: (ticket: string) => `${f.config.PUBLIC_BASE_URL}/open/signOn?ticket=${ticket}`,
    verifyPage: (orderId: string) => `${f.config.PUBLIC_BASE_URL}/open/verify?order=${orderId}`,
    pictureOf: (text: string) => qrPng(text).toString('base64'),
  };
}

function useCasesOf(parts: ReturnType<typeof partsOf>): Omit<UseCases, keyof ReturnType<typeof upgradeMethods>> {
  const reportUse = makeReportUse(parts);
  return {
    getAppToken: makeIssueAppToken(parts),
    registerHealthCard: makeRegisterHealthCard(parts),
    registerBatchHealthCard: makeRegisterBatch(parts),
    getHealthCardByHealthCode: makeGiveCardByHealthCode(parts),
    getHealthCardByQRCode: makeGiveCardByQRCode(parts),
    getHealthCardByHealthCardId: makeGiveCardById(parts),
    bindCardRelation: makeBindCardRelation(parts),
    getDynamicQRCode: makeGiveCode(parts),
    verifyQRCode: makeVerifyQRCode(parts),
    identifyPatient: makeIdentifyPatient(parts),
    getSignOnUser: makeGetSignOnUser(parts),
    createSignOnTicket: makeCreateSignOnTicket(parts),
    ...verificationMethods(parts), ...filingMethods(parts), ...kioskMethods(parts), ...noticeMethods(parts),
    reportHISData: reportUse, reportRealNamePatientData: reportUse, reportScanQRCode: reportUse,
  };
}
