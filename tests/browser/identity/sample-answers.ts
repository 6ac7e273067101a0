/** A platform that answers the identity pages. Invented people; shapes of the contracts; the texts in force. */
import { CONSENT_TEXTS } from '../../../shared/identity/consent-texts';
import type { ConsentPurpose } from '../../../shared/identity/identity.schema';
import type { Answered, Api } from '../harness/h5-server';

export const DAY = '2026-11-20T09:30:00+08:00';
const SOON = '2199-01-01T10:00:00+08:00';

export const good = (body: unknown): Answered => ({ status: 200, body });

/** What an account has agreed to. */
export function consents(...given: ConsentPurpose[]) {
  return CONSENT_TEXTS.map(({ purpose, version }) => ({ purpose, currentVersion: version, ...(given.includes(purpose) ? { agreedVersion: version, agreedAt: DAY } : {}) }));
}

const realName = { maskedName: '张*', idType: '01', maskedNumber: '419099********1234', assurance: 'L1', verifiedAt: DAY };
const post = { role: 'counter', institutionId: 'ins_1', institutionName: '郑州市样例医院', cityCode: '410100' };
export const stranger = { accountId: 'acc_1', nickname: '张伟', consents: consents() };
export const consenting = { ...stranger, consents: consents('privacy', 'sensitive') };
export const resident = { ...consenting, realName, post };

export const session = {
  accessToken: 'access-1', accessExpiresAt: SOON, refreshToken: 'refresh-1', refreshExpiresAt: SOON, account: resident,
};

const member = (memberId: string, maskedName: string, bond: Readonly<Record<string, string>>) => ({
  memberId, maskedName, idType: '01', maskedNumber: '419099********5678', assurance: 'L1', addedAt: DAY, ...bond,
});

export const family = {
  members: [
    member('mem_1', '张*宝', { relation: 'child', ground: 'guardian', changesOn: '2034-11-20', idType: '08', maskedNumber: 'X4199****1' }),
    member('mem_2', '张*洋', { relation: 'child', ground: 'guardian-of-teen', changesOn: '2029-03-02' }),
    member('mem_3', '王*英', { relation: 'parent', ground: 'delegate', assurance: 'L2' }),
    member('mem_4', '李*', { relation: 'spouse', ground: 'waiting' }),
    member('mem_5', '张*强', { relation: 'relative', ground: 'ended' }),
  ],
  actingForMe: [{ memberId: 'mem_9', maskedName: '李*', ground: 'delegate', since: DAY }],
};

const information = {
  accountId: 'account_01KAWC2J8V4Q5RZ1N7M3XG9T0B', openedAt: DAY, whole: false, wechatApps: ['mini-program'], phone: '199****0001',
  self: { name: '张*', idType: '01', idNumber: '419099********1234', assurance: 'L1', verifiedAt: DAY }, post,
  consents: [{ purpose: 'privacy', version: '2026-11', act: 'given', at: DAY }, { purpose: 'face', version: '2026-11', act: 'withdrawn', at: DAY }],
  sessions: [{ device: 'pc', startedAt: DAY, lastRenewedAt: DAY }],
  family: [{ memberId: 'mem_1', name: '张*宝', idType: '08', idNumber: 'X4******1', relation: 'child', ground: 'guardian', addedAt: DAY }],
};
export const wholeInformation = {
  ...information, whole: true, phone: '19900000001',
  self: { name: '张样例', idType: '01', idNumber: '419099189901011234', birthday: '1899-01-01', assurance: 'L2', verifiedAt: DAY },
};
const card = {
  cardId: 'card_1', healthCardId: 'A1'.repeat(32), maskedName: '张*', idType: '01', maskedNumber: '419099********1234', state: 'active', origin: 'issued', isDefault: true,
  claimedAt: DAY, visitNumbers: [{ institutionId: 'ins_1', institutionName: '郑州市样例医院', visitNumber: 'MZ0001', boundAt: DAY }],
};

const ANSWERS: Readonly<Record<string, Answered>> = {
  'GET /v1/me': good(resident),
  'GET /v1/consent-texts': good({ items: CONSENT_TEXTS }),
  'POST /v1/me/consents': good(consenting),
  'GET /v1/family': good(family),
  'GET /v1/messages/unread': good({ unread: 0 }),
  'GET /v1/cards': good({ items: [card] }),
  'GET /v1/cards/kept': good({ items: [card] }),
  'GET /v1/me/information': good(information),
  'POST /v1/me/closing': good({ done: true }),
  'GET /v1/me/presence/options': good({ items: [
    { way: 'face', available: false, why: 'only-in-mini-program' }, { way: 'counter', available: true }, { way: 'village-doctor', available: true },
  ], agreeing: [] }),
  'POST /v1/me/presence/counter-code': good({ code: '48213906', expiresAt: '2026-11-20T10:00:00+08:00' }),
  'POST /v1/sign-in/pc/tickets': good({ ticketId: 'ticket_1', scanText: 'https://health.example.invalid/s/ticket_1', pollSecret: 'secret', expiresAt: SOON }),
  'GET /v1/sign-in/pc/tickets/ticket_1': good({ state: 'waiting' }),
  'POST /v1/sign-in/pc/tickets/ticket_1/scan': good({ openedAt: DAY, expiresAt: SOON, openedFrom: 'Edge, Windows' }),
  'POST /v1/sign-in/pc/tickets/ticket_1/decision': good({ done: true }),
  'GET /v1/sessions': good({ items: [
    { sessionId: 'ses_1', device: 'pc', startedAt: DAY, lastRenewedAt: DAY, current: true },
    { sessionId: 'ses_2', device: 'mini-program', startedAt: DAY, lastRenewedAt: DAY, current: false },
  ] }),
  'POST /v1/family/members/mem_4/invitation': good({ token: 'token-1', expiresAt: '2026-11-23T09:30:00+08:00' }),
  'GET /v1/family/invitations/token-1': good({ reader: 'invited', maskedName: '李*', expiresAt: SOON, asking: { name: '李样例', relation: 'spouse', phoneTail: '0029' } }),
  'POST /v1/family/invitations/token-1/decision': good({ done: true }),
  'POST /v1/staff/presence/reading': good({ maskedName: '王*英', asking: { name: '张样例', relation: 'parent', phoneTail: '0007' } }),
  'POST /v1/staff/presence': good({ maskedName: '王*英', confirmedAt: DAY }),
};

/** The usual answers with some of them changed. */
export function platformOf(changed: Readonly<Record<string, Answered | Api>> = {}): Api {
  return (asked) => {
    const answer = { ...ANSWERS, ...changed }[`${asked.method} ${asked.path.split('?')[0] ?? ''}`];
    if (answer === undefined) return { status: 404, body: { type: 'about:blank', status: 404, code: 'request/not-found', requestId: 'req_1' } };
    return typeof answer === 'function' ? answer(asked) : answer;
  };
}
