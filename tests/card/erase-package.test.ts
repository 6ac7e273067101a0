/** 注销账号: an account's package goes whole; the health card and what others hold of it stay. */
import type { SQSEvent } from 'aws-lambda';
import { makeErasePackage } from '../../functions/card/use-cases/erase-package';
import { makeTakeOut } from '../../functions/card/use-cases/take-out';
import { makePackages } from '../../functions/card/packages.repository';
import { emptyPackage } from '../../functions/card/card.rules';
import type { Store } from '../../functions/platform/store/store';
import { bindVisitNumberRoute, claimCardRoute, listCardsRoute, listInstitutionsRoute, readCardHistoryRoute, refreshPackageRoute, showCodeRoute } from '../../shared/card/card.routes';
import { reportLossRoute } from '../../shared/card/card-life.routes';
import { openHouse, person, resident, valueOf, type House } from './house';

jest.setTimeout(60_000);

let house: House;
let nth = 0;
beforeAll(async () => { house = await openHouse(); });
afterAll(() => house.close());
beforeEach(() => {
  nth += 1;
  house.authority.down = false;
});

const closed = (accountId: string) => ({ type: 'account.closed.v1', eventId: 'event_closed', at: '2026-03-10T09:00:00.000+08:00', accountId });
const deliver = (accountId: string) => house.slice.consume({ Records: [{ messageId: '1', attributes: { ApproximateReceiveCount: '1' }, body: JSON.stringify({ id: '1', type: 'account.closed.v1', body: closed(accountId) }) }] } as unknown as SQSEvent);

/** Every row that names the account, by the beginning of its key; notices on their way aside. */
async function rowsOf(accountId: string): Promise<readonly string[]> {
  const { Items } = (await house.engine.call('Scan', { TableName: house.table('card') })) as { Items: Record<string, { S?: string }>[] };
  const mine = Items.filter((row) => new RegExp(`${accountId}(?!\\d)`).test(JSON.stringify(row)));
  return mine.map((row) => String(row['pk']?.S).split('#')[0] ?? '').filter((kind) => kind !== 'outbox').sort();
}

/** Two accounts of one person, as on a family's two phones, both showing the same visit number. */
async function shared() {
  const [mine, other] = [resident(`account_${String(nth)}`), resident(`account_${String(nth)}0`)];
  const who = person(nth);
  const institutionId = valueOf(await house.ask(listInstitutionsRoute, {}, mine)).items[0]?.institutionId ?? '';
  const cards: string[] = [];
  for (const caller of [mine, other]) {
    house.identity.verify(caller.accountId, who);
    const { cardId } = valueOf(await house.ask(claimCardRoute, {}, caller));
    valueOf(await house.ask(bindVisitNumberRoute, { cardId, institutionId, visitNumber: `V${String(nth)}` }, caller));
    valueOf(await house.ask(showCodeRoute, { cardId, kind: 'dynamic' }, caller));
    cards.push(cardId);
  }
  return { mine, other, cardId: cards[0] ?? '', otherCardId: cards[1] ?? '', institutionId };
}

/** A run in a process that ends at its nth removal. */
function runUntilRemoval(nthRemoval: number, accountId: string): Promise<void> {
  let removals = 0;
  const store: Store = {
    ...house.store,
    remove(...removal) {
      removals += 1;
      return removals === nthRemoval ? Promise.reject(new Error('the process ended')) : house.store.remove(...removal);
    },
  };
  const now = () => house.clock.now;
  const packages = makePackages({ store, table: house.table('card'), safe: house.safe, fingerprints: house.fingerprints, now, emptyPackage: (id) => emptyPackage(id, now()) });
  return makeErasePackage({ packages, takeOut: makeTakeOut({ packages, now }), recordAudit: async () => undefined })({ accountId, eventId: 'event_closed' });
}

describe('the package of a closed account', () => {
  it('is gone with cards, history and key, however often it is told; the other account\'s is whole', async () => {
    const { mine, other, otherCardId } = await shared();
    for (let time = 1; time <= 2; time += 1) expect(await deliver(mine.accountId)).toEqual({ batchItemFailures: [] });
    expect(await rowsOf(mine.accountId)).toEqual(['data-key']);
    expect(house.audit.at(-1)).toMatchObject({ subject: mine.accountId, actor: 'system', action: 'card.erase-package', ground: 'account-closed' });
    expect(valueOf(await house.ask(listCardsRoute, {}, other)).items).toMatchObject([{ cardId: otherCardId, visitNumbers: [{ visitNumber: `V${String(nth)}` }] }]);
    expect(valueOf(await house.ask(readCardHistoryRoute, { cardId: otherCardId }, other)).items.map(({ kind }) => kind).sort()).toEqual(['bound', 'shown', 'visit-number-bound']);
  });

  it('interrupted anywhere, is gone after the next delivery, and visit numbers are counted once', async () => {
    const { mine, other, otherCardId, institutionId } = await shared();
    await expect(runUntilRemoval(1, mine.accountId)).rejects.toThrow('the process ended');
    await expect(runUntilRemoval(2, mine.accountId)).rejects.toThrow('the process ended');
    expect(await deliver(mine.accountId)).toEqual({ batchItemFailures: [] });
    expect(await rowsOf(mine.accountId)).toEqual(['data-key']);
    const stranger = resident(`account_${String(nth)}1`);
    house.identity.verify(stranger.accountId, person(nth + 500));
    const { cardId } = valueOf(await house.ask(claimCardRoute, {}, stranger));
    expect(await house.ask(bindVisitNumberRoute, { cardId, institutionId, visitNumber: `V${String(nth)}` }, stranger)).toMatchObject({ ok: false, refusal: { code: 'card/visit-number-taken' } });
    expect(valueOf(await house.ask(listCardsRoute, {}, other)).items[0]?.cardId).toBe(otherCardId);
  });

  it('does not keep a loss from the authority that was still on its way there', async () => {
    const { mine, cardId } = await shared();
    house.authority.down = true;
    valueOf(await house.ask(reportLossRoute, { cardId }, mine));
    await deliver(mine.accountId);
    expect(await rowsOf(mine.accountId)).toEqual(['data-key', 'loss']);
    house.authority.down = false;
    expect(await house.slice.carryLosses()).toBe(1);
    expect(await rowsOf(mine.accountId)).toEqual(['data-key']);
  });

  it('does not come back when it is checked once more, as when the index still names it', async () => {
    const { mine } = await shared();
    await deliver(mine.accountId);
    house.identity.forget(mine.accountId);
    valueOf(await house.ask(refreshPackageRoute, {}, mine));
    expect(await rowsOf(mine.accountId)).toEqual(['data-key']);
  });
});
