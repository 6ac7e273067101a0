/** 注销: the card is closed; the same person may register again and gets the same ids. One that nobody held yet is only taken back. */
import { stateOf, statusAfter } from '../../../shared/authority/authority.rules';
import type { CloseInput } from '../../../shared/authority/inputs.schema';
import { ok, refuse } from '../../../shared/kernel/result';
import type { AuthorityCaller, Cards, MethodAnswer, RecordAudit } from '../authority.ports';
import { entryOf } from '../authority.rules';

export type CloseDeps = { readonly cards: Pick<Cards, 'find' | 'change'>; readonly recordAudit: RecordAudit };
export type Close = (input: CloseInput, caller: AuthorityCaller) => MethodAnswer;

/** Somebody else may change the card at the same moment. */
const LOOKS = 5;

export function makeClose({ cards, recordAudit }: CloseDeps): Close {
  return async function close({ cardId }, caller) {
    for (let look = 1; look <= LOOKS; look += 1) {
      const card = await cards.find(cardId);
      if (!card) return refuse('card-not-found');
      const status = statusAfter('close', card.status);
      if (!status || stateOf(card) === 'closed') return refuse('card-closed');
      await recordAudit(entryOf(caller, 'close', card.personId));
      const unheld = stateOf(card) === 'pending' ? { unheld: true } : {};
      if (await cards.change({ ...card, ...unheld, status })) return ok(undefined);
    }
    return refuse('busy');
  };
}
