/** What is true of cards in packages: pure, and shared by the use cases of this slice. */
import { PACKAGE_MAX } from '../../shared/card/card.rules';
import type { CardEvent, CardEventKind, CardState } from '../../shared/card/card.schema';
import type { Resident } from '../../shared/kernel/caller';
import { instantOf, type ChinaDay } from '../../shared/kernel/china-day';
import { isPossibleBirthday } from '../../shared/kernel/legal-document';
import { maskName, maskNumber } from '../../shared/kernel/masking';
import { newbornNumberIsUsable } from '../../shared/kernel/newborn';
import { ok, refuse, type Result } from '../../shared/kernel/result';
import { guardianDecides } from '../../shared/identity/family.rules';
import { readPerson, type DocumentRefusalCode } from '../../shared/identity/identity.rules';
import type { MessageKind, Notice } from '../../shared/messages/messages.schema';
import { TEXTS_SIGNED, type AssistedClaim, type AssistedConsent, type TypedPerson } from '../../shared/card/assisted.routes';
import { consentText } from '../../shared/identity/consent-texts';
import type { Asking, AssistedClaimKept, AuthorityCard, Card, CardContents, CardRefusal, Change, Ground, Holder, NewCard, Package, Person, RegisterRefusal, VisitMarker } from './card.ports';

/** The authority is asked about every package once a day. */
export const CHECK_AGAIN_MS = 86_400_000;
/** Authorities do not name themselves in every answer. */
export const ISSUER_UNNAMED = '河南省电子健康卡管理平台';

export function askedBy({ accountId, requestId }: Resident, action: string): Asking {
  return { accountId, actor: accountId, requestId, action };
}

/** As history tells it: the person themselves, or family acting for them. */
export function actorOf(ground: Ground): 'self' | 'family' {
  return ground === 'self' ? 'self' : 'family';
}

/** What the authority is told about a person: nothing of our accounts and grounds. */
export function personOf({ name, document, phone, guardian }: Holder): Person {
  return { name, document, ...(phone ? { phone } : {}), ...(guardian ? { guardian } : {}) };
}

export function contentsOf({ name, document }: Pick<Person, 'name' | 'document'>, codeText: string | undefined): CardContents {
  return { maskedName: maskName(name), maskedNumber: maskNumber(document.number), idType: document.type, visits: [], ...(codeText ? { codeText } : {}) };
}

/** The package with one card more: at the end of the order, and no longer among the removed. */
export function withCard(read: Package, card: NewCard, contents: CardContents): Pick<Change, 'package' | 'added'> {
  return {
    package: {
      ...headOf(read),
      order: [...read.order, card.cardId],
      removed: read.removed.filter((id) => id !== card.healthCardId),
      known: [...read.known.filter((id) => id !== card.healthCardId), card.healthCardId],
    },
    added: { card, contents },
  };
}

export function headOf({ cards: _cards, ...head }: Package): Omit<Package, 'cards'> {
  return head;
}

/** The new card of a person, as the authority gave it, in the package of an account. */
export function cardFor({ personId, memberId }: Pick<Holder, 'personId' | 'memberId'>, given: AuthorityCard, entry: Pick<NewCard, 'accountId' | 'cardId' | 'origin' | 'claimedAt'>): NewCard {
  const { healthCardId, state, issuedAt, issuer, outside } = given;
  return {
    ...entry, healthCardId, personId, state,
    ...(memberId ? { memberId } : {}), ...(issuedAt ? { issuedAt } : {}), ...(issuer ? { issuer } : {}), ...(outside ? { outside } : {}),
  };
}

/** The card under another member of the family, or the holder: a member who left and came back has a new id. */
export function ofMember({ memberId: _former, ...card }: Card, memberId: string | undefined): Card {
  return memberId ? { ...card, memberId } : card;
}

/** Claimed and not closed. One made ahead in a batch is no card before it is claimed. */
export function isHeld({ state }: Pick<Card, 'state'>): boolean {
  return state !== 'closed' && state !== 'pending';
}

export function isFull({ order }: Package): boolean {
  return order.length >= PACKAGE_MAX;
}

/** A package that nobody has written yet. Asked about at its first chance. */
export function emptyPackage(accountId: string, nowMs: number): Package {
  return { accountId, cards: [], order: [], removed: [], known: [], nextCheckAt: instantOf(nowMs), version: 0 };
}

/** The card without the mark of a loss on its way. */
export function lossTold({ lossWaitsSince: _told, ...card }: Card): Card {
  return card;
}

/** A loss that never reached the authority need not be carried there any more. */
export function lossOver({ accountId, cardId, healthCardId, lossWaitsSince }: Card): Pick<Change, 'loss'> {
  return lossWaitsSince ? { loss: { accountId, cardId, healthCardId, since: lossWaitsSince, carried: true } } : {};
}

type Telling = {
  readonly event: CardEventKind;
  readonly notice: MessageKind;
  readonly by: CardEvent['by'];
  readonly maskedName: string;
  readonly eventId: string;
  readonly at: string;
};
type Named = Pick<Card, 'accountId' | 'cardId' | 'healthCardId'>;

/** A line of history and a message to the account: what happened is told in both. `facts` are masked. */
export function told(card: Named, { event, notice, by, maskedName, eventId, at }: Telling): Required<Pick<Change, 'event' | 'notice'>> {
  return { ...recorded(card, { at, kind: event, by }), notice: noticeOf(card, { notice, maskedName, eventId, at }) };
}

export function recorded({ accountId, healthCardId, cardId }: Named, event: CardEvent): Required<Pick<Change, 'event'>> {
  return { event: { accountId, healthCardId, cardId, event } };
}

export function noticeOf({ accountId, cardId }: Named, { notice, maskedName, eventId, at }: Omit<Telling, 'event' | 'by'>): Notice {
  return { type: 'message.notice.v1', eventId, at, accountId, kind: notice, facts: { maskedName, cardId } };
}

/** The state a refusal of the authority reveals. A card it does not know may be another authority's: that says nothing. */
export function revealedState(refusal: CardRefusal | RegisterRefusal): 'lost' | 'closed' | undefined {
  if (refusal === 'card/lost') return 'lost';
  return refusal === 'card/closed' ? 'closed' : undefined;
}

/** The card as the authority has it, except that a loss reported here and still on its way there stands. */
export function stateKept({ state, lossWaitsSince }: Pick<Card, 'state' | 'lossWaitsSince'>, told: CardState): CardState {
  return lossWaitsSince ? state : told;
}

/** One package fewer shows the number; at none it is free. */
export function unbound(marker: VisitMarker): VisitMarker {
  return { ...marker, bindings: marker.bindings - 1 };
}

/** One line of what an institution did. */
export function signedForView({ claimId, maskedName, maskedNumber, claimedAt, move }: AssistedClaimKept): Omit<AssistedClaim, 'card'> {
  return { claimId, maskedName, maskedNumber, claimedAt, ...(move ? { move } : {}) };
}

/** 同意书: what is kept of a consent given on paper; its texts are those in force. */
export function consentGiven(kind: AssistedConsent['kind']): AssistedConsent {
  return { kind, texts: TEXTS_SIGNED[kind].map((purpose) => ({ purpose, version: consentText(purpose).version })) };
}

type TypedRefusal = DocumentRefusalCode | 'identity/newborn-too-old' | 'assisted/birthday-needed' | 'assisted/guardian-needed';

/** Who stands at a counter, as typed from the original documents: the person's, and of a child the guardian's. */
export function personAtCounter(typed: TypedPerson, today: ChinaDay): Result<Person, TypedRefusal> {
  const read = readPerson(typed, today);
  if (!read.ok) return read;
  const guardian = guardianIn(typed, today);
  if (!guardian.ok) return guardian;
  // Not even a loss: its number is its mother's.
  if (read.value.document.type === '16' && !guardian.value.guardian) return refuse('assisted/guardian-needed', { field: 'guardian' });
  const birthday = birthdayIn(typed, read.value, today);
  return birthday.ok ? ok({ ...read.value, ...birthday.value, ...guardian.value }) : birthday;
}

function guardianIn({ guardian }: TypedPerson, today: ChinaDay): Result<Pick<Person, 'guardian'>, DocumentRefusalCode> {
  if (!guardian) return ok({});
  const read = readPerson(guardian, today);
  return read.ok ? ok({ guardian: read.value }) : refuse(read.refusal.code, { field: `guardian.${read.refusal.facts?.field ?? 'idNumber'}` });
}

/** Typed where the number tells none. 16: the number ends with the 92nd day of life. */
function birthdayIn({ birthday }: TypedPerson, { document }: Person, today: ChinaDay): Result<Pick<Person, 'birthday'>, TypedRefusal> {
  if (document.birthday !== undefined) return ok({});
  const field = { field: 'birthday' };
  if (birthday === undefined) return refuse('assisted/birthday-needed', field);
  if (!isPossibleBirthday(birthday, today)) return refuse('identity/birth-date-wrong', field);
  return document.type === '16' && !newbornNumberIsUsable(birthday, today) ? refuse('identity/newborn-too-old', field) : ok({ birthday });
}

/** 民法典 19, 20, PIPL 31: for a child under 14 the guardian decides, so it is named and signs. */
export function lackingGuardian({ document, birthday = document.birthday, guardian }: Person, proof: AssistedConsent['kind'], today: ChinaDay) {
  if (!guardianDecides({ type: document.type, birthday }, today)) return undefined;
  if (!guardian) return refuse('assisted/guardian-needed', { field: 'guardian' });
  return proof === 'guardian-signature' ? undefined : refuse('assisted/guardian-signature-needed', { field: 'proof.kind' });
}

/** Another birthday than the register's is another person's, or hides a child. A register that tells none is no witness. */
export function bornOtherwise({ birthday }: Person, known: { readonly birthday?: string }) {
  const differs = birthday !== undefined && known.birthday !== undefined && known.birthday !== birthday;
  return differs ? refuse('assisted/birthday-differs', { field: 'birthday' }) : undefined;
}
