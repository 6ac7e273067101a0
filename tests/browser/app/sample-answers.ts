/** A small platform of sample answers, for pages whose subject is not the platform. Invented people; shapes of the contracts. */
import type { Answered, Asked } from '../harness/h5-server';

const DAY = '2026-11-20T09:30:00+08:00';
const realName = { maskedName: '张*', idType: '01', maskedNumber: '419099********1234', assurance: 'L1', verifiedAt: DAY };
const post = { role: 'counter', institutionId: 'ins_1', institutionName: '郑州市样例医院', cityCode: '410100' };
export const sampleAccount = { accountId: 'acc_1', nickname: '张伟', realName, post, consents: [] };
export const sampleSession = {
  accessToken: 'access-1', accessExpiresAt: '2199-01-01T00:00:00+08:00',
  refreshToken: 'refresh-1', refreshExpiresAt: '2199-01-01T00:00:00+08:00', account: sampleAccount,
};
export const sampleCard = {
  cardId: 'card_1', healthCardId: 'A'.repeat(64), maskedName: '张*', idType: '01', maskedNumber: '419099********1234', state: 'active',
  origin: 'issued', isDefault: true, claimedAt: DAY, visitNumbers: [],
};
const childsCard = { ...sampleCard, cardId: 'card_2', memberId: 'mem_1', maskedName: '张*宝', isDefault: false };
const lostCard = { ...sampleCard, cardId: 'card_3', memberId: 'mem_2', maskedName: '李*', isDefault: false, state: 'lost' };

const message = (messageId: string, kind: string, read: boolean) => ({ messageId, kind, at: DAY, read, facts: { maskedName: '张*' } });

const ANSWERS: Readonly<Record<string, unknown>> = {
  'GET /v1/me': sampleAccount,
  'GET /v1/cards': { items: [sampleCard, childsCard, lostCard], checkedAt: DAY },
  'GET /v1/family': { members: [], actingForMe: [] },
  'GET /v1/messages/unread': { unread: 2 },
  'GET /v1/messages': { items: [message('m3', 'card-lost', false), message('m2', 'signed-in-on-pc', false), message('m1', 'card-claimed', true)], next: 'cursor-2' },
};

export function sampleApi({ method, path }: Asked): Answered {
  const body = ANSWERS[`${method} ${path.split('?')[0] ?? ''}`];
  return body === undefined ? { status: 404, body: { type: 'about:blank', status: 404, code: 'request/not-found', requestId: 'req_1' } } : { status: 200, body };
}
