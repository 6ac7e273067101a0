/** What several use cases decide alike: views for the owner, claims, notices, who is on a file. */
import { chinaDayOf, instantOf, type ChinaDay } from '../../shared/kernel/china-day';
import { maskName, maskNumber, maskPhone } from '../../shared/kernel/masking';
import type { Refused } from '../../shared/kernel/result';
import { ACTING_TEXT } from '../../shared/identity/acting-text';
import { CONSENT_TEXTS, consentText } from '../../shared/identity/consent-texts';
import { actingOn, agreeing, awaitsConsent, changesOn, groundOn, RESTS_ON, type Agreeing } from '../../shared/identity/family.rules';
import { SELF, type AccountRecord, type MemberPart, type PersonOnFile } from '../../shared/identity/file.schema';
import { consentsInForce, motherNumberOf, type NamedPerson } from '../../shared/identity/identity.rules';
import type { Account, ActingGround, Asking, Assurance, FamilyMember, RealName } from '../../shared/identity/identity.schema';
import type { MessageKind, Notice } from '../../shared/messages/messages.schema';
import type { AccountFile, Accounts, Agreed, Claims, ConsentAct, Files, Member, MemberPlace, PendingProof, Persons } from './identity.ports';

export * from './links.rules';

const SAVING_TRIES = 8;
const PHONE_TAIL = 4;

/** Runs `attempt` again while somebody else changed the same thing in between (it gives undefined). */
export async function untilSaved<Value>(attempt: () => Promise<Value | undefined>): Promise<Value> {
  for (let tries = 0; tries < SAVING_TRIES; tries += 1) {
    const value = await attempt();
    if (value !== undefined) return value;
  }
  throw new Error('the same account is changed by too many at once');
}

/** A session's account has a file; anything else is a fault. */
export function existing<Found>(found: Found | undefined): Found {
  if (found === undefined) throw new Error('an account without a file');
  return found;
}

/** The same refusal under the route's own name for it. */
export function withCode<Code extends string>(refused: Refused<string>, code: Code): Refused<Code> {
  return { ok: false, refusal: { ...refused.refusal, code } };
}

/** Where no guardian was asked about, the register cannot have refused one. */
export function withoutGuardian<Code extends string>(code: Code): Exclude<Code, 'family/guardian-not-registered'> {
  if (code === 'family/guardian-not-registered') throw new Error('no guardian was asked about');
  return code as Exclude<Code, 'family/guardian-not-registered'>;
}

/** The holder, or a member whose link has not ended. */
export async function personOf(file: AccountFile, key: string, today: ChinaDay): Promise<PersonOnFile | undefined> {
  if (key === SELF) return file.self;
  const member = await file.member(key);
  return member && linkGround(member, today) !== 'ended' ? member : undefined;
}

export function linkGround({ member }: Member, today: ChinaDay): ActingGround {
  return groundOn(member.link, member.birthday, today);
}

/** Of an account whose holder withdrew what everything rests on nothing is shown to others, and they decide nothing in it. */
export function isConsenting({ consents }: AccountRecord): boolean {
  const given = consentsInForce(consents);
  return RESTS_ON.every((purpose) => given.includes(purpose));
}

/** The versions agreed to, when each text that is needed was agreed to as it is in force. */
export function agreedTo(needed: readonly Agreeing[], given: Agreed): Agreed | undefined {
  const inForce = { acting: ACTING_TEXT.version, face: consentText('face').version };
  return needed.every((one) => given[one] === inForce[one]) ? Object.fromEntries(needed.map((one) => [one, inForce[one]])) : undefined;
}

/** What a person on a file says yes to themselves; the holder agreed in the account. */
export function agreeingOf({ member }: PersonOnFile, today: ChinaDay): readonly Agreeing[] {
  return member === undefined ? [] : agreeing(member.link, member.birthday, today);
}

type Saying = Omit<NonNullable<ConsentAct['said']>, 'witness'> & { readonly personId: string; readonly witness: string | undefined };

/** Each yes as it is kept, under the person who said it. */
export function actsOfAgreeing(agreed: Agreed, { personId, witness, ...where }: Saying, at: string): readonly ConsentAct[] {
  const said = { ...where, ...(witness === undefined ? {} : { witness }) };
  return (['acting', 'face'] as const).flatMap((purpose) => {
    const version = agreed[purpose];
    return version === undefined ? [] : [{ by: personId, purpose, version, act: 'given', at, said }];
  });
}

/** A yes that is taken back is kept so, in the version it was given to; nothing where none was given. */
export async function actsOfEnding({ files }: { readonly files: Files }, { personId = '' }: PersonOnFile, { accountId, key, at }: { accountId: string; key: string; at: string }): Promise<readonly ConsentAct[]> {
  const [given] = (await files.consentActs(personId)).filter(({ purpose }) => purpose === 'acting').slice(-1);
  return given ? [{ ...given, act: 'withdrawn', at, said: { accountId, memberId: key, how: 'own-phone' } }] : [];
}

/** Every account the person is verified in is told who may act for them now: whoever did not mean it ends it there. */
export async function tellAgreed({ files, persons }: { readonly files: Files; readonly persons: Persons }, personId: string, notice: (to: string) => Notice): Promise<readonly Notice[]> {
  const ids = [...new Set([personId, await persons.survivorOf(personId)])];
  const accounts = (await Promise.all(ids.map((id) => files.accountsOf(id)))).flat();
  return [...new Set(accounts)].map(notice);
}

/** Who asks, in full: for whom they ask about, and the clerk who reads it to them. Opens sealed data. */
export async function askingIn({ files, accounts }: { readonly files: Files; readonly accounts: Pick<Accounts, 'openPhone'> }, { account, self }: AccountFile, { member }: Member): Promise<Asking> {
  const phone = await accounts.openPhone(account);
  return { name: (await files.open(existing(self))).name, relation: member.relation, ...(phone === undefined ? {} : { phoneTail: phone.slice(-PHONE_TAIL) }) };
}

/** Where other accounts act, or acted, for the person: under their own id, and under the one they were merged into. */
export async function linksByOthers({ files, persons }: { readonly files: Files; readonly persons: Persons }, self: PersonOnFile | undefined): Promise<readonly MemberPlace[]> {
  if (self?.personId === undefined) return [];
  const ids = new Set([self.personId, await persons.survivorOf(self.personId)]);
  const links = (await Promise.all([...ids].map((id) => files.linksTo(id)))).flat();
  return links.filter(({ accountId }) => accountId !== self.accountId);
}

/** By document, or by person: someone known by a passport may have been named by their identity card. */
export async function isSamePerson(persons: Persons, self: PersonOnFile, member: Member): Promise<boolean> {
  if (self.documentMark === member.documentMark) return true;
  if (self.personId === undefined || member.personId === undefined) return false;
  return (await persons.survivorOf(self.personId)) === (await persons.survivorOf(member.personId));
}

export function isMember(person: PersonOnFile): person is Member {
  return person.member !== undefined;
}

/** 未核验 none · 姓名证件一致 L1 · 本人到场 L2 */
export function assuranceOf({ personId, presence }: PersonOnFile): Assurance {
  if (personId === undefined) return 'none';
  return presence === undefined ? 'L1' : 'L2';
}

/** Who answers for a child: of a newborn the mother, else the account's holder. */
export async function guardianOf(file: AccountFile, { member }: Member): Promise<PersonOnFile | undefined> {
  return member.motherMemberId === undefined ? file.self : file.member(member.motherMemberId);
}

/** True when the newborn's number begins with that person's number. */
export function isMotherOf(newborn: NamedPerson, { document }: NamedPerson): boolean {
  return document.number === motherNumberOf(newborn.document.number);
}

type MemberFacts = Omit<MemberPart, 'birthday' | 'changesOn' | 'motherMemberId'> & { readonly birthday?: string | undefined; readonly motherMemberId?: string | undefined };

/** A member's part of the file; only a child's birthday is kept, and the day it changes the ground follows from it. */
export function memberPart({ relation, link, addedAt, birthday, motherMemberId }: MemberFacts, today: ChinaDay): MemberPart {
  const next = changesOn(link, birthday, today);
  return {
    relation, link, addedAt,
    ...(link.kind === 'child' && birthday !== undefined ? { birthday } : {}),
    ...(next === undefined ? {} : { changesOn: next }),
    ...(motherMemberId === undefined ? {} : { motherMemberId }),
  };
}

/** Whose consent an invitation still waits for: the document is the one it was sent for, and the asker did not withdraw. */
export async function invitedIn(file: AccountFile | undefined, { key, documentMark }: PendingProof): Promise<Member | undefined> {
  const member = file && isConsenting(file.account) ? await file.member(key) : undefined;
  return member?.documentMark === documentMark && awaitsConsent(member.member.link) ? member : undefined;
}

export function claimsOf({ consents, post }: AccountRecord): Claims {
  return { consents: consentsInForce(consents), ...(post ? { post } : {}) };
}

export function realNameView(person: PersonOnFile, { name, document }: NamedPerson): RealName {
  return {
    maskedName: maskName(name), idType: document.type, maskedNumber: maskNumber(document.number),
    assurance: assuranceOf(person), verifiedAt: person.verifiedAt ?? '',
  };
}

export function accountView(account: AccountRecord, opened: { phone?: string | undefined; realName?: RealName | undefined }): Account {
  return {
    accountId: account.accountId,
    ...(opened.phone === undefined ? {} : { maskedPhone: maskPhone(opened.phone) }),
    ...(opened.realName === undefined ? {} : { realName: opened.realName }),
    ...(account.post ? { post: account.post } : {}),
    consents: CONSENT_TEXTS.map(({ purpose, version }) => {
      const given = account.consents[purpose];
      if (given?.withdrawnAt !== undefined) return { purpose, currentVersion: version, withdrawnAt: given.withdrawnAt };
      return given ? { purpose, currentVersion: version, agreedVersion: given.agreedVersion, agreedAt: given.agreedAt } : { purpose, currentVersion: version };
    }),
  };
}

/** A member as the account's owner sees them; a ground that lacks a consent of the account waits. */
export function memberView({ consents }: AccountRecord, person: Member, { name, document, today, consentWithdrawn = false }: NamedPerson & { readonly today: ChinaDay; readonly consentWithdrawn?: boolean }): FamilyMember {
  const ground = linkGround(person, today);
  const acting = consentWithdrawn ? undefined : actingOn(ground, consentsInForce(consents));
  const { relation, changesOn, addedAt } = person.member;
  return {
    memberId: person.key, maskedName: maskName(name), idType: document.type, maskedNumber: maskNumber(document.number),
    relation, ground: acting ?? (ground === 'ended' ? 'ended' : 'waiting'), assurance: assuranceOf(person), addedAt,
    ...(changesOn === undefined ? {} : { changesOn }),
    ...(consentWithdrawn ? { consentWithdrawn } : {}),
  };
}

export type NoticeMaker = (to: string, kind: MessageKind, facts?: Readonly<Record<string, string>>) => Notice;

/** Notices of one moment; facts are masked. */
export function noticesAt(nowMs: number, newId: (prefix: string) => string): NoticeMaker {
  return (to, kind, facts = {}) => ({
    type: 'message.notice.v1', eventId: newId('notice'), at: instantOf(nowMs), accountId: to, kind, facts: { ...facts },
  });
}

export const todayAt = chinaDayOf;

/**
 * The `state` of WeChat's web sign-in: WeChat carries at most 128 characters of a-z A-Z 0-9, so it is a nonce, its end and a
 * signature in hex; the return address is checked before and bound by WeChat's own redirect.
 */
export function writeState(nonce: string, endsAtMs: number, sign: (text: string) => readonly string[]): string {
  const text = nonce + Math.floor(endsAtMs / 1000).toString(16).padStart(8, '0');
  return text + (sign(text)[0] ?? '');
}

const STATE = /^([0-9a-f]{32}([0-9a-f]{8}))([0-9a-f]{64})$/;

/** True while the state is one of ours and its time is not over. */
export function stateHolds(state: string, nowMs: number, sign: (text: string) => readonly string[]): boolean {
  const [, text = '', end = '', signature = ''] = STATE.exec(state) ?? [];
  return signature !== '' && sign(text).includes(signature) && parseInt(end, 16) * 1000 > nowMs;
}
