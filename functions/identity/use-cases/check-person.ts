import { instantOf } from '../../../shared/kernel/china-day';
import { ok, refuse, type Refused } from '../../../shared/kernel/result';
import { judgeTry, type TryVerdict } from '../../../shared/identity/tries.rules';
import type { CheckPerson, CheckRealName, CheckRefusal, Persons, PersonToCheck, RealNameAnswer, RecordAudit, Tries } from '../identity.ports';

export type CheckPersonDeps = {
  readonly tries: Tries;
  readonly checkRealName: CheckRealName;
  readonly persons: Persons;
  readonly recordAudit: RecordAudit;
};

const REFUSALS: Readonly<Record<Exclude<RealNameAnswer['answer'], 'match' | 'unavailable'>, CheckRefusal>> = {
  'name-does-not-match': 'identity/name-does-not-match',
  'not-found': 'identity/document-not-found',
  deceased: 'identity/holder-deceased',
  'guardian-does-not-match': 'family/guardian-not-registered',
};

/** 实名核验 (L1): counted first, asked then; a right answer forgets the failures, and no answer was no try. */
export function makeCheckPerson(deps: CheckPersonDeps): CheckPerson {
  const { tries, persons, recordAudit } = deps;
  return async function checkPerson({ accountId, requestId }, checked) {
    await recordAudit({ subject: accountId, actor: accountId, action: 'identity.check-person', ground: 'self', requestId });
    const begun = await tries.begin({ accountId, documentMark: checked.documentMark });
    const judged = judgeTry(begun.facts);
    if (judged.verdict !== 'ask') {
      await tries.undo(begun);
      return refusedUnasked(judged);
    }
    const answered = await ask(deps, checked);
    if (answered.answer === 'unavailable') {
      await tries.undo(begun);
      return refuse('identity/check-unavailable');
    }
    if (answered.answer !== 'match') return refusedByRegister(answered.answer, judged.triesLeft, begun.facts.triesEndAt);
    await tries.forget(begun);
    const { document, name } = checked.person;
    const { personId } = await persons.findOrRegister(document, name);
    return ok({ personId, ...(answered.birthday === undefined ? {} : { birthday: answered.birthday }) });
  };
}

function refusedUnasked(judged: Exclude<TryVerdict, { verdict: 'ask' }>): Refused<CheckRefusal> {
  return judged.verdict === 'presence' ? refuse('identity/presence-needed') : refuse('identity/too-many-tries', { retryAt: instantOf(judged.retryAt), triesLeft: 0 });
}

function refusedByRegister(answer: keyof typeof REFUSALS, triesLeft: number, triesEndAt: number): Refused<CheckRefusal> {
  return refuse(REFUSALS[answer], { triesLeft, ...(triesLeft === 0 ? { retryAt: instantOf(triesEndAt) } : {}) });
}

/**
 * A birthday that only the guardian declares must not turn an adult's document into a child's: where neither number nor
 * register tells one, the register must know the guardian.
 */
async function ask({ checkRealName }: CheckPersonDeps, { person, mother, guardian }: PersonToCheck): Promise<RealNameAnswer> {
  const answered = await checkRealName(person, mother);
  const birthdayKnown = answered.answer !== 'match' || answered.birthday !== undefined || person.document.birthday !== undefined;
  return birthdayKnown || mother !== undefined || guardian === undefined ? answered : checkRealName(person, guardian);
}
