/** 3.7: what institutions tell is kept; how often somebody books is counted. */
import { ok, refuse } from '../../../shared/kernel/result';
import type { InputOf, MethodAnswer } from '../../../shared/open-platform/method';
import {
  APPOINTMENTS_PER_ADDRESS, APPOINTMENTS_PER_CARD, APPOINTMENTS_PER_USER, type checkAppointmentLimit, type recvPushMsg, type referralResultNotice, type sendMedicalRecordNotice,
} from '../../../shared/open-platform/notice.methods';
import { SUCCESS } from '../../../shared/open-platform/result-codes';
import type { Bookings, Issuer, Notices, PartnerCaller } from '../open-platform.ports';

export type TakeNoticeDeps = { readonly notices: Notices; readonly bookings: Bookings; readonly issuer: Pick<Issuer, 'about'> };
type Takes<M> = (input: InputOf<M>, caller: PartnerCaller) => MethodAnswer<M>;

export function makeTakePush({ notices }: TakeNoticeDeps): Takes<typeof recvPushMsg> {
  return async function take(told, { hospital }) {
    await notices.keep({ kind: 'push', hospitalId: hospital.hospitalId, told });
    return ok({ resultCode: 0, message: SUCCESS });
  };
}

export function makeTakeReferral({ notices }: TakeNoticeDeps): Takes<typeof referralResultNotice> {
  return async function take(told, { hospital }) {
    await notices.keep({ kind: 'referral', hospitalId: hospital.hospitalId, told });
    return ok({ resultCode: 0, message: SUCCESS });
  };
}

export function makeTakeMedicalRecord({ notices }: TakeNoticeDeps): Takes<typeof sendMedicalRecordNotice> {
  return async function take({ appld, openld, healthCardld, ...told }, { hospital }) {
    const respelled = { ...(appld ? { appId: appld } : {}), ...(openld ? { openId: openld } : {}), ...(healthCardld ? { healthCardId: healthCardld } : {}) };
    await notices.keep({ kind: 'medical-record', hospitalId: hospital.hospitalId, told: { ...respelled, ...told } });
    return ok({});
  };
}

const NEAR = 1;
const OVER = 2;

const LIMITS = { card: APPOINTMENTS_PER_CARD, user: APPOINTMENTS_PER_USER, address: APPOINTMENTS_PER_ADDRESS } as const;
type Counted = readonly (readonly [keyof typeof LIMITS, string])[];

/** An invented card is nobody's booking; while the authority is away nobody is kept from booking. */
export function makeCheckAppointmentLimit({ bookings, issuer }: TakeNoticeDeps): Takes<typeof checkAppointmentLimit> {
  return async function check({ openId, healthCardId, clientIp }) {
    const counted: Counted = [['card', healthCardId], ['user', openId], ...(clientIp === undefined ? [] : [['address', clientIp] as const])];
    if (clientIp === undefined) {
      await giveBack(bookings, counted);
      return ok({ verify: true });
    }
    const card = await issuer.about(healthCardId);
    if (!card.ok && card.refusal.code === 'card-not-found') return refuse('card-not-found');
    const share = Math.max(...(await Promise.all(counted.map(async ([what, whose]) => (await bookings.count(what, whose, 1)) / LIMITS[what]))));
    if (share <= 1) return ok({ verify: true, riskLevel: share === 1 ? NEAR : 0 });
    // Nothing was booked: it must not stand in the way of whoever cancels one and books another.
    await giveBack(bookings, counted);
    return ok({ verify: false, riskLevel: OVER, toast: '今天的预约次数已达上限，请明天再试，或到医院窗口挂号。' });
  };
}

/** Never below nothing: what was booked yesterday and is cancelled today makes no room for more. */
async function giveBack(bookings: Bookings, counted: Counted): Promise<void> {
  await Promise.all(counted.map(async ([what, whose]) => {
    if ((await bookings.count(what, whose, -1)) < 0) await bookings.count(what, whose, 1);
  }));
}
