/** 注销: the card is closed; the same person may register again and gets the same ids. One that nobody held yet is only taken back. */
import { stateOf, statusAfter, type AuthorityCardState } from '../../../shared/authority/authority.rules';
import type { CloseInput } from '../../../shared/authority/inputs.schema';
import { ok, refuse } from '../../../shared/kernel/result';
import type { AuthorityCaller, Cards, MethodAnswer, RecordAudit } from '../authority.ports';
import { entryOf } from '../authority.rules';

export type CloseDeps = { readonly cards: Pick<Cards, 'find' | 'change'>; readonly recordAudit: RecordAudit };
export type Close = (input: CloseInput, caller: AuthorityCaller) => MethodAnswer;

/** Somebody else may change the card at the same moment. */
const LOOKS = 5;

export function makeClose({ cards, recordAudit }: CloseDeps): Close {
  return async function close({ cardId, cardState }, caller) {
    for (let look = 1; look <= LOOKS; look += 1) {
      const card = await cards.find(cardId);
      if (!card) return refuse('card-not-found');
      const status = statusAfter('close', card.status);
      const state = stateOf(card);
      if (!status || state === 'closed') return refuse('card-closed');
      if (isHeldAgainst(cardState, state)) return refuse('card-held');
      await recordAudit(entryOf(caller, 'close', card.personId));
      const unheld = state === 'pending' ? { unheld: true } : {};
      if (await cards.change({ ...card, ...unheld, status })) return ok(undefined);
    }
    return refuse('busy');
  };
}

/** Asked to close it only while nobody holds it, and somebody does. */
function isHeldAgainst(asked: CloseInput['cardState'], state: AuthorityCardState): boolean {
  return asked !== undefined && state !== 'pending';
}
