/** 3.3: what was filled in, back to the hospital once; and an old patient's data as they were put right. */
import { chinaDayOf } from '../../../shared/kernel/china-day';
import { ok, refuse } from '../../../shared/kernel/result';
import type { getPatientsHealthCard, getRegInfoByCode, savePatients } from '../../../shared/open-platform/filing.methods';
import type { Answered, InputOf, MethodAnswer } from '../../../shared/open-platform/method';
import { SUCCESS } from '../../../shared/open-platform/result-codes';
import type { Applicant, CodeSubject, Issuer, OneTimeCodes, PartnerCaller, ReachAccount, RecordAudit, Relations } from '../open-platform.ports';
import { entryOf, readForm } from '../open-platform.rules';

export type GiveFiledDeps = {
  readonly codes: Pick<OneTimeCodes, 'redeem' | 'mint'>;
  readonly issuer: Pick<Issuer, 'register'>;
  readonly relations: Pick<Relations, 'bind'>;
  readonly reachAccount: ReachAccount;
  readonly recordAudit: RecordAudit;
  readonly markOf: (document: Applicant['document']) => string;
  readonly now: () => number;
};
type Save = typeof savePatients;
export type GiveRegInfo = (input: InputOf<typeof getRegInfoByCode>, caller: PartnerCaller) => MethodAnswer<typeof getRegInfoByCode>;
export type GivePatient = (input: InputOf<typeof getPatientsHealthCard>, caller: PartnerCaller) => MethodAnswer<typeof getPatientsHealthCard>;
export type SavePatients = (input: InputOf<Save>, caller: PartnerCaller) => MethodAnswer<Save>;

export function makeGiveRegInfo({ codes, recordAudit }: GiveFiledDeps): GiveRegInfo {
  return async function give({ code }, caller) {
    return codes.redeem({ kind: 'reg-info', text: code }, { caller, content: code }, async ({ more }) => {
      await recordAudit(entryOf(caller, 'getRegInfoByCode', `institution#${caller.hospital.hospitalId}`));
      return ok(formIn(more));
    });
  };
}

export function makeGivePatient({ codes, recordAudit }: GiveFiledDeps): GivePatient {
  return async function give({ patientCode }, caller) {
    return codes.redeem({ kind: 'patient', text: patientCode }, { caller, content: patientCode }, async ({ more }) => {
      await recordAudit(entryOf(caller, 'getPatientsHealthCard', `institution#${caller.hospital.hospitalId}`));
      return ok(formIn(more));
    });
  };
}

function formIn(more: CodeSubject['more']): Record<string, string> {
  return JSON.parse(more?.['form'] ?? '{}') as Record<string, string>;
}

export function makeSavePatients(deps: GiveFiledDeps): SavePatients {
  return async function save(input, caller) {
    const applicant = readForm(input.card, chinaDayOf(deps.now()));
    if (!applicant.ok) return refuse(applicant.refusal.code, { field: `card.${applicant.refusal.facts?.field ?? ''}` });
    const redeeming = { caller, content: JSON.stringify(input) };
    const issue = (subject: CodeSubject) => saved(deps, { applicant: applicant.value, input, caller, subject });
    const done = await deps.codes.redeem({ kind: 'auth', text: input.code }, redeeming, issue);
    // The code of a form, or the one that came back with a failure: the contract does not say which (3.3).
    return done.ok || done.refusal.code !== 'code-not-valid' ? done : deps.codes.redeem({ kind: 'reg-info', text: input.code }, redeeming, issue);
  };
}

type Saving = { readonly applicant: Applicant; readonly input: InputOf<Save>; readonly caller: PartnerCaller; readonly subject: CodeSubject };

async function saved({ codes, issuer, relations, reachAccount, recordAudit, markOf }: GiveFiledDeps, { applicant, input: { card }, caller, subject }: Saving): Promise<Answered<Save>> {
  await recordAudit(entryOf(caller, 'savePatients', markOf(applicant.document)));
  const issued = await issuer.register(applicant, { serial: caller.serial, channel: 'app' });
  if (!issued.ok) return issued;
  const { healthCardId } = issued.value;
  const { hospitalId } = caller.hospital;
  if (card.patid !== undefined && !(await relations.bind({ hospitalId, healthCardId, patid: card.patid }))) return refuse('patid-of-another', { field: 'card.patid' });
  if (subject.accountId) await reachAccount(subject.accountId, caller.requestId);
  const patientCode = await codes.mint('patient', { appId: caller.app.appId, more: { form: JSON.stringify(card) } });
  return ok({ code: '0', msg: SUCCESS, patientCode, healthCardId });
}
