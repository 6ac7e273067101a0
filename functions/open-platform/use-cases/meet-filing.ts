/** 1.7 居民建档: a card is chosen, or the hospital's form filled in and confirmed; then back to its page with a one-time code. */
import type { Resident } from '../../../shared/kernel/caller';
import { chinaDayOf, instantOf } from '../../../shared/kernel/china-day';
import { maskName, maskNumber } from '../../../shared/kernel/masking';
import { ok, refuse, type Result } from '../../../shared/kernel/result';
import type { Answer, InputOf } from '../../../shared/kernel/route';
import type { chooseFilingCardRoute, correctFilingRoute, issueFilingCardRoute, newFilingPatientRoute, readFilingRoute, FilingEnding } from '../../../shared/open-platform/filing.routes';
import { filledIn } from '../../../shared/open-platform/redirect';
import type { Filing, FilingContents, Filings, Issuer, NamedPerson, OneTimeCodes, ReachAccount, RecordAudit, ShownCards } from '../open-platform.ports';
import { choosable, readForm, residentEntry, unusable, type Form } from '../open-platform.rules';

export type MeetFilingDeps = {
  readonly filings: Filings;
  readonly codes: Pick<OneTimeCodes, 'mint'>;
  readonly issuer: Pick<Issuer, 'register'>;
  readonly shownCards: ShownCards;
  readonly reachAccount: ReachAccount;
  readonly recordAudit: RecordAudit;
  readonly markOf: (document: NamedPerson['document']) => string;
  readonly now: () => number;
};
type Meets<Route> = (input: InputOf<Route>, caller: Resident) => Answer<Route>;

export function makeReadFiling({ filings, shownCards, recordAudit }: MeetFilingDeps): Meets<typeof readFilingRoute> {
  return async function read({ code }, caller) {
    const filing = await mine(filings, code, caller);
    if (!filing) return refuse('open-platform/filing-unknown');
    await recordAudit(residentEntry(caller, 'read-filing'));
    const { hospitalName: institutionName, stage, isOpen, ending, validUntilMs } = filing;
    const cards = stage === 'cards' ? await shownCards(caller) : [];
    return ok({ institutionName, stage, isOpen, ...(ending ? { ending } : {}), validUntil: instantOf(validUntilMs), cards: cards.map(choosable), ...patientOf(filings.contents(filing)) });
  };
}

function patientOf({ form }: FilingContents) {
  if (form === undefined) return {};
  const { name, idNumber, idType } = JSON.parse(form) as Form;
  return { patient: { maskedName: maskName(name), maskedNumber: maskNumber(idNumber), idType } };
}

export function makeChooseFilingCard({ filings, codes, shownCards, recordAudit }: MeetFilingDeps): Meets<typeof chooseFilingCardRoute> {
  return async function choose({ code, cardId }, caller) {
    const found = await openFiling(filings, code, { caller, stage: 'cards' });
    if (!found.ok) return found;
    await recordAudit(residentEntry(caller, 'choose-filing-card'));
    const card = (await shownCards(caller)).find((one) => one.cardId === cardId);
    const not = unusable(card);
    if (not) return refuse(not);
    const { appId } = found.value;
    // The code first: one that is led nowhere ends by itself, a filing that ended without one could not be gone on with.
    const healthCode = await codes.mint('health', { appId, accountId: caller.accountId, cardId });
    if (!(await filings.end(found.value, 'done'))) return refuse('open-platform/filing-ended');
    return ok({ leadTo: filledIn(filings.contents(found.value).successPage, { healthCode }) });
  };
}

export function makeNewFilingPatient({ filings, codes, recordAudit }: MeetFilingDeps): Meets<typeof newFilingPatientRoute> {
  return async function newPatient({ code }, caller) {
    const found = await openFiling(filings, code, { caller, stage: 'cards' });
    if (!found.ok) return found;
    await recordAudit(residentEntry(caller, 'new-filing-patient'));
    const { formPage = '' } = filings.contents(found.value);
    const authCode = await codes.mint('auth', { appId: found.value.appId, accountId: caller.accountId });
    if (!(await filings.end(found.value, 'form'))) return refuse('open-platform/filing-ended');
    return ok({ leadTo: filledIn(formPage, { authCode }) });
  };
}

export function makeIssueFilingCard(deps: MeetFilingDeps): Meets<typeof issueFilingCardRoute> {
  const { filings, issuer, recordAudit, markOf, now } = deps;
  return async function issue({ code }, caller) {
    const found = await openFiling(filings, code, { caller, stage: 'form' });
    if (!found.ok) return found;
    await recordAudit(residentEntry(caller, 'issue-filing-card'));
    const contents = filings.contents(found.value);
    const applicant = readForm(JSON.parse(contents.form ?? '{}') as Form, chinaDayOf(now()));
    if (!applicant.ok) return failed(deps, found.value, { contents, ending: 'not-issued' });
    await recordAudit({ ...residentEntry(caller, 'issue-filing-card'), subject: markOf(applicant.value.document) });
    // The code names the issue: pressed twice, it is one card.
    const issued = await issuer.register(applicant.value, { serial: code, channel: 'app' });
    if (issued.ok) return succeeded(deps, found.value, { contents, caller, healthCardId: issued.value.healthCardId });
    return issued.refusal.code === 'authority-unavailable' ? refuse('card/authority-unavailable') : failed(deps, found.value, { contents, ending: 'not-issued' });
  };
}

export function makeCorrectFiling(deps: MeetFilingDeps): Meets<typeof correctFilingRoute> {
  return async function correct({ code }, caller) {
    const found = await openFiling(deps.filings, code, { caller, stage: 'form' });
    if (!found.ok) return found;
    await deps.recordAudit(residentEntry(caller, 'correct-filing'));
    return failed(deps, found.value, { contents: deps.filings.contents(found.value), ending: 'sent-back' });
  };
}

type Led = Promise<Result<{ readonly leadTo: string }, 'open-platform/filing-ended'>>;
type Issued = { readonly contents: FilingContents; readonly caller: Resident; readonly healthCardId: string };

async function succeeded({ filings, codes, reachAccount, shownCards }: MeetFilingDeps, filing: Filing, { contents, caller, healthCardId }: Issued): Led {
  await reachAccount(caller.accountId, caller.requestId);
  const card = (await shownCards(caller)).find((one) => one.healthCardId === healthCardId);
  // Somebody who is not in the resident's family here: the hospital that filed them gets the card it asked for.
  const subject = card ? { accountId: caller.accountId, cardId: card.cardId } : { more: { healthCardId } };
  const healthCode = await codes.mint('health', { appId: filing.appId, ...subject });
  if (!(await filings.end(filing, 'done'))) return refuse('open-platform/filing-ended');
  return ok({ leadTo: filledIn(contents.successPage, { healthCode }) });
}

type Failed = { readonly contents: FilingContents; readonly ending: Extract<FilingEnding, 'sent-back' | 'not-issued'> };

async function failed({ filings, codes }: MeetFilingDeps, filing: Filing, { contents: { failPage, form = '{}' }, ending }: Failed): Led {
  const regInfoCode = await codes.mint('reg-info', { appId: filing.appId, more: { form } });
  if (!(await filings.end(filing, ending))) return refuse('open-platform/filing-ended');
  return ok({ leadTo: filledIn(failPage, { regInfoCode }) });
}

async function mine(filings: Pick<Filings, 'find'>, code: string, { accountId }: Resident): Promise<Filing | undefined> {
  const filing = await filings.find(code);
  return filing && (filing.accountId ?? accountId) === accountId ? filing : undefined;
}

type Met = { readonly caller: Resident; readonly stage: Filing['stage'] };

async function openFiling(filings: Pick<Filings, 'find'>, code: string, { caller, stage }: Met): Promise<Result<Filing, 'open-platform/filing-unknown' | 'open-platform/filing-ended'>> {
  const filing = await mine(filings, code, caller);
  if (!filing) return refuse('open-platform/filing-unknown');
  return filing.isOpen && filing.stage === stage ? ok(filing) : refuse('open-platform/filing-ended');
}
