/** 变更: contact members of the holder change, or the card is reported lost or restored. What is proven about the holder stays. */
import { stateOf, statusAfter, statusShown, whyUnusable } from '../../../shared/authority/authority.rules';
import type { AlterInput } from '../../../shared/authority/inputs.schema';
import type { AuthorityRefusal } from '../../../shared/authority/refusals';
import { instantOf } from '../../../shared/kernel/china-day';
import { ok, refuse, type Result } from '../../../shared/kernel/result';
import type { AuthorityCaller, Card, Cards, Holder, MethodAnswer, RecordAudit } from '../authority.ports';
import { contradicted, entryOf } from '../authority.rules';

export type AlterDeps = { readonly cards: Pick<Cards, 'find' | 'change' | 'holderOf'>; readonly recordAudit: RecordAudit; readonly now: () => number };
export type Alter = (input: AlterInput, caller: AuthorityCaller) => MethodAnswer;

const LOOKS = 5;

export function makeAlter({ cards, recordAudit, now }: AlterDeps): Alter {
  return async function alter(input, caller) {
    const { cardId, cardState } = input;
    const changes = changesIn(input);
    for (let look = 1; look <= LOOKS; look += 1) {
      const card = await cards.find(cardId);
      if (!card) return refuse('card-not-found');
      const next = cardState === undefined ? unmoved(card) : moved(card, cardState, instantOf(now()));
      if (!next.ok) return next;
      await recordAudit(entryOf(caller, auditedAs(cardState), card.personId));
      const written = await write(next.value, changes);
      if (!written.ok) return written;
      if (written.value) return ok(undefined);
    }
    return refuse('busy');
  };

  /** False when somebody else changed the card meanwhile. */
  async function write(card: Card, changes: Partial<Holder>): Promise<Result<boolean, 'proven-otherwise'>> {
    if (Object.keys(changes).length === 0) return ok(await cards.change(card));
    const holder = await cards.holderOf(card);
    const field = contradicted(holder, changes);
    return field ? refuse('proven-otherwise', { field }) : ok(await cards.change(card, { holder: { ...holder, ...changes } }));
  }
}

function changesIn({ gender, birthday, cellphone, telephone, address, unit }: AlterInput): Partial<Holder> {
  const given = Object.entries({ gender, birthday, cellphone, telephone, address, unit }).filter(([, value]) => value !== undefined);
  return Object.fromEntries(given);
}

function auditedAs(cardState: AlterInput['cardState']): string {
  if (cardState === undefined) return 'alter';
  return cardState === '2' ? 'report-loss' : 'restore';
}

function unmoved(card: Card): Result<Card, AuthorityRefusal> {
  const unusable = whyUnusable(stateOf(card));
  return unusable ? refuse(unusable) : ok(card);
}

/** A loss reported twice, or a card restored that is in use, is as it should be. */
function moved(card: Card, target: '1' | '2', at: string): Result<Card, AuthorityRefusal> {
  if (statusShown(card) === target) return ok(card);
  const status = card.merged ? undefined : statusAfter(target === '2' ? 'report-loss' : 'restore', card.status);
  return status ? ok({ ...card, status, ...(target === '2' ? { voidBefore: at } : {}) }) : refuse(whyUnusable(stateOf(card)) ?? 'card-not-found');
}
