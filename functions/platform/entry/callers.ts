/** From the bearer token to the caller: no store call, except to refresh the short list of revocations. */
import { RESTS_ON } from '../../../shared/identity/family.rules';
import type { Resident, Staff, Visitor } from '../../../shared/kernel/caller';
import type { EntryRefusal } from '../../../shared/kernel/problem';
import { ok, refuse, type Result } from '../../../shared/kernel/result';
import { needsOwnSession, type Route } from '../../../shared/kernel/route';
import type { AccessPayload } from '../sessions/claims';
import type { Revocations } from '../sessions/revocations';

export type ReadToken = (token: string, nowMs: number) => Result<{ payload: AccessPayload; issuedAt: number }, 'token/malformed' | 'token/signature' | 'token/expired'>;

export type CallerDeps = { readonly readToken: ReadToken; readonly revocations: Revocations; readonly now: () => number };

export type Found = Result<Visitor | Resident | Staff, EntryRefusal>;

export async function findCaller(deps: CallerDeps, route: Route, request: { authorization: string | undefined; requestId: string }): Promise<Found> {
  const { authorization, requestId } = request;
  if (route.callers.includes('anyone')) return ok({ requestId });
  const token = bearerOf(authorization);
  if (!token) return refuse('session/missing');
  const read = deps.readToken(token, deps.now());
  if (!read.ok) return refuse(read.refusal.code === 'token/expired' ? 'session/expired' : 'session/missing');
  const { payload, issuedAt } = read.value;
  const revoked = deps.revocations.isRevoked({ accountId: payload.accountId, sessionId: payload.sessionId, issuedAt });
  if (revoked === true || (revoked !== false && (await revoked))) return refuse('session/expired');
  return admit(route, payload, requestId);
}

function admit(route: Route, payload: AccessPayload, requestId: string): Found {
  const mayEnter = route.callers.includes('resident') || (route.callers.includes('staff') && payload.post !== undefined);
  if (!mayEnter) return refuse('caller/not-allowed');
  if (payload.byInstitution && needsOwnSession(route)) return refuse('session/own-needed');
  // PIPL 13, 29.
  const consented = RESTS_ON.every((purpose) => payload.consents.includes(purpose));
  if ('consent/needed' in route.refusals && !consented) return refuse('consent/needed');
  return ok(callerOf(payload, requestId));
}

function callerOf({ accountId, sessionId, consents, post, byInstitution }: AccessPayload, requestId: string): Resident | Staff {
  return { requestId, accountId, sessionId, consents, ...(post ? { post } : {}), ...(byInstitution ? { byInstitution } : {}) };
}

function bearerOf(authorization: string | undefined): string | undefined {
  return authorization?.startsWith('Bearer ') ? authorization.slice(7) : undefined;
}
