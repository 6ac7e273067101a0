/** 注册: the person of a document gets a card, or is told which one they hold. Exactly one card per person. */
import { statusShown } from '../../../shared/authority/authority.rules';
import type { RegisterInput } from '../../../shared/authority/inputs.schema';
import { chinaDayOf, instantOf } from '../../../shared/kernel/china-day';
import { ok, refuse, type Result } from '../../../shared/kernel/result';
import type {
  Application, ApplicationAnswer, Applications, AuthorityCaller, Card, Cards, CheckRealName, Holder, MethodAnswer, NewCard, PersonIndex, RecordAudit,
} from '../authority.ports';
import { cardAfter, cardMembers, entryOf, holderFrom, isUsableOn, readApplicant, REGISTER_REFUSALS, stepFor } from '../authority.rules';

export type RegisterDeps = {
  readonly cards: Cards;
  readonly applications: Applications;
  readonly persons: Pick<PersonIndex, 'findOrRegister'>;
  readonly checkRealName: CheckRealName;
  /** Brings a person's card in line with merges that happened meanwhile. */
  readonly settle: (personId: string) => Promise<undefined>;
  readonly cardIds: { healthCardId(personId: string): string; phid(personId: string): string };
  readonly recordAudit: RecordAudit;
  readonly now: () => number;
};
export type Register = (input: RegisterInput, caller: AuthorityCaller) => MethodAnswer;
type Applying = { readonly application: Application; readonly input: RegisterInput; readonly holder: Holder; readonly caller: AuthorityCaller };

/** Each time somebody else was quicker, the next look finds what they made. */
const LOOKS = 8;

export function makeRegister(deps: RegisterDeps): Register {
  const { applications, checkRealName, recordAudit, now } = deps;
  return async function register(input, caller) {
    const applicant = readApplicant(input, chinaDayOf(now()));
    if (!applicant.ok) return applicant;
    const application = { appId: caller.appId, registerNo: input.registerNo, document: applicant.value.document, name: applicant.value.name };
    const earlier = await applications.find(application);
    if (earlier === 'other') return refuse('replay-altered', { field: 'registerNo' });
    if (earlier) return repeat(earlier, caller);
    const checked = await checkRealName(applicant.value);
    if (!checked.ok) return refuse(REGISTER_REFUSALS[checked.refusal.code]);
    const holder = holderFrom(applicant.value, input, checked.value);
    if (!isUsableOn(chinaDayOf(now()), holder)) return refuse('biz-not-valid', { field: 'idNumber' });
    return giveCard(deps, { application, input, holder, caller });
  };

  async function repeat(earlier: ApplicationAnswer, caller: AuthorityCaller) {
    await recordAudit(entryOf(caller, 'register', earlier.personId));
    return ok(answerOf(earlier));
  }
}

async function giveCard(deps: RegisterDeps, applying: Applying): MethodAnswer {
  const { application, caller } = applying;
  for (let look = 1; look <= LOOKS; look += 1) {
    const { personId } = await deps.persons.findOrRegister(application.document, application.name);
    if (look === 1) await deps.recordAudit(entryOf(caller, 'register', personId));
    const attempt = await tryOnce(deps, applying, personId);
    if (!attempt.ok) return attempt;
    // Somebody was quicker; if it was this very application, theirs is the answer.
    const answer = attempt.value ?? (await deps.applications.find(application));
    if (answer === 'other') return refuse('replay-altered', { field: 'registerNo' });
    if (answer) return ok(answerOf(answer));
  }
  return refuse('busy');
}

/** One attempt; undefined when somebody else was quicker. */
async function tryOnce(deps: RegisterDeps, applying: Applying, personId: string): Promise<Result<ApplicationAnswer | undefined, 'card-lost' | 'card-closed'>> {
  const { application, input } = applying;
  const card = await deps.cards.ofPerson(personId);
  const step = stepFor(card, input.applyType === 'batch');
  if (step === 'card-lost' || step === 'card-closed') return refuse(step);
  if (step === 'settle') {
    await deps.settle(personId);
    return ok(undefined);
  }
  if (!card || step !== 'answer') return ok(await issue(deps, applying, { card, personId, isReissue: step === 'reissue' }));
  const answered = { application, answer: { ...card, status: statusShown(card), already: true } };
  return ok((await deps.applications.keep(answered)) ? answered.answer : undefined);
}

type Issuing = { readonly card: Card | undefined; readonly personId: string; readonly isReissue: boolean };

async function issue(deps: RegisterDeps, applying: Applying, { card, personId, isReissue }: Issuing): Promise<ApplicationAnswer | undefined> {
  const { application, holder } = applying;
  const issuedAt = instantOf(deps.now());
  const changed = card && cardAfter(isReissue ? 'reissue' : 'activate', card, issuedAt);
  const next = changed ?? firstCard(deps, applying, { personId, issuedAt });
  const answered = { application, answer: { ...next, already: false } };
  const done = changed ? await deps.cards.change(changed, { holder, answered }) : await deps.cards.issue(next, holder, answered);
  if (!done) return undefined;
  await deps.settle(personId);
  return answered.answer;
}

/** Pre-generated cards stay unissued (5) until the person applies. */
function firstCard({ cardIds }: RegisterDeps, { input, caller }: Applying, { personId, issuedAt }: { personId: string; issuedAt: string }): NewCard {
  const status = input.applyType === 'batch' ? '5' : '1';
  return { healthCardId: cardIds.healthCardId(personId), phid: cardIds.phid(personId), personId, status, merged: false, issueNo: 1, issuedAt, issuedBy: caller.appId };
}

function answerOf({ already, ...card }: ApplicationAnswer) {
  return { ...cardMembers({ ...card, merged: false }), already: already ? '1' : '0' };
}
