/**
 * 挂失: never hindered, by a withdrawn consent neither. The loss is written here first and then told to the authority; when that cannot be reached, it is
 * carried there as soon as it can, and the resident sees that it is on its way.
 */
import type { reportLossRoute } from '../../../shared/card/card-life.routes';
import { stateAfter } from '../../../shared/card/card.rules';
import type { Resident } from '../../../shared/kernel/caller';
import { instantOf } from '../../../shared/kernel/china-day';
import { ok, refuse } from '../../../shared/kernel/result';
import type { Answer, InputOf } from '../../../shared/kernel/route';
import type { Access, CarryLoss, Packages, Views, WaitingLoss } from '../card.ports';
import { askedBy, recorded } from '../card.rules';

export type ReportLossDeps = {
  readonly access: Pick<Access, 'cardRegardless'>;
  readonly packages: Pick<Packages, 'revise'>;
  readonly views: Pick<Views, 'card'>;
  readonly carryLoss: CarryLoss;
  readonly now: () => number;
};
export type ReportLoss = (input: InputOf<typeof reportLossRoute>, caller: Resident) => Answer<typeof reportLossRoute>;

export function makeReportLoss({ access, packages, views, carryLoss, now }: ReportLossDeps): ReportLoss {
  return async function reportLoss({ cardId }, caller) {
    const found = await access.cardRegardless(askedBy(caller, 'card.report-loss'), cardId);
    if (!found.ok) return found;
    const { by, card: { state: known } } = found.value;
    if (known !== 'lost' && !stateAfter('report-loss', known)) return refuse('card/move-not-allowed');
    const loss = await packages.revise<WaitingLoss | undefined>(caller.accountId, async ({ cards }) => {
      const card = cards.find((one) => one.cardId === cardId);
      const state = card && stateAfter('report-loss', card.state);
      if (!card || !state) return { outcome: undefined };
      const since = instantOf(now());
      const waiting = { accountId: caller.accountId, cardId, healthCardId: card.healthCardId, since };
      const event = recorded(card, { at: since, kind: 'lost', by });
      return { change: { changed: { card: { ...card, state, lossWaitsSince: since } }, loss: { ...waiting, carried: false }, ...event }, outcome: waiting };
    });
    if (loss) await carryLoss(loss);
    return ok(await views.card(caller.accountId, cardId));
  };
}
