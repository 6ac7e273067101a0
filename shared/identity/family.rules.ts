/**
 * 家人: who may act for whom, from which day to which. Guardianship follows age (民法典 17-23, 27, PIPL 31): under 14 the guardian
 * decides, from 14 to 17 the guardian acts and the teenager may end it, at 18 it is over. For an adult only their own consent counts.
 */
import * as z from 'zod/mini';
import { ageOn, Instant, isChinaDay, type ChinaDay } from '../kernel/china-day';
import type { DocumentType } from '../kernel/documents';
import type { ActingGround, ConsentPurpose } from './identity.schema';

export const TEEN_AGE = 14;
export const ADULT_AGE = 18;

/** 民法典 19, 20, PIPL 31: for a child under 14 the guardian decides. */
export function isUnder14(birthday: ChinaDay | undefined, today: ChinaDay): boolean {
  return birthday !== undefined && ageOn(birthday, today) < TEEN_AGE;
}

/** The same of whoever shows a document: nobody shows a birth certificate for themselves, and a newborn's number tells the mother's age. */
export function guardianDecides({ type, birthday }: { readonly type: DocumentType; readonly birthday?: ChinaDay | undefined }, today: ChinaDay): boolean {
  return type === '08' || type === '16' || isUnder14(birthday, today);
}

/** What binds a member to the account that acts for them; every change of it is a move below. */
export const Link = z.object({
  kind: z.enum(['child', 'adult']),
  /** False while name and number wait for a proof of presence instead of a check by name alone. */
  checked: z.boolean(),
  /** An adult's, or that of a teenager who once ended the guardian's acting. */
  consentNeeded: z.boolean(),
  consentedAt: z.exactOptional(Instant),
  endedAt: z.exactOptional(Instant),
});
export type Link = z.infer<typeof Link>;

/** Grounds on which something may be done today. */
export type Acting = Extract<ActingGround, 'guardian' | 'guardian-of-teen' | 'delegate'>;

/** The ground of a link on a day. A child's link needs the birthday; without one nothing may be done. */
export function groundOn(link: Link, birthday: ChinaDay | undefined, today: ChinaDay): ActingGround {
  if (link.endedAt !== undefined) return 'ended';
  if (link.kind === 'child') return childGround(link, birthday, today);
  return awaits(link) ? 'waiting' : 'delegate';
}

function childGround(link: Link, birthday: ChinaDay | undefined, today: ChinaDay): ActingGround {
  if (birthday === undefined) return 'waiting';
  const age = ageOn(birthday, today);
  if (age >= ADULT_AGE) return 'ended';
  if (awaits(link)) return 'waiting';
  return age < TEEN_AGE ? 'guardian' : 'guardian-of-teen';
}

function awaits(link: Link): boolean {
  return !link.checked || awaitsConsent(link);
}

/** True while the member's own consent is needed and not given: an invitation makes sense. */
export function awaitsConsent(link: Link): boolean {
  return link.endedAt === undefined && link.consentNeeded && link.consentedAt === undefined;
}

/** What everything rests on. */
export const RESTS_ON: readonly ConsentPurpose[] = ['privacy', 'sensitive'];

/**
 * The ground as far as the account's consents carry it: nothing without `privacy` and `sensitive`, and for a child under 14
 * nothing without `child`. Undefined when nothing may be done.
 */
export function actingOn(ground: ActingGround, consents: readonly ConsentPurpose[]): Acting | undefined {
  if (ground === 'waiting' || ground === 'ended') return undefined;
  const needed = ground === 'guardian' ? ([...RESTS_ON, 'child'] as const) : RESTS_ON;
  return needed.every((purpose) => consents.includes(purpose)) ? ground : undefined;
}

/** A member proved to be there, at L2: what was unchecked is checked. Being there agrees to nothing. */
export function proved(link: Link): Link {
  return link.endedAt === undefined ? { ...link, checked: true } : link;
}

/** The member said yes, having proved to be there. */
export function agreed(link: Link, at: Instant): Link {
  return awaitsConsent(link) ? { ...proved(link), consentedAt: at } : link;
}

/** What a member says yes to themselves, each to its own text. */
export type Agreeing = 'acting' | 'face';

/**
 * What the member's own yes is needed for before a proof of presence: to being acted for while the link awaits it, and to their face
 * being taken, which from 14 on nobody else allows (PIPL 29, 31).
 */
export function agreeing(link: Link, birthday: ChinaDay | undefined, today: ChinaDay): readonly Agreeing[] {
  const forThemselves = link.kind === 'adult' || (birthday !== undefined && ageOn(birthday, today) >= TEEN_AGE);
  return [...(awaitsConsent(link) ? (['acting'] as const) : []), ...(forThemselves ? (['face'] as const) : [])];
}

/** Ended by either side; a first ending stands. */
export function ended(link: Link, at: Instant): Link {
  return link.endedAt === undefined ? { ...link, endedAt: at } : link;
}

/** Whom the link is about may end it, except a child under 14. */
export function memberMayEnd(ground: ActingGround): boolean {
  return ground === 'delegate' || ground === 'guardian-of-teen' || ground === 'waiting';
}

/** The day an age is reached; a birthday on 29 February falls on 1 March in a common year, as in `ageOn`. */
export function birthdayOf(birthday: ChinaDay, age: number): ChinaDay {
  const day = `${String(Number(birthday.slice(0, 4)) + age).padStart(4, '0')}${birthday.slice(4)}`;
  return isChinaDay(day) ? day : `${day.slice(0, 4)}-03-01`;
}

/** The next day on which age changes the ground of a child's link: the 14th or the 18th birthday. */
export function changesOn(link: Link, birthday: ChinaDay | undefined, today: ChinaDay): ChinaDay | undefined {
  if (link.kind === 'adult' || link.endedAt !== undefined || birthday === undefined) return undefined;
  return [TEEN_AGE, ADULT_AGE].map((age) => birthdayOf(birthday, age)).find((day) => day > today);
}
