/** The porch of 电子健康卡: the packages of accounts; the truth of a card is asked of the authority. */
import { assistClaimRoute, listAssistedClaimsRoute, readAssistedClaimRoute, readAssistedProofRoute } from '../../shared/card/assisted.routes';
import { closeCardRoute, reissueCardRoute, reportLossRoute, restoreCardRoute } from '../../shared/card/card-life.routes';
import * as card from '../../shared/card/card.routes';
import { CardNews } from '../../shared/card/card-news';
import { moveAtCounterRoute } from '../../shared/card/counter.routes';
import type { IdentityWindow } from '../identity/identity.public';
import { issuerFor } from '../platform/config/config';
import { forAnyone, forResident, forStaff, type BoundRoute } from '../platform/entry/binding';
import { makeConsumer } from '../platform/entry/queue';
import { makeDispatcher } from '../platform/entry/stream';
import type { Foundations } from '../platform/foundations';
import { makeAssistedClaims } from './assisted.repository';
import { makeAccess } from './card.access';
import { makeCardAuthority, registerAtAuthority } from './card.authority';
import { makeIssuers, registerInChannel } from './card.issuers';
import { makeCardOpenPlatform, makeClaimOutside, makeOrderForWallet, type AskerOf } from './card.open-platform';
import type { Authority, ClaimThrough, Institution, OutsideHospital, RecordAudit } from './card.ports';
import { makeProofs } from './card.proofs';
import { emptyPackage } from './card.rules';
import { makeViews } from './card.views';
import directory from './institutions.json';
import { makePackages } from './packages.repository';
import { makeStaffTries } from './tries.repository';
import { makeAssistClaim } from './use-cases/assist-claim';
import { makeBindVisitNumber } from './use-cases/bind-visit-number';
import { makeCarryLoss, makeCarryLosses } from './use-cases/carry-loss';
import { makeCheckClaim } from './use-cases/check-claim';
import { makeCheckPackage } from './use-cases/check-package';
import { makeClaimCard } from './use-cases/claim-card';
import { makeCloseCard } from './use-cases/close-card';
import { makeErasePackage } from './use-cases/erase-package';
import { makeFollowCard } from './use-cases/follow-card';
import { makeFollowPersons } from './use-cases/follow-persons';
import { makeKeepStaticCode } from './use-cases/keep-static-code';
import { makeLearnState } from './use-cases/learn-state';
import { makeListAssistedClaims } from './use-cases/list-assisted-claims';
import { makeListCards } from './use-cases/list-cards';
import { makeListKeptCards } from './use-cases/list-kept-cards';
import { makeListInstitutions } from './use-cases/list-institutions';
import { makeMoveAtCounter } from './use-cases/move-at-counter';
import { makeMoveCard } from './use-cases/move-card';
import { makeOrderCards } from './use-cases/order-cards';
import { makeOrderWalletCard } from './use-cases/order-wallet-card';
import { makeReachOwner } from './use-cases/reach-owner';
import { makeReadAssistedClaim } from './use-cases/read-assisted-claim';
import { makeReadAssistedProof } from './use-cases/read-assisted-proof';
import { makeReadCard } from './use-cases/read-card';
import { makeReadCardHistory } from './use-cases/read-card-history';
import { makeReadPrintableCard } from './use-cases/read-printable-card';
import { makeReconcilePackages, type Reconciled } from './use-cases/reconcile-packages';
import { makeRefreshPackage } from './use-cases/refresh-package';
import { makeReissueCard } from './use-cases/reissue-card';
import { makeRemoveCard } from './use-cases/remove-card';
import { makeReportLoss } from './use-cases/report-loss';
import { makeRestoreCard } from './use-cases/restore-card';
import { makeSetDefaultCard } from './use-cases/set-default-card';
import { makeSettleOthers } from './use-cases/settle-others';
import { makeShowCode } from './use-cases/show-code';
import { makeTakeOut } from './use-cases/take-out';
import { makeTryAtCounter } from './use-cases/try-at-counter';
import { makeUnbindVisitNumber } from './use-cases/unbind-visit-number';

export type CardSlice = {
  readonly http: readonly BoundRoute[];
  /** For staff at a counter: they keep papers as files. */
  readonly counter: readonly BoundRoute[];
  readonly stream: ReturnType<typeof makeDispatcher>;
  /** Accounts that were closed; persons who were merged or split. */
  readonly consume: ReturnType<typeof makeConsumer>;
  /** Scheduled, every minute: tells the authority of losses reported while it was out of reach. */
  readonly carryLosses: () => Promise<number>;
  /** Scheduled: the same, then asks the authority about packages not checked for a day. */
  readonly reconcile: () => Promise<Reconciled>;
};

export function makeCard(f: Foundations, identity: IdentityWindow): CardSlice {
  const rooms = roomsOf(f, identity);
  const carryLosses = makeCarryLosses({ ...rooms, losses: (limit) => rooms.packages.losses(limit) });
  return {
    http: [...packageRoutes(rooms), ...cardRoutes(rooms)],
    counter: counterRoutes(f, rooms),
    stream: makeDispatcher({ queuesByType: { 'message.notice.v1': [f.queue('messages')] }, log: f.log }),
    consume: makeConsumer({ schema: CardNews, handle: newsFor(rooms), log: f.log }),
    carryLosses,
    reconcile: makeReconcilePackages({
      ...rooms, waiting: rooms.packages, carryLosses, tellDone: (count) => { f.log.event('job.done', { code: 'card.reconcile', count }); },
    }),
  };
}

type Rooms = ReturnType<typeof roomsOf>;

/** What other slices tell of accounts and persons. */
function newsFor(rooms: Rooms): (news: CardNews) => Promise<void> {
  const [erase, follow] = [makeErasePackage(rooms), makeFollowPersons(rooms)];
  return (news) => (news.type === 'account.closed.v1' ? erase(news) : follow(news));
}

function roomsOf(f: Foundations, identity: IdentityWindow) {
  const { now, newId } = f;
  const recordAudit: RecordAudit = (entry) => f.audit.record(entry);
  const safe = f.safeOf('card');
  const packages = makePackages({ ...f, table: f.table('card'), safe, emptyPackage: (accountId) => emptyPackage(accountId, now()) });
  const institutions = new Map(directory.institutions.map((one) => [one.institutionId, one]));
  const outsideHospital = outsideOf(f, institutions);
  const askerOf = askersOf(f, identity);
  const authority = issuersOf(f, askerOf);
  const access = makeAccess({ packages, identity, recordAudit });
  const views = makeViews({ packages, identity, institutions });
  const base = { now, newId, safe, recordAudit, packages, authority, institutions, identity, access, views };
  const learnState = makeLearnState(base);
  const takeOut = makeTakeOut(base);
  const settleOthers = makeSettleOthers({ ...base, learnState, takeOut });
  const checkPackage = makeCheckPackage({ ...base, settleOthers });
  return {
    ...base,
    cities: directory.cities,
    outsideHospital,
    register: registerInChannel({ atAuthority: registerAtAuthority(authority), outsideHospital, claimOutside: makeClaimOutside(f.clients.openPlatform, askerOf) }),
    orderForWallet: makeOrderForWallet(f.clients.openPlatform, f.config.OPEN_PLATFORM_APP_ID),
    staticCode: makeKeepStaticCode(base),
    carryLoss: makeCarryLoss(base),
    checkPackage,
    reachOwner: makeReachOwner({ identity, checkPackage }),
    learnState,
    takeOut,
    moveCard: makeMoveCard({ ...base, learnState }),
    holders: packages.holders,
    followCard: makeFollowCard({ ...base, holders: packages.holders }),
  };
}

function issuersOf({ clients, newId }: Foundations, askerOf: AskerOf): Authority {
  const outside = clients.openPlatform && makeCardOpenPlatform(clients.openPlatform, askerOf);
  return makeIssuers({ authority: makeCardAuthority(clients.authority, newId), outside });
}

/** The plug-in's codes are of our mini-program. */
function askersOf({ config }: Foundations, identity: IdentityWindow): AskerOf {
  return async function askerOf(accountId) {
    const relateOpenId = await identity.openIdOf(accountId);
    return relateOpenId === undefined ? undefined : { relateAppId: config.WECHAT_MINI_APP_ID, relateOpenId };
  };
}

/** An institution with no issuer of its own is its city's. */
function outsideOf({ clients, config }: Foundations, institutions: ReadonlyMap<string, Institution>): OutsideHospital {
  return function outsideHospital({ institutionId, cityCode = institutions.get(institutionId ?? '')?.cityCode }: ClaimThrough) {
    const isOutside = clients.openPlatform && issuerFor(config, { institutionId, cityCode }) === 'open-platform';
    return isOutside ? config.OPEN_PLATFORM_HOSPITAL_ID : undefined;
  };
}

/** Fixed addresses first: `/v1/cards/claimable` is no card id. */
function packageRoutes(rooms: Rooms): readonly BoundRoute[] {
  return [
    forResident(card.checkClaimRoute, makeCheckClaim(rooms)),
    forResident(card.claimCardRoute, makeClaimCard(rooms)),
    forResident(card.listCardsRoute, makeListCards(rooms)),
    forResident(card.listKeptCardsRoute, makeListKeptCards(rooms)),
    forResident(card.refreshPackageRoute, makeRefreshPackage(rooms)),
    forResident(card.orderCardsRoute, makeOrderCards(rooms)),
    forAnyone(card.listInstitutionsRoute, makeListInstitutions(rooms)),
  ];
}

function cardRoutes(rooms: Rooms): readonly BoundRoute[] {
  return [
    forResident(card.readCardRoute, makeReadCard(rooms)),
    forResident(card.readCardHistoryRoute, makeReadCardHistory(rooms)),
    forResident(card.showCodeRoute, makeShowCode(rooms)),
    forResident(card.readPrintableCardRoute, makeReadPrintableCard(rooms)),
    forResident(card.orderWalletCardRoute, makeOrderWalletCard(rooms)),
    forResident(card.setDefaultCardRoute, makeSetDefaultCard(rooms)),
    forResident(card.removeCardRoute, makeRemoveCard(rooms)),
    forResident(card.bindVisitNumberRoute, makeBindVisitNumber(rooms)),
    forResident(card.unbindVisitNumberRoute, makeUnbindVisitNumber(rooms)),
    forResident(reportLossRoute, makeReportLoss(rooms)),
    forResident(restoreCardRoute, makeRestoreCard(rooms)),
    forResident(closeCardRoute, makeCloseCard(rooms)),
    forResident(reissueCardRoute, makeReissueCard(rooms)),
  ];
}

const TOLD = {
  'try-failed': { code: 'counter.try-failed', figure: 'CounterTryFailed' }, 'tries-over': { code: 'counter.tries-over', figure: 'CounterTriesOver' },
} as const;

function counterRoutes(f: Foundations, rooms: Rooms): readonly BoundRoute[] {
  const { safe } = rooms;
  const claims = makeAssistedClaims({ store: f.store, table: f.table('card'), safe });
  const proofs = makeProofs({ blobs: f.blobs, safe });
  const fingerprint = (text: string) => f.fingerprints.of('document', text);
  const tryAtCounter = makeTryAtCounter({
    tries: makeStaffTries({ ...f, table: f.table('card') }),
    tell: (what, of) => {
      f.log.event(TOLD[what].code, of);
      f.metrics.add(TOLD[what].figure);
    },
  });
  return [
    forStaff(assistClaimRoute, makeAssistClaim({ ...rooms, claims, proofs, fingerprint, tryAtCounter })),
    forStaff(moveAtCounterRoute, makeMoveAtCounter({ ...rooms, claims, proofs, fingerprint, tryAtCounter })),
    forStaff(listAssistedClaimsRoute, makeListAssistedClaims({ ...rooms, claims, cursors: f.cursors })),
    forStaff(readAssistedClaimRoute, makeReadAssistedClaim({ ...rooms, claims })),
    forStaff(readAssistedProofRoute, makeReadAssistedProof({ ...rooms, claims, proofs })),
  ];
}
