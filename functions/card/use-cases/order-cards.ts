/** The resident's own order of the cards they see; hidden ones keep their places. */
import type { orderCardsRoute } from '../../../shared/card/card.routes';
import { reorder } from '../../../shared/card/package.rules';
import type { Resident } from '../../../shared/kernel/caller';
import { ok, refuse } from '../../../shared/kernel/result';
import type { Answer, InputOf } from '../../../shared/kernel/route';
import type { Access, Packages, Views } from '../card.ports';
import { askedBy, headOf } from '../card.rules';

export type OrderCardsDeps = { readonly access: Pick<Access, 'package'>; readonly packages: Pick<Packages, 'revise'>; readonly views: Pick<Views, 'package'> };
export type OrderCards = (input: InputOf<typeof orderCardsRoute>, caller: Resident) => Answer<typeof orderCardsRoute>;

export function makeOrderCards({ access, packages, views }: OrderCardsDeps): OrderCards {
  return async function orderCards({ cardIds }, caller) {
    const { seen } = await access.package(askedBy(caller, 'card.order'));
    const byId = new Map(seen.map((card) => [card.cardId, card]));
    if (cardIds.some((cardId) => !byId.has(cardId))) return refuse('card/unknown');
    const ordered = await packages.revise(caller.accountId, async (read) => {
      const order = reorder(read.order, [...byId.keys()], cardIds);
      if (!order) return { outcome: undefined };
      const next = { ...read, order };
      return { change: { package: headOf(next) }, outcome: next };
    });
    if (!ordered) return refuse('card/order-incomplete', { field: 'cardIds' });
    return ok(await views.package({ package: ordered, seen: cardIds.flatMap((cardId) => byId.get(cardId) ?? []) }));
  };
}
