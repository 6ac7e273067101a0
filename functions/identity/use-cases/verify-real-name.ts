/** 实名认证 (L1): one account has one real name; one person may be verified in several accounts, as on a family's phones. */
import { instantOf, type ChinaDay } from '../../../shared/kernel/china-day';
import type { Resident } from '../../../shared/kernel/caller';
import { ok, refuse, type Refused, type Result } from '../../../shared/kernel/result';
import type { Answer, InputOf, RefusalCode } from '../../../shared/kernel/route';
import { isUnder14 } from '../../../shared/identity/family.rules';
import { SELF, type PersonOnFile } from '../../../shared/identity/file.schema';
import { readPerson, type NamedPerson } from '../../../shared/identity/identity.rules';
import type { verifyRealNameRoute } from '../../../shared/identity/identity.routes';
import { existing, noticesAt, realNameView, todayAt, untilSaved, withCode, withoutGuardian } from '../identity.rules';
import type { CheckPerson, Files } from '../identity.ports';

export type VerifyRealName = (input: InputOf<typeof verifyRealNameRoute>, caller: Resident) => Answer<typeof verifyRealNameRoute>;

export type VerifyRealNameDeps = {
  readonly files: Files;
  readonly checkPerson: CheckPerson;
  readonly now: () => number;
  readonly newId: (prefix: string) => string;
};

type Refusal = Refused<RefusalCode<typeof verifyRealNameRoute>>;

export function makeVerifyRealName(deps: VerifyRealNameDeps): VerifyRealName {
  const { files, checkPerson, now } = deps;
  return async function verifyRealName(input, caller) {
    const person = readGrown(input, todayAt(now()));
    if (!person.ok) return person;
    if (existing(await files.read(caller.accountId)).self?.personId !== undefined) return refuse('identity/already-verified');
    const written = await files.seal(caller.accountId, SELF, person.value);
    const checked = grown(await checkPerson(caller, { person: person.value }), todayAt(now()));
    const asSelf = { accountId: caller.accountId, key: SELF, ...written };
    if (checked.ok) return keep(deps, { ...asSelf, personId: checked.value.personId, verifiedAt: instantOf(now()) }, person.value);
    if (checked.refusal.code === 'identity/presence-needed') await keep(deps, asSelf, person.value);
    return withCode(checked, withoutGuardian(checked.refusal.code));
  };
}

/** Whoever types here is older than a newborn's number lives, and decides for themselves (PIPL 31). */
function readGrown(input: InputOf<typeof verifyRealNameRoute>, today: ChinaDay): Result<NamedPerson, RefusalCode<typeof verifyRealNameRoute>> {
  const person = readPerson(input, today);
  if (!person.ok) return person;
  const { type, birthday } = person.value.document;
  if (type === '16') return refuse('identity/newborn-too-old', { field: 'idType' });
  return isUnder14(birthday, today) ? tooYoung() : person;
}

/** Where the number tells no birthday, the register may. */
function grown(checked: Awaited<ReturnType<CheckPerson>>, today: ChinaDay) {
  return checked.ok && isUnder14(checked.value.birthday, today) ? tooYoung() : checked;
}

function tooYoung() {
  return refuse('identity/too-young', { field: 'idNumber' });
}

/** The holder on the file, verified or waiting for presence; never over one who was verified meanwhile, nor into an account that was closed. */
function keep({ files, now, newId }: VerifyRealNameDeps, self: Omit<PersonOnFile, 'version'>, named: NamedPerson): Answer<typeof verifyRealNameRoute> {
  return untilSaved(async () => {
    const file = existing(await files.read(self.accountId));
    if (file.self?.personId !== undefined) return refuse('identity/already-verified') satisfies Refusal;
    const person = { ...self, version: file.self?.version ?? 0 };
    const notices = self.personId === undefined ? [] : [noticesAt(now(), newId)(self.accountId, 'real-name-verified')];
    return (await files.save({ account: file.account, persons: [person], notices })) ? ok(realNameView(person, named)) : undefined;
  });
}
