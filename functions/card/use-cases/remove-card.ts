/** Takes the card out of this package. The card itself lives on; asking the authority does not bring it back here, claiming does. */
import type { removeCardRoute } from '../../../shared/card/card.routes';
import type { Resident } from '../../../shared/kernel/caller';
import { ok, refuse } from '../../../shared/kernel/result';
import type { Answer, InputOf } from '../../../shared/kernel/route';
import type { Access, TakeOut, Views } from '../card.ports';
import { askedBy } from '../card.rules';

export type RemoveCardDeps = {
  readonly access: Pick<Access, 'cardRegardless' | 'package'>;
  readonly takeOut: TakeOut;
  readonly views: Pick<Views, 'package'>;
};
export type RemoveCard = (input: InputOf<typeof removeCardRoute>, caller: Resident) => Answer<typeof removeCardRoute>;

export function makeRemoveCard({ access, takeOut, views }: RemoveCardDeps): RemoveCard {
  return async function removeCard({ cardId }, caller) {
    const found = await access.cardRegardless(askedBy(caller, 'card.remove'), cardId);
    if (!found.ok) return refuse('card/unknown');
    await takeOut(found.value.card, { by: found.value.by, forGood: true });
    return ok(await views.package(await access.package(askedBy(caller, 'card.list'))));
  };
}
