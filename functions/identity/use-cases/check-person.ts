/**
 * 实名核验 (L1). Checks of one account, and on one document, are made one after the other: each knows the failures before it, so
 * that many at once are no more guesses, and right ones at once are no failures.
 */
import { instantOf } from '../../../shared/kernel/china-day';
import type { LegalDocument } from '../../../shared/kernel/documents';
import { ok, refuse, type Refused, type Result } from '../../../shared/kernel/result';
import { judgeTry, type TryVerdict } from '../../../shared/identity/tries.rules';
import type { CheckedPerson, CheckPerson, CheckRealName, CheckRefusal, Persons, PersonToCheck, RealNameAnswer, RecordAudit, Tries, Try } from '../identity.ports';

export type CheckPersonDeps = {
  readonly tries: Tries;
  readonly checkRealName: CheckRealName;
  readonly persons: Persons;
  readonly recordAudit: RecordAudit;
  /** Of the number alone: a household number tried with one name after the other is one document that is guessed at. */
  readonly triedMark: (document: LegalDocument) => string;
};

const REFUSALS: Readonly<Record<Exclude<RealNameAnswer['answer'], 'match' | 'unavailable' | 'deceased'>, CheckRefusal>> = {
  'name-does-not-match': 'identity/name-does-not-match',
  'not-found': 'identity/document-not-found',
  'guardian-does-not-match': 'family/guardian-not-registered',
};

type Checked = Result<CheckedPerson, CheckRefusal>;

export function makeCheckPerson(deps: CheckPersonDeps): CheckPerson {
  const { tries, recordAudit } = deps;
  return async function checkPerson({ accountId, requestId }, checked) {
    await recordAudit({ subject: accountId, actor: accountId, action: 'identity.check-person', ground: 'self', requestId });
    const tried = { accountId, documentMark: deps.triedMark(checked.person.document) };
    // Who may not try does not stand in the way of those who may.
    const before = judgeTry(await tries.facts(tried));
    if (before.verdict !== 'ask') return refusedUnasked(before);
    return (await tries.oneAtATime(tried, () => tryOnce(deps, tried, checked))) ?? refuse('identity/check-in-progress');
  };
}

async function tryOnce({ tries, persons, checkRealName }: CheckPersonDeps, tried: Try, { person, mother, guardian }: PersonToCheck): Promise<Checked> {
  const facts = await tries.facts(tried);
  const judged = judgeTry(facts);
  if (judged.verdict !== 'ask') return refusedUnasked(judged);
  const answered = await checkRealName(person, mother ?? guardian);
  if (answered.answer === 'unavailable') return refuse('identity/check-unavailable');
  // Said only of a name and number that belong together: nothing was guessed.
  if (answered.answer === 'deceased') return refuse('identity/holder-deceased');
  if (answered.answer !== 'match') {
    await tries.failed(tried);
    return refusedByRegister(answered.answer, judged.triesLeft, facts.triesEndAt);
  }
  await tries.forget(tried);
  const { personId } = await persons.findOrRegister(person.document, person.name);
  return ok({ personId, ...(answered.birthday === undefined ? {} : { birthday: answered.birthday }) });
}

function refusedUnasked(judged: Exclude<TryVerdict, { verdict: 'ask' }>): Refused<CheckRefusal> {
  return judged.verdict === 'presence' ? refuse('identity/presence-needed') : refuse('identity/too-many-tries', { retryAt: instantOf(judged.retryAt), triesLeft: 0 });
}

function refusedByRegister(answer: keyof typeof REFUSALS, triesLeft: number, triesEndAt: number): Refused<CheckRefusal> {
  return refuse(REFUSALS[answer], { triesLeft, ...(triesLeft === 0 ? { retryAt: instantOf(triesEndAt) } : {}) });
}
