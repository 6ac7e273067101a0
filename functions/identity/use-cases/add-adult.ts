/** 委托代办: names an adult of the family; nothing opens before their own consent at L2. */
import type { Resident } from '../../../shared/kernel/caller';
import { refuse } from '../../../shared/kernel/result';
import type { Answer, InputOf } from '../../../shared/kernel/route';
import type { addAdultRoute } from '../../../shared/identity/family.routes';
import { readPerson } from '../../../shared/identity/identity.rules';
import { existing, todayAt, withCode, withoutGuardian } from '../identity.rules';
import type { Files, PlaceMember, RecordAudit } from '../identity.ports';

export type AddAdult = (input: InputOf<typeof addAdultRoute>, caller: Resident) => Answer<typeof addAdultRoute>;

export type AddAdultDeps = {
  readonly files: Files;
  readonly placeMember: PlaceMember;
  readonly recordAudit: RecordAudit;
  readonly now: () => number;
};

export function makeAddAdult({ files, placeMember, recordAudit, now }: AddAdultDeps): AddAdult {
  return async function addAdult(input, caller) {
    const { accountId, requestId } = caller;
    const person = readPerson(input, todayAt(now()));
    if (!person.ok) return person;
    if (person.value.document.type === '16') return refuse('identity/newborn-too-old', { field: 'idType' });
    if (existing(await files.read(accountId)).self?.personId === undefined) return refuse('identity/real-name-needed');
    await recordAudit({ subject: accountId, actor: accountId, action: 'identity.add-adult', ground: 'self', requestId });
    const placed = await placeMember(caller, { person: person.value, relation: input.relation, kind: 'adult' });
    if (placed.ok) return placed;
    const code = withoutGuardian(placed.refusal.code);
    return withCode(placed, code === 'family/other-age' ? 'family/is-a-child' : code);
  };
}
