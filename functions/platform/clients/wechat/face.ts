/** 微信人脸核身 v2: open a check for a mainland citizen, let the phone perform it, read the true result here. */
import * as z from 'zod/mini';
import { sha256 } from '../../crypto/digest';

/** Who is to be before the camera, and whose phone it is. `outSeqNo`: ours, 5-32 of `A-Z a-z 0-9 _ -`, never used before. */
export type FaceSubject = { readonly name: string; readonly idNumber: string; readonly openid: string; readonly outSeqNo: string };

/** `verifyId` goes to `wx.requestFacialVerify`; `expiresAt` in epoch milliseconds. */
export type OpenedFaceCheck = { readonly verifyId: string; readonly expiresAt: number };

export type FaceOutcome = 'passed' | 'not-passed' | 'cancelled' | 'not-finished' | 'device-unable';

/** `verifyRet` is WeChat's own number, for the audit. */
export type FaceResult = { readonly outcome: FaceOutcome; readonly verifyRet: number };

export const VerifyIdAnswer = z.object({ verify_id: z.string().check(z.minLength(1), z.maxLength(256)), expires_in: z.number() });
/** Passed means errcode 0 (else it is a refusal) and verify_ret 10000, both. */
export const VerifyInfoAnswer = z.object({ errcode: z.literal(0), verify_ret: z.number() });

const PASSED = 10000;
const NOT_FINISHED = 10300;
/** The person left the tutorial, the start, the recognition, the upload, the end, or the confirmation page. */
const CANCELLED: readonly number[] = [90002, 90003, 90004, 90005, 90006, 90024];
/** From here on: the device, its rights or its network. */
const DEVICE_FROM = 90000;

export function faceResult(verifyRet: number): FaceResult {
  return { outcome: outcomeOf(verifyRet), verifyRet };
}

function outcomeOf(verifyRet: number): FaceOutcome {
  if (verifyRet === PASSED) return 'passed';
  if (verifyRet === NOT_FINISHED) return 'not-finished';
  if (CANCELLED.includes(verifyRet)) return 'cancelled';
  return verifyRet >= DEVICE_FROM ? 'device-unable' : 'not-passed';
}

export function certInfo({ name, idNumber }: Pick<FaceSubject, 'name' | 'idNumber'>) {
  return { cert_type: 'IDENTITY_CARD', cert_name: name, cert_no: idNumber } as const;
}

/** SHA-256 over the three members, each in Base64, in this order: WeChat compares it with what the check was opened for. */
export function certHash(subject: Pick<FaceSubject, 'name' | 'idNumber'>): string {
  const members = Object.entries(certInfo(subject)).map(([name, value]) => `${name}=${Buffer.from(value, 'utf8').toString('base64')}`);
  return sha256(members.join('&'));
}
