/** 通卡就医: a code, a document with its name, or any hospital's number of a patient; each leads to the card of one person, and is a use of it. */
import { instantOf } from '../../../shared/kernel/china-day';
import type { LegalDocument } from '../../../shared/kernel/documents';
import { ok, refuse, type Result } from '../../../shared/kernel/result';
import { readName } from '../../../shared/kernel/person-name';
import type { identifyPatient } from '../../../shared/open-platform/accept.methods';
import type { Answered, InputOf, MethodAnswer, RefusalOf } from '../../../shared/open-platform/method';
import type { Issuer, PartnerCaller, RecordAudit, Relations, UseReports } from '../open-platform.ports';
import { cardObject, documentIn, entryOf } from '../open-platform.rules';

export type IdentifyPatientDeps = {
  readonly issuer: Pick<Issuer, 'cardOf' | 'code' | 'read'>;
  readonly relations: Pick<Relations, 'patidOf' | 'cardOf'>;
  readonly uses: UseReports;
  readonly recordAudit: RecordAudit;
  readonly markOf: (document: LegalDocument) => string;
  readonly now: () => number;
};
type Method = typeof identifyPatient;
type Input = InputOf<Method>;
export type IdentifyPatient = (input: Input, caller: PartnerCaller) => MethodAnswer<Method>;
type Found = Result<string, RefusalOf<Method> | 'input-not-valid'>;

const OTHER_STEP = '0';
const OTHER_CHANNEL = '99';
const RECOGNISED_BY = { code: 'qrCode', document: 'document', visit: 'patid' } as const;

export function makeIdentifyPatient(deps: IdentifyPatientDeps): IdentifyPatient {
  return async function identify(input, caller) {
    if ('qrCodeText' in input) return show(deps, { input, caller, codeText: input.qrCodeText, by: RECOGNISED_BY.code });
    const byDocument = 'idNumber' in input;
    const codeText = byDocument ? await codeOfDocument(deps, input, caller) : await codeOfVisit(deps, input);
    if (!codeText.ok) return codeText;
    return show(deps, { input, caller, codeText: codeText.value, by: byDocument ? RECOGNISED_BY.document : RECOGNISED_BY.visit });
  };
}

/** The name is checked by the authority: a number alone tells nothing of anybody. */
async function codeOfDocument({ issuer, recordAudit, markOf, now }: IdentifyPatientDeps, input: Extract<Input, { idNumber: string }>, caller: PartnerCaller): Promise<Found> {
  const [document, name] = [documentIn(input, now()), readName(input.name)];
  if (!document.ok) return document;
  if (!name.ok) return refuse('input-not-valid', { field: 'name' });
  await recordAudit(entryOf(caller, 'identifyPatient', markOf(document.value)));
  const card = await issuer.cardOf(document.value, name.value);
  if (!card.ok) return card;
  return card.value ? issuer.code(card.value.healthCardId, 'static') : refuse('card-not-found');
}

async function codeOfVisit({ issuer, relations }: IdentifyPatientDeps, { patid, patidHospitalId }: Extract<Input, { patid: string }>): Promise<Found> {
  const healthCardId = await relations.cardOf(patidHospitalId, patid);
  return healthCardId === undefined ? refuse('card-not-found') : issuer.code(healthCardId, 'static');
}

type Showing = { readonly input: Input; readonly caller: PartnerCaller; readonly codeText: string; readonly by: string };

async function show(deps: IdentifyPatientDeps, { input, caller, codeText, by }: Showing): Promise<Answered<Method>> {
  const { issuer, relations, recordAudit } = deps;
  const { hospitalId } = caller.hospital;
  const { medicalStep: scene = OTHER_STEP, channelCode: cardChannel = OTHER_CHANNEL } = input;
  await recordAudit(entryOf(caller, 'identifyPatient', `card#${codeText.split(':')[0] ?? ''}`));
  const held = await issuer.read({ codeText, medStep: scene, terminal: input.terminalId ?? hospitalId, channel: cardChannel });
  if (!held.ok) return held;
  const { healthCardId } = held.value;
  await deps.uses.add({ hospitalId, healthCardId, scene, cardChannel, cityCode: caller.app.cityCode, usedAt: instantOf(deps.now()), isLate: false });
  const patid = await relations.patidOf(hospitalId, healthCardId);
  return ok({ card: cardObject(held.value, { qrCodeText: codeText, patid }), recognisedBy: by, patid: patid ?? '', verified: true });
}
