/** A small platform of sample answers, for pages whose subject is not the platform. The contract's shapes; invented people. */
const DAY = '2026-11-20T09:30:00+08:00';

const realName = { maskedName: '张*', idType: '01', maskedNumber: '419099********1234', assurance: 'L1', verifiedAt: DAY };
const account = { accountId: 'acc_1', nickname: '张伟', realName, consents: [] };
const session = {
  accessToken: 'access-1', accessExpiresAt: '2199-01-01T00:00:00+08:00', refreshToken: 'refresh-1', refreshExpiresAt: '2199-01-01T00:00:00+08:00', account,
};
const card = {
  cardId: 'card_1', healthCardId: 'A'.repeat(64), maskedName: '张*', idType: '01', maskedNumber: '419099********1234', state: 'active',
  origin: 'issued', isDefault: true, claimedAt: DAY, visitNumbers: [],
};
const childsCard = { ...card, cardId: 'card_2', memberId: 'mem_1', maskedName: '张*宝', isDefault: false };

const problem = (status, code, facts = {}) => ({ status, body: { type: 'about:blank', status, code, requestId: 'req_1', ...facts } });
const good = (body) => ({ status: 200, body });

/** Answers by `METHOD path`; what is not listed is not found. */
function platformOf(answers) {
  return (asked) => {
    const answer = answers[`${asked.method} ${asked.path.split('?')[0]}`];
    if (answer === undefined) return problem(404, 'request/not-found');
    return typeof answer === 'function' ? answer(asked) : answer;
  };
}

const signedIn = { 'own.session': session };
const usual = {
  'GET /v1/me': good(account),
  'GET /v1/cards': good({ items: [card] }),
  'GET /v1/messages/unread': good({ unread: 0 }),
  'GET /v1/messages': good({ items: [] }),
};

module.exports = { account, card, childsCard, session, signedIn, usual, problem, good, platformOf };
