/** A small platform of sample answers for the card pages. Invented people; shapes of the contracts. */
import type { Api } from '../harness/h5-server';
import { sampleAccount, sampleApi, sampleCard, sampleSession } from '../app/sample-answers';

const DAY = '2026-11-20T09:30:00.000+08:00';
/** 64 upper-case hex, as real ids are: the code must be as dense as at a window. */
export const HEALTH_CARD_ID = 'F1D2C3B4A5968778695A4B3C2D1E0F00112233445566778899AABBCCDDEEFF01';
export const STATIC_TEXT = `${HEALTH_CARD_ID}:1`;
export const DYNAMIC_TEXT = `${HEALTH_CARD_ID}:0:0123456789ABCDEF0123456789ABCDEF`;

export const card = {
  ...sampleCard, healthCardId: HEALTH_CARD_ID,
  visitNumbers: [{ institutionId: 'inst-410100-1', institutionName: '郑州市样例医院', visitNumber: 'Z00012345', boundAt: DAY }],
};
export const childsCard = { ...card, cardId: 'card_2', memberId: 'mem_1', maskedName: '张*宝', isDefault: false, visitNumbers: [] };
export const lostCard = { ...card, cardId: 'card_3', memberId: 'mem_2', maskedName: '李*', isDefault: false, state: 'lost', lossOnItsWay: true };
export const printable = { name: '张伟', maskedNumber: '419099********1234', healthCardId: HEALTH_CARD_ID, codeText: STATIC_TEXT, issuedAt: DAY, issuer: '河南省电子健康卡管理平台' };
export const session = sampleSession;
/** A white sheet with one line, 80 × 60. */
const CONSENT_PHOTO = 'iVBORw0KGgoAAAANSUhEUgAAAFAAAAA8CAAAAADUTGJQAAAANElEQVR42u3RwQkAQAgEse2/aa8HlQMhU0A+k1ouQCAQCAQCgUAg8BCYZv9Al4FAIBA46AGJDz6/arScNQAAAABJRU5ErkJggg==';

const history = [
  { at: '2026-11-21T10:02:00.000+08:00', kind: 'shown', by: 'self' },
  { at: '2026-11-20T16:40:00.000+08:00', kind: 'visit-number-bound', by: 'family', note: '郑州市样例医院' },
  { at: DAY, kind: 'claimed', by: 'self' },
];
const member = { memberId: 'mem_1', maskedName: '张*宝', idType: '01', maskedNumber: '419099********0024', relation: 'child', ground: 'guardian', assurance: 'L1', addedAt: DAY };
const institutions = {
  cities: [{ code: '410100', name: '郑州市' }, { code: '410200', name: '开封市' }],
  items: [{ institutionId: 'inst-410100-1', name: '郑州市样例医院', cityCode: '410100', level: '三级甲等' }],
};
const assisted = [
  { claimId: 'claim_2', maskedName: '王*', maskedNumber: '419099********0018', claimedAt: '2026-11-21T10:02:00.000+08:00' },
  { claimId: 'claim_1', maskedName: '赵*花', maskedNumber: '419099********0026', claimedAt: DAY },
];

export type Answers = Readonly<Record<string, { readonly status: number; readonly body: unknown }>>;

export const good = (body: unknown) => ({ status: 200, body });
export const refused = (status: number, code: string) => ({ status, body: { type: 'about:blank', status, code, requestId: 'req_1' } });
export const code = (kind: 'dynamic' | 'static') => good(kind === 'static'
  ? { kind, text: STATIC_TEXT, servedAt: DAY }
  : { kind, text: DYNAMIC_TEXT, servedAt: DAY, validUntil: '2026-11-20T09:32:00.000+08:00', renewAfterSeconds: 60 });

const USUAL: Answers = {
  'GET /v1/cards': good({ items: [card, childsCard, lostCard], checkedAt: DAY }),
  'GET /v1/cards/claimable': good({ state: 'held-elsewhere', heldSince: '2024-05-06T10:00:00.000+08:00' }),
  'POST /v1/cards': good(card),
  'GET /v1/cards/card_1/history': good({ items: history }),
  'GET /v1/cards/card_3/history': good({ items: history }),
  'GET /v1/cards/card_1/printable': good(printable),
  'GET /v1/family': good({ members: [member], actingForMe: [] }),
  'GET /v1/institutions': good(institutions),
  'GET /v1/staff/assisted-claims': good({ items: assisted }),
  'GET /v1/staff/assisted-claims/claim_2': good({ ...assisted[0], card: { ...printable, name: '王芳' } }),
  'GET /v1/staff/assisted-claims/claim_2/proof': good({ kind: 'signature', texts: [{ purpose: 'sensitive', version: '2026-11' }], imageBase64: CONSENT_PHOTO }),
  'POST /v1/staff/assisted-claims': good({ ...assisted[0], card: { ...printable, name: '王芳' } }),
  'GET /v1/me': good(sampleAccount),
};

/** The usual answers, with some of them different. */
export function platformOf(answers: Answers = {}): Api {
  const all = { ...USUAL, ...answers };
  return (asked) => {
    const key = `${asked.method} ${asked.path.split('?')[0] ?? ''}`;
    if (all[key]) return all[key];
    if (/^POST \/v1\/cards\/card_\d\/code$/.test(key)) return code((asked.body as { kind: 'dynamic' | 'static' }).kind);
    return sampleApi(asked);
  };
}
