/** 3.6 自助机: a code for its screen, and the card of whoever scanned it. */
import { ok, refuse } from '../../../shared/kernel/result';
import { KIOSK_AUTHORISED, KIOSK_WAITING, type ssmGenQrCode, type ssmQueryQrCodeResult } from '../../../shared/open-platform/kiosk.methods';
import type { InputOf, MethodAnswer } from '../../../shared/open-platform/method';
import type { Kiosks, PartnerCaller, RecordAudit } from '../open-platform.ports';
import { entryOf, foreignAddress } from '../open-platform.rules';

export type ServeKioskDeps = {
  readonly kiosks: Pick<Kiosks, 'show' | 'find'>;
  readonly kioskPage: (uid: string) => string;
  /** PNG in Base64. */
  readonly pictureOf: (text: string) => string;
  readonly recordAudit: RecordAudit;
};
export type ShowKioskCode = (input: InputOf<typeof ssmGenQrCode>, caller: PartnerCaller) => MethodAnswer<typeof ssmGenQrCode>;
export type GiveKioskResult = (input: InputOf<typeof ssmQueryQrCodeResult>, caller: PartnerCaller) => MethodAnswer<typeof ssmQueryQrCodeResult>;

export function makeShowKioskCode({ kiosks, kioskPage, pictureOf }: ServeKioskDeps): ShowKioskCode {
  return async function show({ ssmId, notifyUrl }, { app, hospital }) {
    if (foreignAddress(app, notifyUrl)) return refuse('input-not-valid', { field: 'notifyUrl' });
    const called = notifyUrl || app.callbackUrl;
    const uid = await kiosks.show({ appId: app.appId, hospitalId: hospital.hospitalId, hospitalName: hospital.name, ssmId, ...(called ? { notifyUrl: called } : {}) });
    return ok({ uid, imageContent: pictureOf(kioskPage(uid)) });
  };
}

export function makeGiveKioskResult({ kiosks, recordAudit }: ServeKioskDeps): GiveKioskResult {
  return async function give({ uid }, caller) {
    const kiosk = await kiosks.find(uid);
    // Another institution's kiosk is none.
    if (kiosk?.appId !== caller.app.appId || kiosk.hospitalId !== caller.hospital.hospitalId) return refuse('code-not-valid', { field: 'uid' });
    if (kiosk.healthCardId === undefined) return ok({ statusCode: KIOSK_WAITING });
    await recordAudit(entryOf(caller, 'ssmQueryQrCodeResult', `card#${kiosk.healthCardId}`));
    return ok({ statusCode: KIOSK_AUTHORISED, healthCardId: kiosk.healthCardId });
  };
}
