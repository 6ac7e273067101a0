/** 用卡数据: what a city or hospital reports of cards used in one day. One bad record refuses all, and nothing is kept. */
import { FIRST_USE_DAY } from '../../../shared/authority/authority.rules';
import type { UseRecord } from '../../../shared/authority/inputs.schema';
import { CLOCK_WINDOW_MS, USE_RECORDS_MAX } from '../../../shared/authority/authority.schema';
import { chinaDayOf, epochMsOf } from '../../../shared/kernel/china-day';
import { ok, refuse } from '../../../shared/kernel/result';
import type { AuthorityCaller, MethodAnswer, RecordAudit, Uses } from '../authority.ports';
import { entryOf } from '../authority.rules';

export type KeepUseRecordsDeps = { readonly uses: Uses; readonly recordAudit: RecordAudit; readonly now: () => number };
export type KeepUseRecords = (records: readonly UseRecord[], caller: AuthorityCaller) => MethodAnswer;

export function makeKeepUseRecords({ uses, recordAudit, now }: KeepUseRecordsDeps): KeepUseRecords {
  return async function keepUseRecords(records, caller) {
    if (records.length > USE_RECORDS_MAX) return refuse('records-too-many');
    if (new Set(records.map(dayOf)).size > 1) return refuse('records-not-same-day');
    const untrue = records.findIndex((record) => dayOf(record) < FIRST_USE_DAY || epochMsOf(record.useTime) > now() + CLOCK_WINDOW_MS);
    if (untrue >= 0) return refuse('biz-not-valid', { field: `${untrue + 1}.useTime` });
    const { appId, cityCode } = caller;
    // Cards may be of other provinces: the record names the card, and the entry the reporter.
    await recordAudit(entryOf(caller, 'use-records', `authority:${appId}`));
    await uses.keep(records.map((record) => ({ ...record, appId, cityCode, source: 'reported' })));
    return ok(undefined);
  };
}

function dayOf({ useTime }: UseRecord): string {
  return chinaDayOf(epochMsOf(useTime));
}
