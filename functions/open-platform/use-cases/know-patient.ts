/** 3.3: whether a name and a number belong together, where a platform may work, and what a hospital wants shown beside a code. */
import { chinaDayOf } from '../../../shared/kernel/china-day';
import { ok } from '../../../shared/kernel/result';
import type { getThirdPartyPlatformInfo, saveScanQrField, verifyRealNamePatient } from '../../../shared/open-platform/filing.methods';
import type { InputOf, MethodAnswer } from '../../../shared/open-platform/method';
import type { Issuer, NamedPerson, PartnerCaller, RecordAudit, ScanFields, Tallies } from '../open-platform.ports';
import { countingMisses, entryOf, readNamed } from '../open-platform.rules';

export type KnowPatientDeps = {
  readonly issuer: Pick<Issuer, 'isNamed' | 'code'>;
  readonly scanFields: Pick<ScanFields, 'keep'>;
  readonly tallies: Tallies;
  readonly recordAudit: RecordAudit;
  readonly markOf: (document: NamedPerson['document']) => string;
  readonly hash: (text: string) => string;
  readonly now: () => number;
};
type Verify = typeof verifyRealNamePatient;
type SaveField = typeof saveScanQrField;
type Platform = typeof getThirdPartyPlatformInfo;
export type VerifyRealNamePatient = (input: InputOf<Verify>, caller: PartnerCaller) => MethodAnswer<Verify>;
export type SaveScanField = (input: InputOf<SaveField>, caller: PartnerCaller) => MethodAnswer<SaveField>;
export type GivePlatformInfo = (input: InputOf<Platform>, caller: PartnerCaller) => MethodAnswer<Platform>;

const RESIDENT_CARD = '01';

export function makeVerifyRealNamePatient({ issuer, tallies, recordAudit, markOf, hash, now }: KnowPatientDeps): VerifyRealNamePatient {
  return async function verify({ userName, idCard }, caller) {
    const person = readNamed({ name: userName, idType: RESIDENT_CARD, idNumber: idCard }, chinaDayOf(now()));
    // A number that cannot be right is nobody's.
    if (!person.ok) return ok({ pass: 0 });
    const mark = markOf(person.value.document);
    await recordAudit(entryOf(caller, 'verifyRealNamePatient', mark));
    const named = await countingMisses({ tallies, caller, what: 'real-name' }, () => issuer.isNamed(person.value), (answer) => answer.ok && !answer.value);
    if (!named.ok) return named;
    // The same for one app whenever it asks, and of no use to another.
    return ok(named.value ? { pass: 1, patientId: hash(`${caller.app.appId} ${mark}`) } : { pass: 0 });
  };
}

export function makeSaveScanField({ issuer, scanFields, recordAudit }: KnowPatientDeps): SaveScanField {
  return async function save({ healthCardId, ...fields }, caller) {
    const card = await issuer.code(healthCardId, 'static');
    if (!card.ok) return card;
    await recordAudit(entryOf(caller, 'saveScanQrField', `card#${healthCardId}`));
    return ok({ fieldCode: await scanFields.keep(healthCardId, caller.hospital.name, fields) });
  };
}

export function makeGivePlatformInfo(): GivePlatformInfo {
  return async function give({ cityCode, platformId }, { app, hospital }) {
    const isHere = cityCode === app.cityCode && platformId === app.appId;
    return Promise.resolve(ok({ adminId: app.cityCode, hospitalId: hospital.hospitalId, supportStatus: isHere ? 1 : 0 }));
  };
}
