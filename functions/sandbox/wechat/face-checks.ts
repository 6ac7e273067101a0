/**
 * Face check v2 (微信人脸核身): `getVerifyId` opens a check for a mainland citizen's number, the person acts before the camera
 * (`wx.requestFacialVerify`), `queryVerifyInfo` tells the result. The documents' names are compared only then, so a wrong
 * name opens a check and fails it.
 */
import { createHash, randomBytes } from 'node:crypto';
import { checkCharacter } from '../../../shared/kernel/citizen-number';
import type { Citizen } from './account';

const LIFETIME_MS = 3_600_000;
export const LIFETIME_S = LIFETIME_MS / 1000;

export const PASSED = 10000;
const NUMBER_DOES_NOT_MATCH = 10003;
const FACE_DOES_NOT_MATCH = 10004;
const UNKNOWN_ID = 10017;
const NOT_IN_SOURCE = 10026;
const NOT_FINISHED = 10300;
const CANCELLED = 90004;

export type CertInfo = { readonly cert_type: string; readonly cert_name: string; readonly cert_no: string };
export type FaceOutcome = 'pass' | 'fail' | 'cancel';

type FaceCheck = { readonly outSeqNo: string; readonly cert: CertInfo; readonly openid: string; readonly expiresAt: number; result?: number };
type Question = { readonly verify_id: string; readonly out_seq_no: string; readonly cert_hash: string; readonly openid: string };

export type FaceChecks = {
  /** The verify_id, or 84019: this out_seq_no was used before. */
  begin(check: { outSeqNo: string; cert: CertInfo; openid: string }): string | 84019;
  /** Plays the person before the camera, once. `verifyRet` chooses another of WeChat's results. */
  act(verifyId: string, outcome: FaceOutcome, verifyRet?: number): 'done' | 'unknown' | 'expired' | 'already-done';
  query(question: Question): { readonly verifyRet: number } | { readonly errcode: number };
};

export function makeFaceChecks({ clock, citizens }: { clock: () => number; citizens: readonly Citizen[] | undefined }): FaceChecks {
  const checks = new Map<string, FaceCheck>();
  const usedSeqNos = new Set<string>();
  return {
    begin({ outSeqNo, cert, openid }) {
      if (usedSeqNos.has(outSeqNo)) return 84019;
      usedSeqNos.add(outSeqNo);
      const verifyId = randomBytes(48).toString('base64url');
      checks.set(verifyId, { outSeqNo, cert, openid, expiresAt: clock() + LIFETIME_MS });
      return verifyId;
    },
    act(verifyId, outcome, verifyRet) {
      const check = checks.get(verifyId);
      if (!check) return 'unknown';
      if (check.expiresAt <= clock()) return 'expired';
      if (check.result !== undefined) return 'already-done';
      check.result = verifyRet ?? resultOf(outcome, check.cert, citizens);
      return 'done';
    },
    query(question) {
      const check = checks.get(question.verify_id);
      if (!check) return { verifyRet: UNKNOWN_ID };
      const errcode = mismatch(check, question) ?? (check.expiresAt <= clock() ? 84022 : undefined);
      return errcode ? { errcode } : { verifyRet: check.result ?? NOT_FINISHED };
    },
  };
}

function mismatch(check: FaceCheck, question: Question): number | undefined {
  if (question.openid !== check.openid) return 84017;
  if (question.out_seq_no !== check.outSeqNo) return 84020;
  return question.cert_hash === certHash(check.cert) ? undefined : 84018;
}

function resultOf(outcome: FaceOutcome, cert: CertInfo, citizens: readonly Citizen[] | undefined): number {
  if (outcome !== 'pass') return outcome === 'fail' ? FACE_DOES_NOT_MATCH : CANCELLED;
  if (!citizens) return PASSED;
  const citizen = citizens.find(({ idNumber }) => idNumber === cert.cert_no.toUpperCase());
  if (!citizen) return NOT_IN_SOURCE;
  return citizen.name === cert.cert_name ? PASSED : NUMBER_DOES_NOT_MATCH;
}

/** SHA-256, lower hex, over the three members in Base64 of their UTF-8, in this order. */
export function certHash({ cert_type, cert_name, cert_no }: CertInfo): string {
  const base64 = (member: string) => Buffer.from(member, 'utf8').toString('base64');
  const joined = `cert_type=${base64(cert_type)}&cert_name=${base64(cert_name)}&cert_no=${base64(cert_no)}`;
  return createHash('sha256').update(joined).digest('hex');
}

/**
 * Only mainland citizens' 18-digit numbers: a province of 1-6 (residence permits begin 81, 82, 83, the foreign permanent
 * resident's number 9), an existing birth date, the check character. Passports and 15 digits have another shape.
 */
export function isMainlandNumber(number: string): boolean {
  const parts = /^[1-6]\d{5}(\d{4})(\d{2})(\d{2})\d{3}[\dXx]$/.exec(number);
  if (!parts) return false;
  const day = `${String(parts[1])}-${String(parts[2])}-${String(parts[3])}`;
  const date = new Date(`${day}T00:00:00Z`);
  if (Number.isNaN(date.getTime()) || date.toISOString().slice(0, 10) !== day) return false;
  return checkCharacter(number.slice(0, 17)) === number.slice(17).toUpperCase();
}
