/** 3.7: what institutions tell is answered and forgotten, for the contract names no reader of it; how often somebody books is counted. */
import { ok, refuse } from '../../../shared/kernel/result';
import type { InputOf, MethodAnswer } from '../../../shared/open-platform/method';
import {
  APPOINTMENTS_PER_ADDRESS, APPOINTMENTS_PER_CARD, APPOINTMENTS_PER_USER, type checkAppointmentLimit, type recvPushMsg, type referralResultNotice, type sendMedicalRecordNotice,
} from '../../../shared/open-platform/notice.methods';
import { SUCCESS } from '../../../shared/open-platform/result-codes';
import type { Bookings, Issuer, PartnerCaller } from '../open-platform.ports';

export type CheckAppointmentDeps = { readonly bookings: Bookings; readonly issuer: Pick<Issuer, 'about'> };
type Takes<M> = (input: InputOf<M>, caller: PartnerCaller) => MethodAnswer<M>;

/** Of a message whose members nobody published, and of a referral that names no patient: there is nobody to hand it on to. */
export function makeTakePush(): Takes<typeof recvPushMsg> & Takes<typeof referralResultNotice> {
  return async function take() {
    return Promise.resolve(ok({ resultCode: 0, message: SUCCESS }));
  };
}

/** It says no more than the use reports of that visit, which are kept. */
export function makeTakeMedicalRecord(): Takes<typeof sendMedicalRecordNotice> {
  return async function take() {
    return Promise.resolve(ok({}));
  };
}

const NEAR = 1;
const OVER = 2;

const LIMITS = { card: APPOINTMENTS_PER_CARD, user: APPOINTMENTS_PER_USER, address: APPOINTMENTS_PER_ADDRESS } as const;
type Counted = readonly (readonly [keyof typeof LIMITS, string])[];

/** An invented card is nobody's booking; while the authority is away nobody is kept from booking. */
export function makeCheckAppointmentLimit({ bookings, issuer }: CheckAppointmentDeps): Takes<typeof checkAppointmentLimit> {
  return async function check({ openId, healthCardId, clientIp }, { app }) {
    const own = `${app.appId} ${healthCardId} ${openId}`;
    const counted: Counted = [['card', healthCardId], ['user', openId], ...(clientIp === undefined ? [] : [['address', clientIp] as const])];
    if (clientIp === undefined) {
      // Only what this app booked: nobody makes room with cancellations of nothing.
      if ((await takeBack(bookings, 'own', own)) !== undefined) await giveBack(bookings, counted);
      return ok({ verify: true });
    }
    const card = await issuer.about(healthCardId);
    if (!card.ok && card.refusal.code === 'card-not-found') return refuse('card-not-found');
    const share = Math.max(...(await Promise.all(counted.map(async ([what, whose]) => (await bookings.count(what, whose, 1)) / LIMITS[what]))));
    if (share <= 1) {
      await bookings.count('own', own, 1);
      return ok({ verify: true, riskLevel: share === 1 ? NEAR : 0 });
    }
    // Nothing was booked: it must not stand in the way of whoever cancels one and books another.
    await giveBack(bookings, counted);
    return ok({ verify: false, riskLevel: OVER, toast: '今天的预约次数已达上限，请明天再试，或到医院窗口挂号。' });
  };
}

async function giveBack(bookings: Bookings, counted: Counted): Promise<void> {
  await Promise.all(counted.map(([what, whose]) => takeBack(bookings, what, whose)));
}

/** What is left; undefined when there was nothing: what was booked yesterday and is cancelled today makes no room for more. */
async function takeBack(bookings: Bookings, what: Parameters<Bookings['count']>[0], whose: string): Promise<number | undefined> {
  const left = await bookings.count(what, whose, -1);
  if (left >= 0) return left;
  await bookings.count(what, whose, 1);
  return undefined;
}
