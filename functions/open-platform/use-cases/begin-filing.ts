/** 1.7 建档开始: a hospital sends a resident to the bind page, and again with what they filled in on its form. */
import { chinaDayOf } from '../../../shared/kernel/china-day';
import { ok, refuse } from '../../../shared/kernel/result';
import type { registerHealthCardPreAuth, registerHealthCardPreFill } from '../../../shared/open-platform/filing.methods';
import type { InputOf, MethodAnswer } from '../../../shared/open-platform/method';
import type { CodeSubject, Filings, NamedPerson, NewFiling, OneTimeCodes, PartnerCaller, RecordAudit } from '../open-platform.ports';
import { entryOf, foreignPage, readForm } from '../open-platform.rules';

export type BeginFilingDeps = {
  readonly codes: Pick<OneTimeCodes, 'redeem'>;
  readonly filings: Pick<Filings, 'begin'>;
  readonly recordAudit: RecordAudit;
  readonly markOf: (document: NamedPerson['document']) => string;
  readonly bindPage: (code: string) => string;
  readonly now: () => number;
};
type PreAuth = typeof registerHealthCardPreAuth;
type PreFill = typeof registerHealthCardPreFill;
export type BeginFiling = (input: InputOf<PreAuth>, caller: PartnerCaller) => MethodAnswer<PreAuth>;
export type FillFiling = (input: InputOf<PreFill>, caller: PartnerCaller) => MethodAnswer<PreFill>;

export function makeBeginFiling({ codes, filings, bindPage }: BeginFilingDeps): BeginFiling {
  return async function begin(input, caller) {
    const field = foreignPage(caller.app, pagesOf(input));
    if (field !== undefined) return refuse('input-not-valid', { field });
    const { wechatCode, userFormPageUrl: formPage } = input;
    const start = async (subject: CodeSubject) => {
      const code = await filings.begin({ ...factsOf(caller, subject), stage: 'cards', contents: { ...waysBack(input), formPage } });
      return ok({ bindCardUrl: bindPage(code) });
    };
    if (wechatCode === caller.app.permanentWechatCode) return start({});
    return codes.redeem({ kind: 'wechat', text: wechatCode }, { caller, content: JSON.stringify(input) }, start);
  };
}

export function makeFillFiling({ codes, filings, recordAudit, markOf, bindPage, now }: BeginFilingDeps): FillFiling {
  return async function fill(input, caller) {
    const field = foreignPage(caller.app, pagesOf(input));
    if (field !== undefined) return refuse('input-not-valid', { field });
    const applicant = readForm(input, chinaDayOf(now()));
    if (!applicant.ok) return refuse(applicant.refusal.code, applicant.refusal.facts);
    await recordAudit(entryOf(caller, 'registerHealthCardPreFill', markOf(applicant.value.document)));
    return codes.redeem({ kind: 'auth', text: input.authCode }, { caller, content: JSON.stringify(input) }, async (subject) => {
      const code = await filings.begin({ ...factsOf(caller, subject), stage: 'form', contents: { ...waysBack(input), form: JSON.stringify(formIn(input)) } });
      return ok({ verifyUrl: bindPage(code) });
    });
  };
}

type Pages = Pick<InputOf<PreFill>, 'successRedirectUrl' | 'failRedirectUrl' | 'verifyFailRedirectUrl' | 'faceUrl' | 'ncidasUrl'> & { readonly userFormPageUrl?: string };

function pagesOf({ successRedirectUrl, failRedirectUrl, verifyFailRedirectUrl, faceUrl, ncidasUrl, userFormPageUrl }: Pages) {
  return { successRedirectUrl, failRedirectUrl, verifyFailRedirectUrl, faceUrl, ncidasUrl, userFormPageUrl };
}

/** Of a resident who does not want to, the contract says no more than that nothing was verified. */
function waysBack({ successRedirectUrl, failRedirectUrl, verifyFailRedirectUrl }: Pages) {
  return { successPage: successRedirectUrl, failPage: failRedirectUrl, declinePage: verifyFailRedirectUrl };
}

function factsOf({ app, hospital }: PartnerCaller, { accountId }: CodeSubject): Omit<NewFiling, 'stage' | 'contents'> {
  return { appId: app.appId, hospitalId: hospital.hospitalId, hospitalName: hospital.name, ...(accountId ? { accountId } : {}) };
}

/** What was filled in, without where it leads. */
function formIn({ authCode: _code, successRedirectUrl: _success, failRedirectUrl: _fail, verifyFailRedirectUrl: _unverified, faceUrl: _face, ncidasUrl: _ncidas, ...form }: InputOf<PreFill>) {
  return form;
}
