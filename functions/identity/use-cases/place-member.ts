/**
 * Puts a person into a family: checked at the register, or waiting for presence when strangers guessed at the document. A
 * child's guardian must be known to the register, so that neither a stranger's child nor an adult's document becomes theirs.
 */
import { ageOn, instantOf, type ChinaDay } from '../../../shared/kernel/china-day';
import { ok, refuse, type Result } from '../../../shared/kernel/result';
import { ADULT_AGE, type Link } from '../../../shared/identity/family.rules';
import { FAMILY_MAX } from '../../../shared/identity/family.routes';
import type { FamilyMember } from '../../../shared/identity/identity.schema';
import { existing, linkGround, memberPart, memberView, todayAt, untilSaved, withCode } from '../identity.rules';
import type { AccountFile, CheckedPerson, CheckPerson, Files, Member, PersonToPlace, PlaceMember, PlaceRefusal } from '../identity.ports';

export type PlaceMemberDeps = {
  readonly files: Files;
  readonly checkPerson: CheckPerson;
  readonly now: () => number;
  readonly newId: (prefix: string) => string;
};

type Known = { readonly marks: readonly string[]; readonly personId?: string };
type Placed = Result<FamilyMember, PlaceRefusal>;

export function makePlaceMember(deps: PlaceMemberDeps): PlaceMember {
  const { files, checkPerson, now } = deps;
  return async function placeMember(asker, placed) {
    const today = todayAt(now());
    const marks = files.marksOf(placed.person);
    const place = await placeIn(existing(await files.read(asker.accountId)), { marks }, today);
    if (!place.ok) return place;
    const checked = await checkPerson(asker, placed);
    if (!checked.ok && checked.refusal.code !== 'identity/presence-needed') return withCode(checked, checked.refusal.code);
    const known = checked.ok ? checked.value : undefined;
    if (isOfOtherAge(placed, known, today)) return refuse('family/other-age');
    return untilSaved(() => save(deps, { ...placed, accountId: asker.accountId, marks }, known));
  };
}

/** The register knows a birthday better than a number or a declaration. */
function birthdayOf({ person, birthday }: PersonToPlace, known: CheckedPerson | undefined): ChinaDay | undefined {
  return known?.birthday ?? person.document.birthday ?? birthday;
}

function isOfOtherAge(placed: PersonToPlace, known: CheckedPerson | undefined, today: ChinaDay): boolean {
  const birthday = birthdayOf(placed, known);
  return birthday !== undefined && ageOn(birthday, today) >= ADULT_AGE !== (placed.kind === 'adult');
}

/** The ended link the person takes over again, or nothing, or why there is no place. */
async function placeIn(file: AccountFile, { marks, personId }: Known, today: ChinaDay): Promise<Result<Member | undefined, 'family/is-yourself' | 'family/already-member' | 'family/full'>> {
  const isThem = (one: { documentMark: string; personId?: string }) => marks.includes(one.documentMark) || (personId !== undefined && one.personId === personId);
  if (file.self && isThem(file.self)) return refuse('family/is-yourself');
  const members = await file.members();
  const before = members.find(isThem);
  if (before) return linkGround(before, today) === 'ended' ? ok(before) : refuse('family/already-member');
  return members.length >= FAMILY_MAX ? refuse('family/full') : ok(undefined);
}

type Saving = PersonToPlace & { readonly accountId: string; readonly marks: readonly string[] };

/** An adult is asked; so is a teenager who once ended this guardian's acting. */
function newLink({ declinedBy }: AccountFile, kind: Link['kind'], known: CheckedPerson | undefined): Link {
  const consentNeeded = kind === 'adult' || (known !== undefined && declinedBy.includes(known.personId));
  return { kind, checked: known !== undefined, consentNeeded };
}

/** The account is replaced with it, so that two additions at once cannot both find the last place, or the same person absent. */
async function save({ files, now, newId }: PlaceMemberDeps, saving: Saving, known: CheckedPerson | undefined): Promise<Placed | undefined> {
  const { accountId, person, kind, relation, motherMemberId, marks } = saving;
  const today = todayAt(now());
  const file = existing(await files.read(accountId));
  const place = await placeIn(file, { marks, ...known }, today);
  if (!place.ok) return place;
  const { key, version } = place.value ?? { key: newId('member'), version: 0 };
  const at = instantOf(now());
  const part = memberPart({ relation, link: newLink(file, kind, known), addedAt: at, birthday: birthdayOf(saving, known), motherMemberId }, today);
  const verified = known ? { personId: known.personId, verifiedAt: at } : {};
  const member: Member = { accountId, key, version, ...(await files.seal(accountId, key, person)), ...verified, member: part };
  const saved = await files.save({ account: file.account, persons: [member] });
  return saved ? ok(memberView(file.account, member, { ...person, today })) : undefined;
}
