/** Rules the use cases share: whom a request is about, what an application leads to, how an answer is worded. */
import { statusAfter, statusShown } from '../../shared/authority/authority.rules';
import type { CardStatus } from '../../shared/authority/authority.schema';
import type { BizFields } from '../../shared/authority/biz.schema';
import type { RegisterInput } from '../../shared/authority/inputs.schema';
import type { AuthorityRefusal } from '../../shared/authority/refusals';
import type { ChinaDay } from '../../shared/kernel/china-day';
import { readDocument, type DocumentType } from '../../shared/kernel/documents';
import { newbornNumberIsUsable } from '../../shared/kernel/newborn';
import { readName } from '../../shared/kernel/person-name';
import { ok, refuse, type Result } from '../../shared/kernel/result';
import type { AuditEntry, AuthorityCaller, Card, Holder, NewCard, PersonOnDocument, ProvenMember, RegisterFacts } from './authority.ports';

/** The issuing body as printed on cards. */
export const ISSUER = '河南省电子健康卡管理平台';

export type Applicant = PersonOnDocument & { readonly guardian?: PersonOnDocument };
type ApplicantMembers = {
  readonly idType: DocumentType;
  readonly idNumber: string;
  readonly name: string;
  readonly guardianIdType: DocumentType;
  readonly guardianIdNumber?: string;
  readonly guardianName?: string;
};

/** Name and documents in canonical form. A newborn without document is known only beside the mother. */
export function readApplicant(members: ApplicantMembers, today: ChinaDay): Result<Applicant, 'biz-not-valid'> {
  const { idType, idNumber, name, guardianIdType, guardianIdNumber, guardianName } = members;
  const person = readPerson({ idType, idNumber, name }, today);
  if (!person.ok) return person;
  if (guardianIdNumber === undefined || guardianName === undefined) {
    return person.value.document.type === '16' ? refuse('biz-not-valid', { field: 'guardianIdNumber' }) : person;
  }
  const guardian = readPerson({ idType: guardianIdType, idNumber: guardianIdNumber, name: guardianName }, today);
  if (!guardian.ok) return refuse('biz-not-valid', { field: guardian.refusal.facts?.field === 'name' ? 'guardianName' : 'guardianIdNumber' });
  return ok({ ...person.value, guardian: guardian.value });
}

function readPerson(
  { idType, idNumber, name }: { idType: DocumentType; idNumber: string; name: string }, today: ChinaDay,
): Result<PersonOnDocument, 'biz-not-valid'> {
  const document = readDocument(idType, idNumber, today);
  if (!document.ok) return refuse('biz-not-valid', { field: 'idNumber' });
  const canonical = readName(name);
  return canonical.ok ? ok({ document: document.value, name: canonical.value }) : refuse('biz-not-valid', { field: 'name' });
}

/** What the register says, as the gateway refuses it. */
export const REGISTER_REFUSALS = {
  'register/name-does-not-match': 'name-does-not-match',
  'register/not-found': 'not-in-register',
  'register/deceased': 'deceased',
  'register/guardian-does-not-match': 'guardian-does-not-match',
  'register/unavailable': 'register-unavailable',
} as const satisfies Record<string, AuthorityRefusal>;

/** What an application leads to. `settle`: the card is closed by a merge that the person index may have undone. */
export type Step = 'issue' | 'activate' | 'reissue' | 'answer' | 'settle' | 'card-lost' | 'card-closed';

const STEPS: Readonly<Record<CardStatus, Step>> = { '1': 'answer', '2': 'card-lost', '3': 'reissue', '4': 'activate', '5': 'activate' };
/** A batch pre-generates: it neither hands a card out nor touches what its holder closed. */
const BATCH_STEPS: Readonly<Record<CardStatus, Step>> = { '1': 'answer', '2': 'card-lost', '3': 'card-closed', '4': 'answer', '5': 'answer' };

export function stepFor(card: Card | undefined, isBatch: boolean): Step {
  if (!card) return 'issue';
  if (card.merged) return 'settle';
  if (card.unheld && card.status === '3') return isBatch ? 'answer' : 'reissue';
  return (isBatch ? BATCH_STEPS : STEPS)[card.status];
}

/** The card after a step: pre-generated ones stay unissued until the person applies; a reissue keeps the ids. */
export function cardAfter(step: 'activate' | 'reissue', { unheld = false, ...card }: Card, issuedAt: string): Card {
  const isAgain = step === 'reissue' && !unheld;
  return { ...card, status: statusAfter(step, card.status) ?? card.status, issueNo: card.issueNo + (isAgain ? 1 : 0), issuedAt, ...(isAgain ? { voidBefore: issuedAt } : {}) };
}

/** What the register knows goes before what the document's number says, and that before what was typed. */
export function holderFrom({ document, name }: Applicant, input: RegisterInput, facts: RegisterFacts): Holder {
  const { nationality, domicile, cellphone, telephone, address, workCode, maritalStatus, unit } = input;
  const gender = facts.gender ?? document.gender;
  const birthday = facts.birthday ?? document.birthday;
  return {
    name, idType: document.type, idNumber: document.number,
    gender: gender ?? input.gender, birthday: birthday ?? input.birthday,
    proven: [...(gender ? ['gender' as const] : []), ...(birthday ? ['birthday' as const] : [])],
    nation: facts.nation ?? input.nation,
    nationality, domicile, cellphone, telephone, address, workCode, maritalStatus, unit,
  };
}

/** The member that contradicts what is proven about the holder, if one does. */
export function contradicted(holder: Holder, said: Partial<Holder>): ProvenMember | undefined {
  return holder.proven?.find((member) => said[member] !== undefined && said[member] !== holder[member]);
}

/** The number of a newborn without document is the mother's, and ends with the 92nd day of life. */
export function isUsableOn(today: ChinaDay, { idType, birthday }: Holder): boolean {
  return idType !== '16' || birthday === undefined || newbornNumberIsUsable(birthday, today);
}

/** The members every answer about a card has. */
export function cardMembers(card: Pick<NewCard, 'healthCardId' | 'phid' | 'status' | 'merged' | 'unheld' | 'issuedAt'>): BizFields {
  return { cardId: card.healthCardId, mainIndex: card.phid, cardState: statusShown(card), issuedTime: card.issuedAt, issuer: ISSUER };
}

/** Partners act under their contract; the entry names the app, the person, never a number. */
export function entryOf({ appId, requestId }: AuthorityCaller, action: string, subject: string): AuditEntry {
  return { subject, actor: `authority:${appId}`, action: `authority.${action}`, ground: 'contract', requestId };
}
