/** 3.2 领卡: the authority checks name and document, issues the card or gives the one there is; with `patid` it is bound to the hospital. */
import { chinaDayOf } from '../../../shared/kernel/china-day';
import { ok, refuse } from '../../../shared/kernel/result';
import type { registerHealthCard } from '../../../shared/open-platform/card.methods';
import type { Answered, InputOf, MethodAnswer } from '../../../shared/open-platform/method';
import type { Applicant, CodeSubject, Issuer, OneTimeCodes, PartnerCaller, RecordAudit, Relations, ReachAccount } from '../open-platform.ports';
import { adminExt, entryOf, readForm } from '../open-platform.rules';

export type RegisterHealthCardDeps = {
  readonly codes: Pick<OneTimeCodes, 'redeem'>;
  readonly issuer: Pick<Issuer, 'register' | 'code'>;
  readonly relations: Pick<Relations, 'bind'>;
  readonly reachAccount: ReachAccount;
  readonly recordAudit: RecordAudit;
  /** Names a document in the audit that belongs to nobody we know. */
  readonly markOf: (document: Applicant['document']) => string;
  readonly now: () => number;
};
type Method = typeof registerHealthCard;
export type RegisterHealthCard = (input: InputOf<Method>, caller: PartnerCaller) => MethodAnswer<Method>;

export function makeRegisterHealthCard(deps: RegisterHealthCardDeps): RegisterHealthCard {
  return async function register(input, caller) {
    const applicant = readForm(input, chinaDayOf(deps.now()));
    if (!applicant.ok) return refuse(applicant.refusal.code, applicant.refusal.facts);
    const issue = (subject: CodeSubject) => issueTo(deps, { applicant: applicant.value, input, caller, subject });
    if (input.wechatCode === caller.app.permanentWechatCode) return issue({});
    return deps.codes.redeem({ kind: 'wechat', text: input.wechatCode }, { caller, content: JSON.stringify(input) }, issue);
  };
}

type Applying = { readonly applicant: Applicant; readonly input: InputOf<Method>; readonly caller: PartnerCaller; readonly subject: CodeSubject };

async function issueTo(deps: RegisterHealthCardDeps, { applicant, input, caller, subject }: Applying): Promise<Answered<Method>> {
  const { issuer, relations, recordAudit, markOf, reachAccount } = deps;
  await recordAudit(entryOf(caller, 'registerHealthCard', markOf(applicant.document)));
  const issued = await issuer.register(applicant, { serial: caller.serial, channel: 'app' });
  if (!issued.ok) return issued;
  const { healthCardId, phid } = issued.value;
  const code = await issuer.code(healthCardId, 'static');
  if (!code.ok) return refuse(code.refusal.code === 'card-lost' ? 'card-lost' : 'authority-unavailable');
  if (!(await isBound(relations, caller, { healthCardId, patid: input.patid }))) return refuse('patid-of-another', { field: 'patid' });
  if (subject.accountId) await reachAccount(subject.accountId, caller.requestId);
  const { document, ...person } = { nation: '', address: '', ...applicant };
  const holder = { ...person, healthCardId, phid, idType: document.type, idNumber: document.number, phone: input.phone1 };
  return ok({ qrCodeText: code.value, healthCardId, phid, adminExt: adminExt(holder, code.value) });
}

/** True also when there is no number to bind. */
async function isBound(relations: Pick<Relations, 'bind'>, { hospital }: PartnerCaller, { healthCardId, patid }: { readonly healthCardId: string; readonly patid: string | undefined }): Promise<boolean> {
  return patid === undefined || relations.bind({ hospitalId: hospital.hospitalId, healthCardId, patid });
}
