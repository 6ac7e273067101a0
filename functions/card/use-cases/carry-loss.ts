/** Tells the authority of a loss that was reported here. What the authority says of the card is then what we keep. */
import { instantOf } from '../../../shared/kernel/china-day';
import type { Authority, Card, CardContents, CarryLoss, Packages, RecordAudit, WaitingLoss } from '../card.ports';
import { lossTold, noticeOf, revealedState } from '../card.rules';

export type CarryLossDeps = {
  readonly packages: Pick<Packages, 'open' | 'revise'>;
  readonly authority: Pick<Authority, 'reportLoss'>;
  readonly newId: (prefix: string) => string;
  readonly now: () => number;
};

export function makeCarryLoss({ packages, authority, newId, now }: CarryLossDeps): CarryLoss {
  return async function carryLoss(loss) {
    const told = await authority.reportLoss(loss.healthCardId);
    if (!told.ok && told.refusal.code === 'card/authority-unavailable') return false;
    const state = told.ok ? 'lost' : (revealedState(told.refusal.code) ?? 'lost');
    await packages.revise(loss.accountId, async ({ cards }) => {
      const carried = { loss: { ...loss, carried: true } };
      const card = cards.find((one) => one.cardId === loss.cardId);
      // Another run was faster, or the card was taken out of the package in the meantime.
      if (card?.lossWaitsSince !== loss.since) return { change: carried, outcome: undefined };
      const next = { ...lossTold(card), state };
      const telling = state === 'lost' ? { notice: noticeFor(next, await packages.open(card)) } : {};
      return { change: { ...carried, changed: { card: next }, ...telling }, outcome: undefined };
    });
    return true;
  };

  function noticeFor(card: Card, { maskedName }: CardContents) {
    return noticeOf(card, { notice: 'card-lost', maskedName, eventId: newId('event'), at: instantOf(now()) });
  }
}

export type CarryLossesDeps = {
  readonly losses: (limit: number) => Promise<readonly WaitingLoss[]>;
  readonly packages: Pick<Packages, 'findCard'>;
  readonly recordAudit: RecordAudit;
  readonly carryLoss: CarryLoss;
  readonly newId: (prefix: string) => string;
};

/** What one run carries; the next goes on. */
const LOSSES_PER_RUN = 200;

/** Carries the losses that wait, oldest first, until the authority is out of reach again. Gives how many it carried. */
export function makeCarryLosses({ losses, packages, recordAudit, carryLoss, newId }: CarryLossesDeps): () => Promise<number> {
  return async function carryLosses() {
    const requestId = newId('run');
    let carried = 0;
    for (const loss of await losses(LOSSES_PER_RUN)) {
      // Taken out of the package in the meantime: the account that reported the loss stands for the person.
      const card = await packages.findCard(loss.accountId, loss.cardId);
      await recordAudit({ subject: card?.personId ?? loss.accountId, actor: 'system', action: 'card.carry-loss', ground: 'reported', requestId });
      if (!(await carryLoss(loss))) break;
      carried += 1;
    }
    return carried;
  };
}
