/** 1.6 批量预制: each patient by itself gets a card that has no effect until they activate it; who could not be done is told with the reason. */
import { staticCodeText } from '../../../shared/card/code-text';
import { chinaDayOf, instantOf } from '../../../shared/kernel/china-day';
import { maskName } from '../../../shared/kernel/masking';
import { ok, refuse, type Refusal, type Result } from '../../../shared/kernel/result';
import { BATCH_ITEMS_MAX, BatchItem, withTodaysNames, type ReceivedItem, type registerBatchHealthCard } from '../../../shared/open-platform/batch.methods';
import type { InputOf, MethodAnswer } from '../../../shared/open-platform/method';
import { errorMessage, RESULT_CODES, type ResultName } from '../../../shared/open-platform/result-codes';
import type { Applicant, IssuedCard, Issuer, PartnerCaller, RecordAudit, Relations, WaitingCards } from '../open-platform.ports';
import { entryOf, readForm } from '../open-platform.rules';

/** What made these cards ahead; upgrades of whole hospitals are named by their ids. */
const BY_CALL = 'registerBatchHealthCard';

export type RegisterBatchDeps = {
  readonly issuer: Pick<Issuer, 'preIssue'>;
  readonly relations: Pick<Relations, 'bind'>;
  readonly waiting: Pick<WaitingCards, 'add'>;
  readonly recordAudit: RecordAudit;
  readonly markOf: (document: Applicant['document']) => string;
  /** A short text that stands for a long one. */
  readonly hash: (text: string) => string;
  readonly now: () => number;
};
type Method = typeof registerBatchHealthCard;
export type RegisterBatch = (input: InputOf<Method>, caller: PartnerCaller) => MethodAnswer<Method>;

type Outcome = Result<{ readonly item: BatchItem; readonly card: IssuedCard }, ResultName>;

export function makeRegisterBatch(deps: RegisterBatchDeps): RegisterBatch {
  return async function registerBatch({ healthCardItems }, caller) {
    if (healthCardItems.length > BATCH_ITEMS_MAX) return refuse('batch-too-large', { field: 'healthCardItems' });
    const outcomes: Outcome[] = [];
    // One after the other: two lines of one patient then end as they stand. Once the authority is away, nobody is kept waiting for it.
    for (const [position, received] of healthCardItems.entries()) {
      outcomes.push(outcomes.some(isAway) ? refuse('authority-unavailable') : await preIssue(deps, { received, position, caller }));
    }
    if (outcomes.every(isAway)) return refuse('authority-unavailable');
    return ok({
      rspItems: outcomes.flatMap((one) => (one.ok ? [told(one.value)] : [])),
      failedItems: outcomes.flatMap((one, position) => (one.ok ? [] : [failed(one.refusal, position, healthCardItems[position])])),
    });
  };
}

function isAway(outcome: Outcome): boolean {
  return !outcome.ok && outcome.refusal.code === 'authority-unavailable';
}

/** The static text, although the card cannot be used yet: what is printed or kept now is good from its activation on. */
function told({ item: { idNumber, idType }, card: { healthCardId } }: { readonly item: BatchItem; readonly card: IssuedCard }) {
  return { idNumber, idType, qrCodeText: staticCodeText(healthCardId), healthCardId };
}

function failed({ code, facts }: Refusal<ResultName>, position: number, received: ReceivedItem | undefined) {
  const { idNumber } = withTodaysNames(received ?? {});
  return { position, idNumber: typeof idNumber === 'string' ? idNumber : '', resultCode: RESULT_CODES[code].code, errMsg: errorMessage(code, facts?.field) };
}

type Asked = { readonly received: ReceivedItem; readonly position: number; readonly caller: PartnerCaller };

async function preIssue(deps: RegisterBatchDeps, { received, position, caller }: Asked): Promise<Outcome> {
  const { issuer, relations, waiting, recordAudit, markOf, hash, now } = deps;
  const read = BatchItem.safeParse(withTodaysNames(received));
  if (!read.success) return refuse('input-not-valid', { field: read.error.issues[0]?.path.join('.') ?? '' });
  const item = read.data;
  const applicant = readForm(item, chinaDayOf(now()));
  if (!applicant.ok) return applicant;
  await recordAudit(entryOf(caller, 'registerBatchHealthCard', markOf(applicant.value.document)));
  const issued = await issuer.preIssue(applicant.value, hash(`${caller.serial} ${String(position)}`));
  if (!issued.ok) return issued;
  const { healthCardId, isPending } = issued.value;
  const { hospitalId } = caller.hospital;
  if (!(await relations.bind({ hospitalId, healthCardId, patid: item.patid }))) return refuse('patid-of-another', { field: 'patid' });
  // Whoever holds a card that works has nothing to activate.
  const link = { appId: caller.app.appId, hospitalId, openId: item.openId };
  if (isPending) await waiting.add({ ...link, healthCardId, maskedName: maskName(applicant.value.name), source: BY_CALL, at: instantOf(now()) });
  return ok({ item, card: issued.value });
}
