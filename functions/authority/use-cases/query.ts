/** 查询: the card of an id or a document; with a name, whether name and number belong together. */
import type { BizFields } from '../../../shared/authority/biz.schema';
import type { QueryInput } from '../../../shared/authority/inputs.schema';
import { chinaDayOf } from '../../../shared/kernel/china-day';
import { readDocument } from '../../../shared/kernel/documents';
import { ok, refuse, type Result } from '../../../shared/kernel/result';
import type { AuthorityCaller, Card, Cards, CheckRealName, MethodAnswer, PersonIndex, RecordAudit } from '../authority.ports';
import { cardMembers, entryOf, readApplicant, type Applicant } from '../authority.rules';

export type QueryDeps = {
  readonly cards: Pick<Cards, 'find' | 'ofPerson'>;
  readonly persons: Pick<PersonIndex, 'find' | 'survivorOf'>;
  readonly checkRealName: CheckRealName;
  readonly recordAudit: RecordAudit;
  /** Names a document in the audit that belongs to nobody we know. */
  readonly markOf: (document: Applicant['document']) => string;
  readonly now: () => number;
};
export type Query = (input: QueryInput, caller: AuthorityCaller) => MethodAnswer;

export function makeQuery(deps: QueryDeps): Query {
  const { cards, persons, recordAudit, markOf, now } = deps;
  return async function query(input, caller) {
    if (input.idNumber !== undefined) return byDocument({ ...input, idNumber: input.idNumber }, caller);
    return input.cardId === undefined ? refuse('biz-not-valid', { field: 'cardId' }) : byCard(input.cardId, caller);
  };

  async function byCard(cardId: string, caller: AuthorityCaller): MethodAnswer {
    const card = await cards.find(cardId);
    if (!card) return refuse('card-not-found');
    await recordAudit(entryOf(caller, 'query', card.personId));
    const successor = card.merged ? await cards.ofPerson(await persons.survivorOf(card.personId)) : undefined;
    return ok({ ...cardMembers(card), ...(successor ? { replacedBy: successor.healthCardId } : {}), realName: 'not-asked' });
  }

  async function byDocument(input: QueryInput & { idNumber: string }, caller: AuthorityCaller): MethodAnswer {
    const asked = readQuestion(input, chinaDayOf(now()));
    if (!asked.ok) return asked;
    const { document, name } = asked.value;
    const personId = await persons.find(document, name);
    await recordAudit(entryOf(caller, 'query', personId ?? markOf(document)));
    const checked = await realNameOf(deps, asked.value);
    if (!checked.ok) return checked;
    const { realName } = checked.value;
    // Who does not know the name is told nothing about the card.
    if (realName !== 'match' && realName !== 'not-asked') return ok(checked.value);
    return about(await cardOf(personId, input.cardId), checked.value);
  }

  /** The person's card; not one with another id than asked. */
  async function cardOf(personId: string | undefined, cardId: string | undefined) {
    const card = personId === undefined ? undefined : await cards.ofPerson(personId);
    return cardId === undefined || card?.healthCardId === cardId ? card : undefined;
  }
}

/** A name that was checked is an answer also without a card. */
function about(card: Card | undefined, said: BizFields): Result<BizFields, 'card-not-found'> {
  if (!card) return said.realName === 'not-asked' ? refuse('card-not-found') : ok(said);
  return ok({ ...said, ...cardMembers(card) });
}

type Asked = Omit<Applicant, 'name'> & { readonly name?: string };

function readQuestion(input: QueryInput & { idNumber: string }, today: string): Result<Asked, 'biz-not-valid'> {
  const { name } = input;
  if (name !== undefined) return readApplicant({ ...input, name }, today);
  const document = readDocument(input.idType, input.idNumber, today);
  return document.ok ? ok({ document: document.value }) : refuse('biz-not-valid', { field: 'idNumber' });
}

const SAID = {
  'register/name-does-not-match': 'name-does-not-match', 'register/not-found': 'not-found', 'register/deceased': 'deceased',
  'register/guardian-does-not-match': 'guardian-does-not-match',
} as const;

async function realNameOf({ checkRealName }: QueryDeps, { name, ...rest }: Asked): Promise<Result<BizFields, 'register-unavailable'>> {
  if (name === undefined) return ok({ realName: 'not-asked' });
  const checked = await checkRealName({ ...rest, name });
  if (checked.ok) return ok({ realName: 'match', ...checked.value });
  const { code } = checked.refusal;
  return code === 'register/unavailable' ? refuse('register-unavailable') : ok({ realName: SAID[code] });
}
