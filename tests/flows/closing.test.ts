/** 注销账号, from one tap to every table: what is left names nobody, and the person may begin again with the card they hold. */
import type { SQSEvent } from 'aws-lambda';
import { bindVisitNumberRoute, checkClaimRoute, claimCardRoute, listCardsRoute, listInstitutionsRoute, readCardHistoryRoute, removeCardRoute, showCodeRoute } from '../../shared/card/card.routes';
import { addChildRoute } from '../../shared/identity/family.routes';
import { bindPhoneRoute } from '../../shared/identity/identity.routes';
import { closeAccountRoute } from '../../shared/identity/rights.routes';
import { listMessagesRoute } from '../../shared/messages/messages.routes';
import { openTown, type Town } from '../rig/open-town';
import { verifiedPhone, type Phone } from '../rig/phone';
import { peopleReadable, rawItems } from '../rig/raw-items';
import { makeTerminal } from '../rig/terminal';
import { makeTownClock } from '../rig/town-clock';

jest.setTimeout(60_000);

const VISIT_NUMBER = 'MZ20261123';
const clock = makeTownClock();
let town: Town;
let institutionId: string;
beforeAll(async () => { town = await openTown({ now: clock.now }); });
afterAll(() => town.end());

const close = (phone: Phone) => phone.must(closeAccountRoute, { confirmed: 'erase-everything' });
const accountOf = (phone: Phone) => phone.session()?.account.accountId ?? '';

async function livingHere(key: string): Promise<{ readonly phone: Phone; readonly healthCardId: string }> {
  const phone = await verifiedPhone(town, town.person(key));
  await phone.must(bindPhoneRoute, { code: town.wechat.phone.phoneCode(town.person(key).wechatUser ?? '') });
  const { cardId, healthCardId } = await phone.must(claimCardRoute, {});
  institutionId = (await phone.must(listInstitutionsRoute, {})).items[0]?.institutionId ?? '';
  await phone.must(bindVisitNumberRoute, { cardId, institutionId, visitNumber: `${VISIT_NUMBER}${key}` });
  await phone.must(showCodeRoute, { cardId, kind: 'dynamic' });
  return { phone, healthCardId };
}

/** Where the account is still named, by table and kind of item; beside what is on its way, the audit, and sealed answers that are kept for a day. */
async function left(accountId: string): Promise<readonly string[]> {
  const kinds = (await rawItems(town)).filter(({ text }) => text.includes(accountId)).map(({ table, text }) => {
    const { pk } = JSON.parse(text) as { pk?: { S: string } };
    return `${table.replace(/^henan-health-local-/, '')} ${pk?.S.split('#')[0] ?? ''}`;
  });
  return [...new Set(kinds)].filter((kind) => !/^\S+ outbox$|^(audit|idempotency) |queue/.test(kind)).sort();
}

/** The event once more, to each slice that listens. */
async function deliverAgain(accountId: string): Promise<void> {
  const body = { type: 'account.closed.v1', eventId: 'event_again', at: '2026-11-23T10:00:00.000+08:00', accountId };
  const batch = { Records: [{ messageId: '1', attributes: { ApproximateReceiveCount: '1' }, body: JSON.stringify({ id: '1', type: body.type, body }) }] } as unknown as SQSEvent;
  for (const { consume } of [town.slices.card, town.slices.messages]) expect(await consume(batch)).toEqual({ batchItemFailures: [] });
}

it('a mother closes her account; nothing of it is left, and she begins anew with the card she holds', async () => {
  const { phone, healthCardId } = await livingHere('li-na');
  const { name, idType, idNumber, birthday } = town.person('zhang-newborn');
  await phone.consent('child');
  const { memberId } = await phone.must(addChildRoute, { name, idType, idNumber, birthday, guardianDeclared: true });
  const childs = await phone.must(claimCardRoute, { memberId });
  await phone.must(removeCardRoute, { cardId: childs.cardId });
  await town.idle();
  const accountId = accountOf(phone);
  expect((await phone.must(listMessagesRoute, { limit: 50 })).items.length).toBeGreaterThan(2);
  await close(phone);
  expect(await phone.send(listCardsRoute, {})).toMatchObject({ status: 401 });
  await town.idle();
  const remains = ['card data-key', 'identity consent-acts', 'identity data-key', 'messages data-key', 'sessions revocations'];
  expect(await left(accountId)).toEqual(remains);
  expect(await peopleReadable(town, ['li-na', 'zhang-newborn'])).toEqual([]);
  for (const table of ['identity', 'card', 'messages'] as const) await expect(town.foundations.safeOf(table).seal(accountId, 'anything', 'anywhere')).rejects.toThrow('erased');
  await deliverAgain(accountId);
  expect(await left(accountId)).toEqual(remains);

  const anew = await verifiedPhone(town, town.person('li-na'));
  expect(accountOf(anew)).not.toBe(accountId);
  expect(await anew.must(listCardsRoute, {})).toMatchObject({ items: [] });
  expect(await anew.must(checkClaimRoute, {})).toMatchObject({ state: 'held-elsewhere' });
  const card = await anew.must(claimCardRoute, {});
  expect(card).toMatchObject({ healthCardId, origin: 'bound', visitNumbers: [] });
  expect((await anew.must(readCardHistoryRoute, { cardId: card.cardId })).items.map(({ kind }) => kind)).toEqual(['bound']);
  expect(await makeTerminal(town, clock.now).scan((await anew.must(showCodeRoute, { cardId: card.cardId, kind: 'dynamic' })).text)).toBe('ok');
});

it('what another account holds of the same card and its visit number stays, and a number held alone is free again', async () => {
  const { phone, healthCardId } = await livingHere('chen-jing');
  await close(phone);
  await town.idle();
  const anew = await verifiedPhone(town, town.person('chen-jing'));
  const { cardId } = await anew.must(claimCardRoute, {});
  expect(await anew.must(bindVisitNumberRoute, { cardId, institutionId, visitNumber: `${VISIT_NUMBER}chen-jing` })).toMatchObject({ institutionId });
  const other = await verifiedPhone(town, town.person('zhang-wei'));
  const his = await other.must(claimCardRoute, {});
  expect(his.healthCardId).not.toBe(healthCardId);
  expect(await other.send(bindVisitNumberRoute, { cardId: his.cardId, institutionId, visitNumber: `${VISIT_NUMBER}chen-jing` })).toMatchObject({ status: 409 });
});
