/** 实名认证 (L1): one account has one real name; one person may be verified in several accounts, as on a family's phones. */
import { instantOf } from '../../../shared/kernel/china-day';
import type { Resident } from '../../../shared/kernel/caller';
import { ok, refuse, type Refused } from '../../../shared/kernel/result';
import type { Answer, InputOf, RefusalCode } from '../../../shared/kernel/route';
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
    const person = readPerson(input, todayAt(now()));
    if (!person.ok) return person;
    // Whoever types here is older than a newborn's number lives.
    if (person.value.document.type === '16') return refuse('identity/newborn-too-old', { field: 'idType' });
    if (existing(await files.read(caller.accountId)).self?.personId !== undefined) return refuse('identity/already-verified');
    const written = await files.seal(caller.accountId, SELF, person.value);
    const checked = await checkPerson(caller, { person: person.value });
    const asSelf = { accountId: caller.accountId, key: SELF, ...written };
    if (checked.ok) return keep(deps, { ...asSelf, personId: checked.value.personId, verifiedAt: instantOf(now()) }, person.value);
    if (checked.refusal.code === 'identity/presence-needed') await keep(deps, asSelf, person.value);
    return withCode(checked, withoutGuardian(checked.refusal.code));
  };
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
