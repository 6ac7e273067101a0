/**
 * 通卡就医: a code, a document with its name, or any hospital's number of a patient; each leads to the card of one person, and is a use of it.
 * Numbers can be counted through: another hospital's tells only with the whole name, and whoever misses often is stopped for the day.
 */
import type { LegalDocument } from '../../../shared/kernel/documents';
import { ok, refuse, type Result } from '../../../shared/kernel/result';
import { readName } from '../../../shared/kernel/person-name';
import type { identifyPatient } from '../../../shared/open-platform/accept.methods';
import type { Answered, InputOf, MethodAnswer, RefusalOf } from '../../../shared/open-platform/method';
import type { ResultName } from '../../../shared/open-platform/result-codes';
import { OTHER_STEP } from '../../../shared/open-platform/use.rules';
import type { Issuer, PartnerCaller, RecordAudit, Relations, Tallies, UseReports } from '../open-platform.ports';
import { cardObject, countingMisses, documentIn, entryOf, OTHER_CHANNEL, secondOf } from '../open-platform.rules';

export type IdentifyPatientDeps = {
  readonly issuer: Pick<Issuer, 'about' | 'cardOf' | 'code' | 'read'>;
  readonly relations: Pick<Relations, 'patidOf' | 'cardOf'>;
  readonly uses: Pick<UseReports, 'add'>;
  readonly tallies: Tallies;
  readonly recordAudit: RecordAudit;
  readonly markOf: (document: LegalDocument) => string;
  readonly now: () => number;
};
type Method = typeof identifyPatient;
type Input = InputOf<Method>;
export type IdentifyPatient = (input: Input, caller: PartnerCaller) => MethodAnswer<Method>;
type Found = Result<string, RefusalOf<Method> | 'input-not-valid'>;

const RECOGNISED_BY = { code: 'qrCode', document: 'document', visit: 'patid' } as const;

export function makeIdentifyPatient(deps: IdentifyPatientDeps): IdentifyPatient {
  return async function identify(input, caller) {
    if ('qrCodeText' in input) return show(deps, { input, caller, codeText: input.qrCodeText, by: RECOGNISED_BY.code });
    if ('idNumber' in input) return tried(deps, caller, () => showDocument(deps, input, caller));
    const isOwn = input.patidHospitalId === caller.hospital.hospitalId;
    // Their own number needs no name; one that is said must be the holder's all the same.
    if (isOwn && input.name === undefined) return showVisit(deps, { input, caller });
    const name = readName(input.name ?? '');
    if (!name.ok) return refuse('input-not-valid', { field: 'name' });
    return tried(deps, caller, () => showVisit(deps, { input, caller, name: name.value }));
  };
}

const MISSES: readonly ResultName[] = ['card-not-found', 'name-does-not-match', 'not-in-register'];

async function tried({ tallies }: IdentifyPatientDeps, caller: PartnerCaller, act: () => Promise<Answered<Method>>): Promise<Answered<Method>> {
  return countingMisses({ tallies, caller, what: 'identify' }, act, (answer) => !answer.ok && MISSES.includes(answer.refusal.code));
}

async function showDocument(deps: IdentifyPatientDeps, input: Extract<Input, { idNumber: string }>, caller: PartnerCaller): Promise<Answered<Method>> {
  const codeText = await codeOfDocument(deps, input, caller);
  return codeText.ok ? show(deps, { input, caller, codeText: codeText.value, by: RECOGNISED_BY.document }) : codeText;
}

type Visiting = { readonly input: Extract<Input, { patid: string }>; readonly caller: PartnerCaller; readonly name?: string };

async function showVisit(deps: IdentifyPatientDeps, visiting: Visiting): Promise<Answered<Method>> {
  const codeText = await codeOfVisit(deps, visiting.input);
  return codeText.ok ? show(deps, { ...visiting, codeText: codeText.value, by: RECOGNISED_BY.visit }) : codeText;
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

/** A number bound before its person was merged leads to the card that took the place of theirs. */
async function codeOfVisit({ issuer, relations }: IdentifyPatientDeps, { patid, patidHospitalId }: Extract<Input, { patid: string }>): Promise<Found> {
  const healthCardId = await relations.cardOf(patidHospitalId, patid);
  if (healthCardId === undefined) return refuse('card-not-found');
  const code = await issuer.code(healthCardId, 'static');
  if (code.ok || code.refusal.code !== 'card-closed') return code;
  const closed = await issuer.about(healthCardId);
  return closed.ok && closed.value.replacedBy ? issuer.code(closed.value.replacedBy, 'static') : code;
}

/** `name`: whose the card must be. */
type Showing = { readonly input: Input; readonly caller: PartnerCaller; readonly codeText: string; readonly by: string; readonly name?: string };

async function show(deps: IdentifyPatientDeps, { input, caller, codeText, by, name }: Showing): Promise<Answered<Method>> {
  const { issuer, relations, recordAudit } = deps;
  const { hospitalId } = caller.hospital;
  const { scene, cardChannel } = stepIn(input);
  await recordAudit(entryOf(caller, 'identifyPatient', `card#${codeText.split(':')[0] ?? ''}`));
  const reading = { codeText, terminal: input.terminalId ?? hospitalId, channel: cardChannel };
  const named = name === undefined ? ok(true) : await holderIs(deps, reading, name);
  if (!named.ok) return named;
  const held = await issuer.read({ ...reading, medStep: scene });
  if (!held.ok) return held;
  const { healthCardId } = held.value;
  await deps.uses.add({ hospitalId, healthCardId, scene, cardChannel, cityCode: caller.app.cityCode, usedAt: secondOf(deps.now()), provisional: true, isLate: false });
  const patid = await relations.patidOf(hospitalId, healthCardId);
  return ok({ card: cardObject(held.value, { qrCodeText: codeText, patid }), recognisedBy: by, patid: patid ?? '', verified: true });
}

function stepIn({ medicalStep: scene = OTHER_STEP, channelCode: cardChannel = OTHER_CHANNEL }: Input) {
  return { scene, cardChannel };
}

type Reading = Omit<Parameters<Issuer['read']>[0], 'medStep'>;

/** Looked at, not used: a name that does not fit is no step of care of the holder. */
async function holderIs({ issuer }: IdentifyPatientDeps, reading: Reading, name: string): Promise<Result<true, RefusalOf<Method>>> {
  const held = await issuer.read({ ...reading, medStep: OTHER_STEP });
  if (!held.ok) return held;
  const holder = readName(held.value.name);
  return holder.ok && holder.value === name ? ok(true) : refuse('name-does-not-match');
}
