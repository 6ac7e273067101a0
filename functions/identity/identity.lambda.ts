/** The porch of 身份: who someone is, what they agreed to, and for whom they may act. */
import { pause } from '../platform/pause';
import * as family from '../../shared/identity/family.routes';
import { COUNTER_CODE_DIGITS } from '../../shared/identity/identity.rules';
import * as links from '../../shared/identity/links.routes';
import * as me from '../../shared/identity/identity.routes';
import * as rights from '../../shared/identity/rights.routes';
import * as signIn from '../../shared/identity/sign-in.routes';
import { documentKey, type LegalDocument } from '../../shared/kernel/documents';
import type { PersonIndexWindow } from '../person-index/person-index.public';
import { randomDigits, randomHex } from '../platform/crypto/random';
import { forAnyone, forResident, forStaff, type BoundRoute } from '../platform/entry/binding';
import { makeDispatcher } from '../platform/entry/stream';
import type { Foundations } from '../platform/foundations';
import { makeAccounts } from './accounts.repository';
import { makeFiles } from './files.repository';
import { checkRealNameAt, facesOf, wechatOf } from './identity.outside';
import type { SignOnTickets } from './identity.ports';
import { makeLinks } from './links.repository';
import { makeProofs } from './proofs.repository';
import { makeTickets } from './tickets.repository';
import { makeTries } from './tries.repository';
import { makeAddAdult } from './use-cases/add-adult';
import { makeAddChild } from './use-cases/add-child';
import { makeBeginFaceCheck } from './use-cases/begin-face-check';
import { makeBeginServiceAccountSignIn } from './use-cases/begin-service-account-sign-in';
import { makeBindPhone } from './use-cases/bind-phone';
import { makeCheckPerson } from './use-cases/check-person';
import { makeCloseAccount } from './use-cases/close-account';
import { makeConfirmPresence } from './use-cases/confirm-presence';
import { makeDecideInvitation } from './use-cases/decide-invitation';
import { makeDecidePcTicket } from './use-cases/decide-pc-ticket';
import { makeEndActingForMe } from './use-cases/end-acting-for-me';
import { makeEndAllSessions } from './use-cases/end-all-sessions';
import { makeEndLink, makeListLinks } from './use-cases/end-link';
import { makeEndSession } from './use-cases/end-session';
import { makeFamilyBirthdays, type FamilyBirthdays } from './use-cases/family-birthdays';
import { makeFindAccount } from './use-cases/find-account';
import { makeFinishFaceCheck } from './use-cases/finish-face-check';
import { makeGiveConsent } from './use-cases/give-consent';
import { makeGrantSession } from './use-cases/grant-session';
import { makeHasWithdrawn } from './use-cases/has-withdrawn';
import { makeLinkAccount } from './use-cases/link-account';
import { makeListFamily } from './use-cases/list-family';
import { makeListPresenceOptions } from './use-cases/list-presence-options';
import { makeListSessions } from './use-cases/list-sessions';
import { makeMeetAtCounter } from './use-cases/meet-at-counter';
import { makeOpenCounterCode } from './use-cases/open-counter-code';
import { makeOpenInvitation } from './use-cases/open-invitation';
import { makeOpenPcTicket } from './use-cases/open-pc-ticket';
import { makePlaceMember } from './use-cases/place-member';
import { makeProvePresence } from './use-cases/prove-presence';
import { readConsentTexts } from './use-cases/read-consent-texts';
import { makeReadCounterCode } from './use-cases/read-counter-code';
import { makeReadInformation } from './use-cases/read-information';
import { makeReadInvitation } from './use-cases/read-invitation';
import { makeReadMe } from './use-cases/read-me';
import { makeReadPcTicket } from './use-cases/read-pc-ticket';
import { makeRemoveMember } from './use-cases/remove-member';
import { makeRenewSession } from './use-cases/renew-session';
import { makeScanPcTicket } from './use-cases/scan-pc-ticket';
import { makeShowAccount } from './use-cases/show-account';
import { makeReadSignOn, makeSignInInstitution } from './use-cases/sign-in-institution';
import { makeSignInMiniProgram } from './use-cases/sign-in-mini-program';
import { makeSignInPc } from './use-cases/sign-in-pc';
import { makeSignInServiceAccount } from './use-cases/sign-in-service-account';
import { makeVerifyRealName } from './use-cases/verify-real-name';
import { makeWithdrawConsent } from './use-cases/withdraw-consent';

export type IdentitySlice = {
  readonly http: readonly BoundRoute[];
  readonly stream: ReturnType<typeof makeDispatcher>;
  /** Scheduled, daily: tells of the 14th and 18th birthdays. */
  readonly familyBirthdays: FamilyBirthdays;
};

export function makeIdentity(f: Foundations, persons: PersonIndexWindow): IdentitySlice {
  const rooms = roomsOf(f, persons);
  return {
    http: [...signInRoutes(rooms), ...sessionRoutes(rooms), ...meRoutes(rooms), ...presenceRoutes(rooms), ...familyRoutes(rooms)],
    stream: makeDispatcher({
      queuesByType: { 'message.notice.v1': [f.queue('messages')], 'account.closed.v1': [f.queue('messages'), f.queue('card')] }, log: f.log,
    }),
    familyBirthdays: makeFamilyBirthdays(rooms),
  };
}

type Rooms = ReturnType<typeof roomsOf>;

/** Everything a use case of this slice may ask for. */
function roomsOf(f: Foundations, persons: PersonIndexWindow) {
  const { store, now, newId, fingerprints, hash, sessions, config } = f;
  const table = f.table('identity');
  const safe = f.safeOf('identity');
  const accounts = makeAccounts({ store, table, safe, now });
  const files = makeFiles({ store, table, safe, fingerprints, now });
  const recordAudit: Foundations['audit']['record'] = (entry) => f.audit.record(entry);
  const checkRealName = checkRealNameAt(f.clients.authority);
  const links = makeLinks({ store, table, fingerprints, now });
  const proofs = makeProofs({ store, table, now });
  const marksOf = (code: string) => fingerprints.allVersions('counter-code', code);
  const showAccount = makeShowAccount({ files, accounts, recordAudit });
  const tries = makeTries({ store, table, now, pause });
  const triedMark = (document: LegalDocument) => fingerprints.of('tried-document', documentKey(document));
  const checkPerson = makeCheckPerson({ tries, checkRealName, persons, recordAudit, triedMark });
  return {
    now, newId, hash, sessions, persons, accounts, files, recordAudit, showAccount, checkPerson,
    publicBaseUrl: config.PUBLIC_BASE_URL,
    wechat: wechatOf(f.clients.wechat),
    faces: facesOf(f.clients.wechat),
    proofs,
    meetAtCounter: makeMeetAtCounter({ files, proofs, recordAudit, marksOf, now }),
    tickets: makeTickets({ store, table, now }),
    links,
    findAccount: makeFindAccount({ accounts, files, sessions, links, recordAudit, now, newId }),
    grantSession: makeGrantSession({ sessions, showAccount }),
    provePresence: makeProvePresence({ files, checkRealName, persons, now, newId }),
    hasWithdrawn: makeHasWithdrawn({ files }),
    placeMember: makePlaceMember({ files, checkPerson, now, newId }),
    newSecret: () => randomHex(32),
    newNonce: () => randomHex(16),
    newCode: () => randomDigits(COUNTER_CODE_DIGITS),
    sign: (text: string) => fingerprints.allVersions('sign-in-state', text).map(hash),
    markOf: (code: string) => fingerprints.of('counter-code', code),
  };
}

function signInRoutes(rooms: Rooms): readonly BoundRoute[] {
  return [
    forAnyone(signIn.signInMiniProgramRoute, makeSignInMiniProgram(rooms)),
    forAnyone(signIn.beginServiceAccountRoute, makeBeginServiceAccountSignIn(rooms)),
    forAnyone(signIn.signInServiceAccountRoute, makeSignInServiceAccount(rooms)),
    forAnyone(signIn.openPcTicketRoute, makeOpenPcTicket(rooms)),
    forAnyone(signIn.readPcTicketRoute, makeReadPcTicket(rooms)),
    forAnyone(signIn.signInPcRoute, makeSignInPc(rooms)),
    forResident(signIn.scanPcTicketRoute, makeScanPcTicket(rooms)),
    forResident(signIn.decidePcTicketRoute, makeDecidePcTicket(rooms)),
  ];
}

function sessionRoutes(rooms: Rooms): readonly BoundRoute[] {
  return [
    forAnyone(signIn.renewSessionRoute, makeRenewSession(rooms)),
    forResident(signIn.listSessionsRoute, makeListSessions(rooms)),
    forResident(signIn.endSessionRoute, makeEndSession(rooms)),
    forResident(signIn.endAllSessionsRoute, makeEndAllSessions(rooms)),
  ];
}

function meRoutes(rooms: Rooms): readonly BoundRoute[] {
  return [
    forResident(me.readMeRoute, makeReadMe(rooms)),
    forResident(me.bindPhoneRoute, makeBindPhone(rooms)),
    forAnyone(me.readConsentTextsRoute, readConsentTexts),
    forResident(me.giveConsentRoute, makeGiveConsent(rooms)),
    forResident(me.withdrawConsentRoute, makeWithdrawConsent(rooms)),
    forResident(me.verifyRealNameRoute, makeVerifyRealName(rooms)),
    forResident(rights.readInformationRoute, makeReadInformation(rooms)),
    forResident(rights.closeAccountRoute, makeCloseAccount(rooms)),
  ];
}

function presenceRoutes(rooms: Rooms): readonly BoundRoute[] {
  return [
    forResident(me.listPresenceOptionsRoute, makeListPresenceOptions(rooms)),
    forResident(me.beginFaceCheckRoute, makeBeginFaceCheck(rooms)),
    forResident(me.finishFaceCheckRoute, makeFinishFaceCheck(rooms)),
    forResident(me.openCounterCodeRoute, makeOpenCounterCode(rooms)),
    forStaff(me.readCounterCodeRoute, makeReadCounterCode(rooms)),
    forStaff(me.confirmPresenceRoute, makeConfirmPresence(rooms)),
  ];
}

function familyRoutes(rooms: Rooms): readonly BoundRoute[] {
  return [
    forResident(family.listFamilyRoute, makeListFamily(rooms)),
    forResident(family.addChildRoute, makeAddChild(rooms)),
    forResident(family.addAdultRoute, makeAddAdult(rooms)),
    forResident(family.openInvitationRoute, makeOpenInvitation(rooms)),
    forResident(family.readInvitationRoute, makeReadInvitation(rooms)),
    forResident(family.decideInvitationRoute, makeDecideInvitation(rooms)),
    forResident(family.removeMemberRoute, makeRemoveMember(rooms)),
    forResident(family.endActingForMeRoute, makeEndActingForMe(rooms)),
  ];
}

/** 账号关联, and signing in with what an institution's user brings. */
export function makeAccountLinks(f: Foundations, persons: PersonIndexWindow, signOnTickets: SignOnTickets): readonly BoundRoute[] {
  const rooms = { ...roomsOf(f, persons), signOnTickets };
  return [
    forAnyone(links.readSignOnRoute, makeReadSignOn(rooms)),
    forAnyone(links.signInInstitutionRoute, makeSignInInstitution(rooms)),
    forResident(links.linkAccountRoute, makeLinkAccount(rooms)),
    forResident(links.listLinksRoute, makeListLinks(rooms)),
    forResident(links.endLinkRoute, makeEndLink(rooms)),
  ];
}
