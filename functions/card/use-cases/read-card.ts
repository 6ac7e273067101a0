/** One card of the package. A card whose ground ended is as unknown as one that never was. */
import type { readCardRoute } from '../../../shared/card/card.routes';
import type { Resident } from '../../../shared/kernel/caller';
import { ok, refuse } from '../../../shared/kernel/result';
import type { Answer, InputOf } from '../../../shared/kernel/route';
import type { Access, Views } from '../card.ports';
import { askedBy } from '../card.rules';

export type ReadCardDeps = { readonly access: Pick<Access, 'card'>; readonly views: Pick<Views, 'card'> };
export type ReadCard = (input: InputOf<typeof readCardRoute>, caller: Resident) => Answer<typeof readCardRoute>;

export function makeReadCard({ access, views }: ReadCardDeps): ReadCard {
  return async function readCard({ cardId }, caller) {
    const found = await access.card(askedBy(caller, 'card.read'), cardId);
    return found.ok ? ok(await views.card(caller.accountId, cardId)) : refuse('card/unknown');
  };
}
