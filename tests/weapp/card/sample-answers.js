/** A small platform of sample answers for the card pages. The contract's shapes; invented people. */
const { account, card: usualCard, good, platformOf, problem, signedIn, usual } = require('../app/sample-answers');

const HEALTH_CARD_ID = 'F1D2C3B4A5968778695A4B3C2D1E0F00112233445566778899AABBCCDDEEFF01';
const STATIC_TEXT = `${HEALTH_CARD_ID}:1`;
const DAY = '2026-11-20T09:30:00.000+08:00';

const card = { ...usualCard, healthCardId: HEALTH_CARD_ID };
const childsCard = { ...card, cardId: 'card_2', memberId: 'mem_1', maskedName: '张*宝', isDefault: false };
const member = { memberId: 'mem_1', maskedName: '张*宝', idType: '01', maskedNumber: '419099********0024', relation: 'child', ground: 'guardian', assurance: 'L1', addedAt: DAY };
const printable = { name: '张伟', maskedNumber: '419099********1234', healthCardId: HEALTH_CARD_ID, codeText: STATIC_TEXT, issuedAt: DAY, issuer: '河南省电子健康卡管理平台' };

let made = 0;
/** A new dynamic code at every call, as the authority gives them. `lives`: seconds. */
function dynamicCode(lives = 120) {
  made += 1;
  const text = `${HEALTH_CARD_ID}:0:${String(made).padStart(32, '0')}`;
  return good({ kind: 'dynamic', text, servedAt: DAY, validUntil: new Date(Date.parse(DAY) + lives * 1000).toISOString(), renewAfterSeconds: Math.min(60, lives) });
}
const staticCode = good({ kind: 'static', text: STATIC_TEXT, servedAt: DAY });

/** Answers for codes of any card: `dynamic` may be a refusal. */
function codes(dynamic = dynamicCode) {
  return ({ body }) => (body.kind === 'static' ? staticCode : dynamic());
}

const cardPlatform = {
  ...usual,
  'GET /v1/cards': good({ items: [card, childsCard], checkedAt: DAY }),
  'GET /v1/family': good({ members: [member], actingForMe: [] }),
  'POST /v1/cards/card_1/code': codes(),
  'POST /v1/cards/card_2/code': codes(),
};

/** The usual answers, with some of them different. */
const platform = (answers = {}) => platformOf({ ...cardPlatform, ...answers });

module.exports = { account, card, childsCard, codes, DAY, dynamicCode, good, platform, printable, problem, signedIn, STATIC_TEXT };
