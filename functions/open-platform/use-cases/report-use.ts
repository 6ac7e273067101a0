/** 3.5 用卡上报: each use once, whichever report comes first; one from another day is marked as late, one from the future refused. */
import { isIssuedElsewhere, readCodeText } from '../../../shared/card/code-text';
import { epochMsOf } from '../../../shared/kernel/china-day';
import { ok, refuse, type Result } from '../../../shared/kernel/result';
import { instantOfWireTime } from '../../../shared/open-platform/call.schema';
import { REPORTED_LATE_DAYS_MAX, USE_AHEAD_MS } from '../../../shared/open-platform/report.methods';
import { isBackFilled } from '../../../shared/open-platform/use.rules';
import type { Issuer, PartnerCaller, UseReport, UseReports } from '../open-platform.ports';
import { earliestDay, OTHER_CHANNEL, usePlace } from '../open-platform.rules';

export type ReportUseDeps = {
  readonly issuer: Pick<Issuer, 'code'>;
  readonly uses: Pick<UseReports, 'add'>;
  /** A short text that stands for a long one. */
  readonly hash: (text: string) => string;
  readonly now: () => number;
};

/** The members that the three methods of 3.5 have in common. */
export type ReportedUse = {
  readonly time: string; readonly scene: string; readonly qrCodeText?: string; readonly healthCardId?: string; readonly hospitalCode?: string; readonly department?: string;
  readonly cardType?: string; readonly cardChannel?: string; readonly cardCostTypes?: string; readonly subHospitalCode?: string;
  readonly patientId?: string;
};
type Refused = 'qr-not-valid' | 'card-not-found' | 'input-not-valid' | 'use-in-future' | 'use-too-old';
export type ReportUse = (input: ReportedUse, caller: PartnerCaller) => Promise<Result<{ readonly time: string }, Refused>>;

/** A patient who was identified without a card. */
const WITHOUT_CARD = '-';

export function makeReportUse({ issuer, uses, hash, now }: ReportUseDeps): ReportUse {
  return async function reportUse({ time, qrCodeText, healthCardId, hospitalCode, patientId, ...told }, { app, hospital }) {
    const usedAt = instantOfWireTime(time);
    const untimely = whyUntimely(usedAt, now());
    if (untimely) return refuse(untimely, { field: 'time' });
    const where = usePlace([hospital, ...app.hospitals], hospitalCode ?? hospital.hospitalId);
    if (!where) return refuse('input-not-valid', { field: 'hospitalCode' });
    const card = await cardIn(issuer, qrCodeText);
    if (!card.ok) return card;
    if (healthCardId !== undefined && healthCardId !== card.value) return refuse('input-not-valid', { field: 'healthCardId' });
    await uses.add({
      ...where, ...reportOf(told), cityCode: app.cityCode, ...(card.value === undefined ? withoutCard(hash, patientId) : { healthCardId: card.value }), usedAt,
      isLate: isBackFilled(usedAt, now()),
    });
    return ok({ time });
  };
}

function whyUntimely(usedAt: string, nowMs: number): 'use-in-future' | 'use-too-old' | undefined {
  if (epochMsOf(usedAt) > nowMs + USE_AHEAD_MS) return 'use-in-future';
  return usedAt.slice(0, 10) < earliestDay(nowMs, REPORTED_LATE_DAYS_MAX) ? 'use-too-old' : undefined;
}

/**
 * Whose use it is. Reports come late: what counts is that there is such a card, not that it or its code is still good, so no code is used up.
 * An authority that is away keeps no report back, and a card that another province issued is not ours to know.
 */
async function cardIn(issuer: Pick<Issuer, 'code'>, qrCodeText: string | undefined): Promise<Result<string | undefined, 'qr-not-valid' | 'card-not-found'>> {
  if (qrCodeText === undefined) return ok(undefined);
  const text = readCodeText(qrCodeText);
  if (!text) return refuse('qr-not-valid', { field: 'qrCodeText' });
  const card = isIssuedElsewhere(text) ? undefined : await issuer.code(text.healthCardId, 'static');
  return card?.ok === false && card.refusal.code === 'card-not-found' ? refuse('card-not-found', { field: 'qrCodeText' }) : ok(text.healthCardId);
}

/** Then the patient tells one use from another. */
function withoutCard(hash: ReportUseDeps['hash'], patientId: string | undefined): Pick<UseReport, 'healthCardId' | 'patient'> {
  return { healthCardId: WITHOUT_CARD, ...(patientId === undefined ? {} : { patient: hash(patientId) }) };
}

function reportOf({ scene, department, cardType, cardChannel = OTHER_CHANNEL, cardCostTypes, subHospitalCode }: Pick<ReportedUse, 'scene'> & Partial<ReportedUse>): Pick<UseReport, 'scene' | 'cardChannel'> & Partial<UseReport> {
  return {
    scene, cardChannel, ...(department ? { department } : {}), ...(cardType ? { cardType } : {}), ...(cardCostTypes ? { cardCostTypes } : {}),
    ...(subHospitalCode ? { subHospitalCode } : {}),
  };
}
