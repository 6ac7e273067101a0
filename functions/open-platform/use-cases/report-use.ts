/** 3.5 用卡上报: each use once, whichever report comes first; one from another day is marked as late, one from the future refused. */
import { readCodeText } from '../../../shared/card/code-text';
import { chinaDayOf, epochMsOf } from '../../../shared/kernel/china-day';
import { ok, refuse, type Result } from '../../../shared/kernel/result';
import { instantOfWireTime } from '../../../shared/open-platform/call.schema';
import { REPORTED_LATE_DAYS_MAX, USE_AHEAD_MS } from '../../../shared/open-platform/report.methods';
import type { PartnerCaller, UseReport, UseReports } from '../open-platform.ports';
import { earliestDay } from '../open-platform.rules';

export type ReportUseDeps = {
  readonly uses: UseReports;
  /** A short text that stands for a long one. */
  readonly hash: (text: string) => string;
  readonly now: () => number;
};

/** The members that the three methods of 3.5 have in common. */
export type ReportedUse = {
  readonly time: string; readonly scene: string; readonly qrCodeText?: string; readonly department?: string; readonly cardType?: string; readonly cardChannel?: string;
  readonly cardCostTypes?: string; readonly subHospitalCode?: string; readonly patientId?: string;
};
export type ReportUse = (input: ReportedUse, caller: PartnerCaller) => Promise<Result<{ readonly time: string }, 'qr-not-valid' | 'use-in-future' | 'use-too-old'>>;

const OTHER_CHANNEL = '99';
/** A patient who was identified without a card. */
const WITHOUT_CARD = '-';

export function makeReportUse({ uses, hash, now }: ReportUseDeps): ReportUse {
  return async function reportUse({ time, qrCodeText, patientId, ...told }, { app, hospital }) {
    const text = qrCodeText === undefined ? undefined : readCodeText(qrCodeText);
    if (qrCodeText !== undefined && !text) return refuse('qr-not-valid', { field: 'qrCodeText' });
    const usedAt = instantOfWireTime(time);
    const nowMs = now();
    if (epochMsOf(usedAt) > nowMs + USE_AHEAD_MS) return refuse('use-in-future', { field: 'time' });
    if (usedAt.slice(0, 10) < earliestDay(nowMs, REPORTED_LATE_DAYS_MAX)) return refuse('use-too-old', { field: 'time' });
    await uses.add({
      ...reportOf(told), hospitalId: hospital.hospitalId, cityCode: app.cityCode, ...(text ? { healthCardId: text.healthCardId } : withoutCard(hash, patientId)), usedAt,
      isLate: usedAt.slice(0, 10) < chinaDayOf(nowMs),
    });
    return ok({ time });
  };
}

/** Then the patient tells one use from another. */
function withoutCard(hash: ReportUseDeps['hash'], patientId: string | undefined): Pick<UseReport, 'healthCardId' | 'patient'> {
  return { healthCardId: WITHOUT_CARD, ...(patientId === undefined ? {} : { patient: hash(patientId) }) };
}

function reportOf({ scene, department, cardType, cardChannel = OTHER_CHANNEL, cardCostTypes, subHospitalCode }: Omit<ReportedUse, 'time' | 'patientId'>): Pick<UseReport, 'scene' | 'cardChannel'> & Partial<UseReport> {
  return {
    scene, cardChannel, ...(department ? { department } : {}), ...(cardType ? { cardType } : {}), ...(cardCostTypes ? { cardCostTypes } : {}),
    ...(subHospitalCode ? { subHospitalCode } : {}),
  };
}
