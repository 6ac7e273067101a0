/** The card on paper, for people who do without a phone: the only view with the full name. */
import type { readPrintableCardRoute } from '../../../shared/card/card.routes';
import type { Resident } from '../../../shared/kernel/caller';
import { maskNumber } from '../../../shared/kernel/masking';
import { ok, refuse } from '../../../shared/kernel/result';
import type { Answer, InputOf } from '../../../shared/kernel/route';
import type { Access, StaticCode } from '../card.ports';
import { askedBy, ISSUER_UNNAMED } from '../card.rules';

export type ReadPrintableCardDeps = { readonly access: Pick<Access, 'cardAndHolder'>; readonly staticCode: StaticCode };
export type ReadPrintableCard = (input: InputOf<typeof readPrintableCardRoute>, caller: Resident) => Answer<typeof readPrintableCardRoute>;

export function makeReadPrintableCard({ access, staticCode }: ReadPrintableCardDeps): ReadPrintableCard {
  return async function readPrintableCard({ cardId }, caller) {
    const found = await access.cardAndHolder(askedBy(caller, 'card.print'), cardId);
    if (!found.ok) return found;
    const { card, holder } = found.value;
    if (card.state === 'lost') return refuse('card/lost');
    if (card.state === 'closed') return refuse('card/closed');
    const codeText = await staticCode(card);
    if (!codeText.ok) return codeText;
    return ok({
      name: holder.name, maskedNumber: maskNumber(holder.document.number), healthCardId: card.healthCardId, codeText: codeText.value,
      issuedAt: card.issuedAt ?? card.claimedAt, issuer: card.issuer ?? ISSUER_UNNAMED,
    });
  };
}
