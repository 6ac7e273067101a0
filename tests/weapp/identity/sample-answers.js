/** A platform that answers the identity pages. The contract's shapes; invented people. */
const { good, platformOf, problem, session } = require('../app/sample-answers');

const DAY = '2026-11-20T09:30:00+08:00';
const TITLES = { privacy: '个人信息保护说明', sensitive: '证件信息单独同意', face: '人脸核验单独同意', child: '儿童信息监护人同意' };
const PURPOSES = Object.keys(TITLES);

const texts = PURPOSES.map((purpose) => ({ purpose, version: '2', title: TITLES[purpose], body: [`${purpose} 的全文。`], required: ['privacy', 'sensitive'].includes(purpose) }));
/** What an account has agreed to. */
const consents = (...given) => PURPOSES.map((purpose) => ({ purpose, currentVersion: '2', ...(given.includes(purpose) ? { agreedVersion: '2', agreedAt: DAY } : {}) }));

const realName = { maskedName: '张*', idType: '01', maskedNumber: '419099********1234', assurance: 'L1', verifiedAt: DAY };
const stranger = { accountId: 'acc_1', consents: consents() };
const consenting = { accountId: 'acc_1', consents: consents('privacy', 'sensitive') };
const resident = { ...consenting, realName };

const member = (memberId, maskedName, bond) => ({
  memberId, maskedName, idType: '01', maskedNumber: '419099********5678', assurance: 'L1', addedAt: DAY, ...bond,
});

const usual = {
  'GET /v1/me': good(resident),
  'GET /v1/consent-texts': good({ items: texts }),
  'GET /v1/messages/unread': good({ unread: 0 }),
  'GET /v1/family': good({ members: [], actingForMe: [] }),
  'GET /v1/cards': good({ items: [] }),
};

const storage = { 'own.session': { ...session, account: resident } };

/** The phone of somebody signed in, before a platform that answers as usual but for `answers`. */
function phoneOf(start, answers = {}, more = {}) {
  return start({ storage, api: platformOf({ ...usual, ...answers }), ...more });
}

/** What was sent to one route. */
const sent = (phone, method, path) => phone.asked.filter((asked) => asked.method === method && asked.path === path).map(({ body }) => body);

module.exports = { DAY, consenting, consents, good, member, phoneOf, platformOf, problem, realName, resident, sent, session, storage, stranger, usual };
