/** The one way from a page to the platform: a route of `shared/` in, its output or a named refusal out. */
import type * as z from 'zod/mini';
import { renewSessionRoute } from '@shared/identity/sign-in.routes';
import { refuse } from '@shared/kernel/result';
import type { Route } from '@shared/kernel/route';
import { resultOf, type CallRefusal, type CallResult } from './call-answer';
import { requestOf } from './call-request';
import { makeTokens, type Tokens } from './renewal';
import type { HttpRequest, Send } from './request';
import { makeRequestKeys } from './request-keys';
import type { SessionKeeper } from './session';

/** What a caller writes down: members with a default may be left out. */
export type InputFor<R> = R extends Route<infer I> ? z.input<I> : never;
export type Call = <R extends Route>(route: R, input: InputFor<R>) => Promise<CallResult<R>>;

export type CallDeps = {
  readonly base: string;
  readonly send: Send;
  readonly session: SessionKeeper;
  readonly now: () => number;
  readonly newKey: () => string;
};

type AnyResult = CallResult<Route>;
type Exchange = (route: Route, request: HttpRequest) => Promise<AnyResult>;

function makeExchange(send: Send): Exchange {
  return async function exchange(route, request) {
    const outcome = await send(request);
    if (outcome.kind === 'answered') return resultOf(route, outcome);
    return refuse(outcome.kind === 'offline' ? 'network/offline' : 'network/timeout');
  };
}

function withHeaders(request: HttpRequest, headers: Record<string, string>): HttpRequest {
  return { ...request, headers: { ...request.headers, ...headers } };
}

function codeOf(result: AnyResult): string | undefined {
  return result.ok ? undefined : result.refusal.code;
}

/** A token that is too old, or that does not know of a consent given a moment ago, is renewed once. */
const RENEWED_FOR: ReadonlySet<string | undefined> = new Set(['session/expired', 'consent/needed']);

type Resident = { readonly tokens: Tokens; readonly send: (token: string) => Promise<AnyResult> };

/** Once more with a new token, where that may help. */
async function renewedIfNeeded(first: AnyResult, token: string, { tokens, send }: Resident): Promise<AnyResult> {
  if (!RENEWED_FOR.has(codeOf(first))) return first;
  const again = await tokens.renewed(token);
  if (again.ok) return send(again.value);
  // What the platform said first is the better reason, unless the session itself is the trouble.
  return codeOf(first) === 'consent/needed' && again.refusal.code !== 'session/ended' ? first : again;
}

async function asResident(resident: Resident): Promise<AnyResult> {
  const token = await resident.tokens.fresh();
  if (!token.ok) return token;
  return renewedIfNeeded(await resident.send(token.value), token.value, resident);
}

export function makeCall({ base, send: exchangeBytes, session, now, newKey }: CallDeps): Call {
  const exchange = makeExchange(exchangeBytes);
  const keys = makeRequestKeys(newKey);
  /** A lost answer must not sign anybody out: asking again with the same refresh token carries the same key, and gets the stored answer. */
  async function renew(input: InputFor<typeof renewSessionRoute>) {
    const plain = requestOf(base, renewSessionRoute, input);
    const intention = `${plain.url} ${plain.body ?? ''}`;
    const result = await exchange(renewSessionRoute, withHeaders(plain, { 'idempotency-key': keys.keyFor(intention) }));
    keys.settle(intention, codeOf(result));
    return result as CallResult<typeof renewSessionRoute>;
  }
  const tokens = makeTokens({ session, now, exchange: renew });
  return async function call<R extends Route>(route: R, input: InputFor<R>): Promise<CallResult<R>> {
    const plain = requestOf(base, route, input as Record<string, unknown>);
    const intention = `${plain.method} ${plain.url} ${plain.body ?? ''}`;
    const request = route.method === 'GET' ? plain : withHeaders(plain, { 'idempotency-key': keys.keyFor(intention) });
    const send = (token: string) => exchange(route, withHeaders(request, { authorization: `Bearer ${token}` }));
    const result = route.callers.includes('anyone') ? await exchange(route, request) : await asResident({ tokens, send });
    keys.settle(intention, codeOf(result));
    return result as CallResult<R>;
  };
}

export type { CallRefusal, CallResult };
