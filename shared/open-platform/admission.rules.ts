/** Why a call that is signed well is refused all the same: what the entry looks at beside the signature, and what the debugger foretells. */
import * as z from 'zod/mini';
import { CLOCK_WINDOW_MS, CommonIn } from './call.schema';
import type { ReceivedCall } from './received';
import { RESULT_CODES, type ResultName } from './result-codes';
import { contradiction } from './signed-text';
import { isCredentialCall } from './token-asked';

export type Admitting = {
  readonly closed: boolean;
  readonly hospitals: readonly { readonly hospitalId: string }[];
  readonly switches: { readonly clock: boolean; readonly relates: boolean; readonly replay: boolean };
};

/** Of a sender whose signature is good, in the order of the entry. */
export function notAdmitted({ closed, hospitals, switches }: Admitting, { hospitalId, timestamp }: Pick<CommonIn, 'hospitalId' | 'timestamp'>, nowMs: number): 'app-closed' | 'hospital-unknown' | 'clock' | undefined {
  if (closed) return 'app-closed';
  if (!hospitals.some((own) => own.hospitalId === hospitalId)) return 'hospital-unknown';
  return switches.clock && Math.abs(nowMs - Number(timestamp) * 1000) > CLOCK_WINDOW_MS ? 'clock' : undefined;
}

/** `certain`: whatever the method is. `secondsOff`: of the clock, negative when it is behind. */
export type Objection = { readonly result: ResultName; readonly certain: boolean; readonly field?: string; readonly secondsOff?: number };
/** `isUsed`: a call came under this `requestId` not long ago. */
export type Circumstances = { readonly nowMs: number; readonly isUsed: boolean };

/** Against a call sent now, beside its signature: `sign` itself is looked at elsewhere. */
export function objectionsTo(call: ReceivedCall, app: Admitting, { nowMs, isUsed }: Circumstances): readonly Objection[] {
  const field = contradiction(call);
  if (field !== undefined) return [{ result: 'member-contradicts', certain: true, field }];
  const common = readCommonIn(call);
  if (!common.success) return common.error.issues.map(({ path }) => ({ result: 'envelope-not-valid', certain: true, field: path.join('.') }));
  const { timestamp, relateAppId, relateOpenId } = common.data;
  const result = notAdmitted(app, common.data, nowMs);
  return [
    ...(result === undefined ? [] : [{ result, certain: true, ...MEMBERS[result], ...(result === 'clock' ? { secondsOff: Math.round(Number(timestamp) - nowMs / 1000) } : {}) }]),
    ...(isUsed && app.switches.replay ? [{ result: 'request-id-reused', certain: false, field: 'requestId' } as const] : []),
    ...(asksRelation(call, app) ? lacking({ relateAppId, relateOpenId }) : []),
  ];
}

/** The `requestId`, if it is one. */
export function serialOf({ commonIn }: ReceivedCall): string | undefined {
  const read = z.safeParse(CommonIn.shape.requestId, commonIn.get('requestId')?.value);
  return read.success ? read.data : undefined;
}

/** An objection in the words of the catalogue. */
export function objectionView(objection: Objection) {
  const { code, chinese, cause, remedy } = RESULT_CODES[objection.result];
  return { ...objection, resultCode: code, chinese, cause, remedy };
}

const MEMBERS = { 'app-closed': {}, 'hospital-unknown': { field: 'hospitalId' }, clock: { field: 'timestamp' } } as const;

/** Empty says nothing; a signature that is pasted beside the request stands for the one in it. */
function readCommonIn({ commonIn }: ReceivedCall) {
  const said = [...commonIn].map(([name, { value }]) => [name, value] as const).filter(([, value]) => value !== '' && value !== null);
  return z.safeParse(CommonIn, { sign: '-', ...Object.fromEntries(said) });
}

/** What it may be asked for: not where a token is asked for. */
function asksRelation(call: ReceivedCall, { switches }: Admitting): boolean {
  return switches.relates && !isCredentialCall(call);
}

/** Some methods ask for both. */
function lacking(members: Readonly<Record<string, string | undefined>>): readonly Objection[] {
  const field = Object.keys(members).find((name) => members[name] === undefined);
  return field === undefined ? [] : [{ result: 'relation-needed', certain: false, field }];
}
