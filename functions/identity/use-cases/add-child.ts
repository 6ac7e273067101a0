/** 监护 (PIPL 31): a guardian vouches for a child: verified and grown up themselves, and known to the register where the birthday is only declared. */
import { ageOn, type ChinaDay } from '../../../shared/kernel/china-day';
import type { Resident } from '../../../shared/kernel/caller';
import { isPossibleBirthday } from '../../../shared/kernel/legal-document';
import { newbornNumberIsUsable } from '../../../shared/kernel/newborn';
import { ok, refuse, type Result } from '../../../shared/kernel/result';
import type { Answer, InputOf, RefusalCode } from '../../../shared/kernel/route';
import { ADULT_AGE, isUnder14 } from '../../../shared/identity/family.rules';
import type { addChildRoute } from '../../../shared/identity/family.routes';
import { consentsInForce, readPerson, type NamedPerson } from '../../../shared/identity/identity.rules';
import { existing, isMotherOf, linkGround, todayAt, withCode } from '../identity.rules';
import type { AccountFile, Files, PlaceMember, RecordAudit } from '../identity.ports';

export type AddChild = (input: InputOf<typeof addChildRoute>, caller: Resident) => Answer<typeof addChildRoute>;

export type AddChildDeps = {
  readonly files: Files;
  readonly placeMember: PlaceMember;
  readonly recordAudit: RecordAudit;
  readonly now: () => number;
};

type Refusal = RefusalCode<typeof addChildRoute>;
type Child = { readonly person: NamedPerson; readonly birthday: ChinaDay };

export function makeAddChild(deps: AddChildDeps): AddChild {
  const { files, placeMember, recordAudit, now } = deps;
  return async function addChild(input, caller) {
    const { accountId, requestId } = caller;
    const today = todayAt(now());
    const child = readChild(input, today);
    if (!child.ok) return child;
    const file = existing(await files.read(accountId));
    if (file.self?.personId === undefined) return refuse('identity/real-name-needed');
    if (lacksConsent(file, child.value, today)) return refuse('consent/needed');
    await recordAudit({ subject: accountId, actor: accountId, action: 'identity.add-child', ground: 'self', requestId });
    const answering = await whoAnswers(files, file, { child: child.value.person, guardian: await files.open(file.self), today });
    if (!answering.ok) return answering;
    const placed = await placeMember(caller, { ...child.value, relation: 'child', kind: 'child', ...answering.value });
    if (placed.ok) return placed;
    const { code } = placed.refusal;
    return withCode(placed, code === 'family/other-age' ? 'family/not-a-child' : code);
  };
}

function readChild(input: InputOf<typeof addChildRoute>, today: ChinaDay): Result<Child, Refusal> {
  const person = readPerson(input, today);
  if (!person.ok) return person;
  const birthday = person.value.document.birthday ?? input.birthday;
  if (birthday === undefined) return refuse('family/birthday-needed', { field: 'birthday' });
  if (!isPossibleBirthday(birthday, today)) return refuse('identity/birth-date-wrong', { field: 'birthday' });
  if (ageOn(birthday, today) >= ADULT_AGE) return refuse('family/not-a-child');
  const tooOld = person.value.document.type === '16' && !newbornNumberIsUsable(birthday, today);
  return tooOld ? refuse('identity/newborn-too-old', { field: 'birthday' }) : ok({ person: person.value, birthday });
}

/** PIPL 31: of children under 14 the guardian consents in particular. */
function lacksConsent({ account }: AccountFile, { birthday }: Child, today: ChinaDay): boolean {
  return isUnder14(birthday, today) && !consentsInForce(account.consents).includes('child');
}

/** Where the number tells no birthday (a passport), the adult vouches by having been verified. */
function isTooYoung({ document }: NamedPerson, today: ChinaDay): boolean {
  return document.birthday !== undefined && ageOn(document.birthday, today) < ADULT_AGE;
}

type Sought = { readonly child: NamedPerson; readonly guardian: NamedPerson; readonly today: ChinaDay };
type Answering = { readonly guardian: NamedPerson; readonly mother?: NamedPerson; readonly motherMemberId?: string };

/** A newborn's number leads to its mother: the holder, or a member whom the holder may act for. */
async function whoAnswers(files: Files, file: AccountFile, { child, guardian, today }: Sought): Promise<Result<Answering, 'family/guardian-too-young' | 'family/mother-not-known'>> {
  if (isTooYoung(guardian, today)) return refuse('family/guardian-too-young');
  if (child.document.type !== '16') return ok({ guardian });
  if (isMotherOf(child, guardian)) return ok({ guardian, mother: guardian });
  const delegating = (await file.members()).filter((member) => linkGround(member, today) === 'delegate');
  const opened = await Promise.all(delegating.map(async (person) => ({ key: person.key, mother: await files.open(person) })));
  const found = opened.find(({ mother }) => isMotherOf(child, mother));
  return found ? ok({ guardian, mother: found.mother, motherMemberId: found.key }) : refuse('family/mother-not-known');
}
