/** For every route an input its schema takes, so that what is tried at a door is the door. Nothing of it exists. */
import { CONSENT_TEXTS } from '../../shared/identity/consent-texts';
import type { Route } from '../../shared/kernel/route';

type Input = Readonly<Record<string, unknown>>;

/** Registered as deceased: nothing comes of naming him. */
const person = { name: '孙德福', idType: '01', idNumber: '419099193810100019' };
const code = { code: 'no-such-code' };
const ticket = { pollSecret: 'no-such-secret' };
const leading = { returnTo: 'https://nobody.example/' };
const [consent] = CONSENT_TEXTS.filter(({ purpose }) => purpose === 'face');

/** What a route asks for beside the members of its path. */
const BESIDE: Readonly<Record<string, Input>> = {
  signInMiniProgramRoute: code,
  beginServiceAccountRoute: { returnTo: '/' },
  signInServiceAccountRoute: { ...code, state: 'no-such-state' },
  readPcTicketRoute: ticket,
  signInPcRoute: { ...ticket, ticketId: 'no-such-ticket' },
  decidePcTicketRoute: { approve: false },
  renewSessionRoute: { refreshToken: 'no-such-token' },
  bindPhoneRoute: code,
  giveConsentRoute: { purpose: consent?.purpose, version: consent?.version },
  closeAccountRoute: { confirmed: 'erase-everything' },
  withdrawConsentRoute: { purpose: 'face' },
  verifyRealNameRoute: person,
  readCounterCodeRoute: { ...code, ...person },
  confirmPresenceRoute: { ...code, ...person },
  addChildRoute: { ...person, guardianDeclared: true },
  addAdultRoute: { ...person, relation: 'parent' },
  decideInvitationRoute: { accept: false },
  orderCardsRoute: { cardIds: ['no-such-card'] },
  showCodeRoute: { kind: 'static' },
  bindVisitNumberRoute: { institutionId: 'no-such-institution', visitNumber: 'A1' },
  assistClaimRoute: { ...person, documentSeen: true, proof: { kind: 'signature', imageBase64: 'no picture' } },
  moveAtCounterRoute: { ...person, documentSeen: true, move: 'report-loss' },
  mergePersonsRoute: { survivor: person, merged: person, evidence: 'both-documents-seen' },
  reverseMergeRoute: { reason: '登记错误' },
  listKnownDocumentsRoute: person,
  readHandOverRoute: leading,
  leaveHandOverRoute: { ...leading, choice: 'declined' },
  giveUserCodeRoute: leading,
  giveHealthCodeRoute: { ...leading, cardId: 'no-such-card' },
  readAskedRoute: { kind: 'kiosk' },
  leaveAskedRoute: { kind: 'kiosk' },
  chooseFilingCardRoute: { cardId: 'no-such-card' },
  authoriseKioskRoute: { cardId: 'no-such-card' },
  attestVerificationRoute: { verifyOrderId: 'no-such-order' },
  signInConsoleRoute: { code: '000000' },
  requestAppRoute: { name: '无', purpose: '无', hospitals: ['无'] },
  changeAppRoute: { version: 0, redirectHosts: [], switches: { relates: true, clock: true, replay: true }, campuses: [] },
  listCallsRoute: { day: '2026-11-23' },
  debugSignatureRoute: { request: '{}' },
  readWaitingCardsRoute: { link: 'nothing', ...leading },
  activateCardsRoute: { link: 'nothing', ...leading },
  readSignOnRoute: { ticket: '0'.repeat(32) },
  signInInstitutionRoute: { ticket: '0'.repeat(32) },
  linkAccountRoute: { ticket: '0'.repeat(32), confirmed: 'it-is-me' },
  openServiceRoute: { cityCode: '410100' },
  listServicesRoute: { cityCode: '410100' },
  offerServiceRoute: { name: '无', summary: '无', kind: 'other', entry: 'https://nobody.example/', signsOn: false, takesOver: false },
  addPosterRoute: { tag: 'none', place: '无', page: 'card-list', ...leading },
};

export function pathMembers({ path }: Route): readonly string[] {
  return [...path.matchAll(/:(\w+)/g)].map(([, member]) => String(member));
}

export function validInput(name: string, route: Route): Input {
  return { ...Object.fromEntries(pathMembers(route).map((member) => [member, 'nothing-of-this-name'])), ...BESIDE[name] };
}
