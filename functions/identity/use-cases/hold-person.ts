/** A person the account may act for today, opened. The caller wrote its audit entry before. */
import { ok, refuse, type Result } from '../../../shared/kernel/result';
import { actingOn, type Acting } from '../../../shared/identity/family.rules';
import type { PersonOnFile } from '../../../shared/identity/file.schema';
import { consentsInForce } from '../../../shared/identity/identity.rules';
import type { ConsentPurpose } from '../../../shared/identity/identity.schema';
import { guardianOf, linkGround, todayAt } from '../identity.rules';
import type { AccountFile, Accounts, Files, HasWithdrawn, Held, HoldPerson, HoldRefusal, Member } from '../identity.ports';

export type HoldPersonDeps = { readonly files: Files; readonly accounts: Accounts; readonly hasWithdrawn: HasWithdrawn; readonly now: () => number };

export function makeHoldPerson(deps: HoldPersonDeps): HoldPerson {
  return async function holdPerson(accountId, memberId) {
    const file = await deps.files.read(accountId);
    if (file?.self?.personId === undefined) return refuse('identity/real-name-needed');
    const consents = consentsInForce(file.account.consents);
    const phone = await deps.accounts.openPhone(file.account);
    const held = memberId === undefined ? await holdSelf(deps, file.self, consents) : await holdMember(deps, file, { memberId, consents });
    return held.ok && phone !== undefined ? ok({ ...held.value, phone }) : held;
  };
}

type HeldOr = Result<Held, HoldRefusal>;

async function holdSelf({ files }: HoldPersonDeps, self: PersonOnFile, consents: readonly ConsentPurpose[]): Promise<HeldOr> {
  if (actingOn('delegate', consents) === undefined) return refuse('family/not-consented');
  return ok({ ...(await files.open(self)), ...levelOf(self), personId: self.personId ?? '', ground: 'self' });
}

async function holdMember({ files, hasWithdrawn, now }: HoldPersonDeps, file: AccountFile, { memberId, consents }: { memberId: string; consents: readonly ConsentPurpose[] }): Promise<HeldOr> {
  const member = await file.member(memberId);
  if (!member) return refuse('identity/member-unknown');
  const ground = actingOn(linkGround(member, todayAt(now())), consents);
  if (ground === undefined || member.personId === undefined) return refuse('family/not-consented');
  if (ground === 'delegate' && (await hasWithdrawn(member.personId))) return refuse('family/not-consented');
  const held = { ...(await files.open(member)), ...levelFor(member, ground, file.self), personId: member.personId, memberId, ground };
  const guardian = member.member.link.kind === 'child' ? await guardianOf(file, member) : undefined;
  return ok(guardian ? { ...held, guardian: await files.open(guardian) } : held);
}

type Level = Pick<Held, 'assurance' | 'assuredAt' | 'provedToConsent'>;

function levelOf({ presence, verifiedAt = '' }: PersonOnFile): Level {
  return presence ? { assurance: 'L2', assuredAt: presence.at } : { assurance: 'L1', assuredAt: verifiedAt };
}

/** For a child under 14 the guardian is the one who acts (民法典 19, 20): the guardian's presence counts, if it is the later one. */
function levelFor(member: Member, ground: Acting, guardian: PersonOnFile | undefined): Level {
  const own: Level = { ...levelOf(member), ...(wasToConsent(member) ? { provedToConsent: true } : {}) };
  if (ground !== 'guardian' || guardian?.presence === undefined) return own;
  const isLater = own.assurance === 'L1' || guardian.presence.at > own.assuredAt;
  return isLater ? { assurance: 'L2', assuredAt: guardian.presence.at } : own;
}

/** Who came to consent did not come to have a card closed: what is decided through the other needs a presence proved after it. */
function wasToConsent({ presence, member: { link } }: Member): boolean {
  return presence !== undefined && link.consentedAt !== undefined && presence.at <= link.consentedAt;
}
