/** 3.2, 1.10 核验二维码: whose code it is; the use is kept at the authority, and as a report of this hospital. */
import { readCodeText } from '../../../shared/card/code-text';
import { chinaDayOf, epochMsOf } from '../../../shared/kernel/china-day';
import { documentKey, DocumentType, readDocument } from '../../../shared/kernel/documents';
import { readName } from '../../../shared/kernel/person-name';
import { ok, refuse } from '../../../shared/kernel/result';
import { instantOfWireTime } from '../../../shared/open-platform/call.schema';
import type { verifyQRCode } from '../../../shared/open-platform/card.methods';
import type { InputOf, MethodAnswer } from '../../../shared/open-platform/method';
import { REPORTED_LATE_DAYS_MAX, USE_AHEAD_MS } from '../../../shared/open-platform/report.methods';
import { isBackFilled, OTHER_STEP } from '../../../shared/open-platform/use.rules';
import type { CardHolder, Issuer, PartnerCaller, RecordAudit, Relations, UseReports } from '../open-platform.ports';
import { cardObject, earliestDay, entryOf, OTHER_CHANNEL, secondOf, usePlace } from '../open-platform.rules';

export type VerifyQRCodeDeps = {
  readonly issuer: Pick<Issuer, 'read' | 'code'>;
  readonly relations: Pick<Relations, 'patidOf'>;
  readonly uses: Pick<UseReports, 'add'>;
  readonly recordAudit: RecordAudit;
  readonly now: () => number;
};
type Method = typeof verifyQRCode;
export type VerifyQRCode = (input: InputOf<Method>, caller: PartnerCaller) => MethodAnswer<Method>;

export function makeVerifyQRCode(deps: VerifyQRCodeDeps): VerifyQRCode {
  const { issuer, relations, recordAudit, now } = deps;
  return async function verify(input, caller) {
    const text = readCodeText(input.qrCodeText);
    if (!text) return refuse('qr-not-valid');
    await recordAudit(entryOf(caller, 'verifyQRCode', `card#${text.healthCardId}`));
    const { hospitalId } = caller.hospital;
    const { medStep, channel } = usedFor(input);
    // A terminal that does not name itself is its hospital: a dynamic code is good for one of them.
    const read = await issuer.read({ codeText: input.qrCodeText, medStep, terminal: input.terminalId ?? hospitalId, channel });
    if (!read.ok) return read;
    const field = contradictedBy(input, read.value, now());
    if (field) return refuse('holder-does-not-match', { field });
    await keepUse(deps, { input, caller, use: { healthCardId: read.value.healthCardId, scene: medStep, cardChannel: channel } });
    const patid = await relations.patidOf(hospitalId, read.value.healthCardId);
    const card = cardObject(read.value, { qrCodeText: input.qrCodeText, patid });
    const { name, gender, nation, birthday, phone1, address, idType, idNumber, healthCardId, phid } = card;
    return ok({ name, gender, nation, birthday, phone: phone1, address, idType, idNumber, healthCardId, phid, card, isSelf: true, result: true });
  };
}

function usedFor({ medicalStep, useScene, channelCode, useChannel }: InputOf<Method>) {
  return { medStep: medicalStep ?? useScene ?? OTHER_STEP, channel: channelCode ?? useChannel ?? OTHER_CHANNEL };
}

/** Who stands at the counter may be named beside the code: then it must be the holder. */
function contradictedBy({ name, idCard }: InputOf<Method>, holder: CardHolder, nowMs: number): 'name' | 'idCard' | undefined {
  if (name !== undefined && !isNamed(holder, name)) return 'name';
  return idCard === undefined || isNumbered(holder, idCard, nowMs) ? undefined : 'idCard';
}

function isNamed(holder: CardHolder, written: string): boolean {
  const [told, known] = [readName(written), readName(holder.name)];
  return written === holder.name || (told.ok && known.ok && told.value === known.value);
}

/** However the number is written. */
function isNumbered({ idType, idNumber }: CardHolder, written: string, nowMs: number): boolean {
  const [type, today] = [DocumentType.safeParse(idType), chinaDayOf(nowMs)];
  const [told, known] = type.success ? [readDocument(type.data, written, today), readDocument(type.data, idNumber, today)] : [];
  return written === idNumber || (told?.ok === true && known?.ok === true && documentKey(told.value) === documentKey(known.value));
}

type Kept = { readonly input: InputOf<Method>; readonly caller: PartnerCaller; readonly use: { readonly healthCardId: string; readonly scene: string; readonly cardChannel: string } };

/** The report that many send after it takes its place. */
async function keepUse({ uses, now }: VerifyQRCodeDeps, { input, caller, use }: Kept): Promise<void> {
  const { hospital, app } = caller;
  const nowMs = now();
  const usedAt = secondOf(usedAtMs(input.time, nowMs));
  // Another hospital's code is no reason to send a patient away.
  const place = usePlace([hospital, ...app.hospitals], input.hospitalCode ?? hospital.hospitalId) ?? { hospitalId: hospital.hospitalId };
  await uses.add({ ...use, ...place, provisional: true, cityCode: app.cityCode, usedAt, cardType: '11', isLate: isBackFilled(usedAt, nowMs) });
}

/** A scanner whose clock is wrong is no reason to send a patient away: the use is then dated by us. */
function usedAtMs(time: string | undefined, nowMs: number): number {
  const told = time === undefined ? nowMs : epochMsOf(instantOfWireTime(time));
  return told > nowMs + USE_AHEAD_MS || chinaDayOf(told) < earliestDay(nowMs, REPORTED_LATE_DAYS_MAX) ? nowMs : told;
}
