/** What happened to the card, whoever did it: also what family did for the person, and what the authority did. */
import type { readCardHistoryRoute } from '../../../shared/card/card.routes';
import type { Resident } from '../../../shared/kernel/caller';
import { ok, refuse } from '../../../shared/kernel/result';
import type { Answer, InputOf } from '../../../shared/kernel/route';
import type { Access, Packages } from '../card.ports';
import { askedBy } from '../card.rules';

export type ReadCardHistoryDeps = { readonly access: Pick<Access, 'card'>; readonly packages: Pick<Packages, 'history'> };
export type ReadCardHistory = (input: InputOf<typeof readCardHistoryRoute>, caller: Resident) => Answer<typeof readCardHistoryRoute>;

export function makeReadCardHistory({ access, packages }: ReadCardHistoryDeps): ReadCardHistory {
  return async function readCardHistory({ cardId }, caller) {
    const found = await access.card(askedBy(caller, 'card.read-history'), cardId);
    if (!found.ok) return refuse('card/unknown');
    return ok({ items: [...(await packages.history(found.value.card.healthCardId))] });
  };
}
