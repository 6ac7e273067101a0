/** The Hono app of a slice, made from its bound routes. The same app runs behind API Gateway and on the local server. */
import { Hono, type Context } from 'hono';
import * as z from 'zod/mini';
import type { EntryRefusal } from '../../../shared/kernel/problem';
import { ENTRY_REFUSALS, PROBLEM_CONTENT_TYPE } from '../../../shared/kernel/problem';
import type { Refusal, Result } from '../../../shared/kernel/result';
import type { Route } from '../../../shared/kernel/route';
import type { Log } from '../observe/log';
import type { Metrics } from '../observe/metrics';
import type { BoundRoute } from './binding';
import { findCaller, type CallerDeps } from './callers';
import { StoreBusy } from '../busy';
import type { Idempotency } from './idempotency';
import { readInput } from './input';

export type HttpDeps = CallerDeps & {
  readonly idempotency: Idempotency;
  readonly newRequestId: () => string;
  /** Keyed marks of a text, one for each version of the key, the current one first: name and number must not be guessed from what is kept. */
  readonly marksOf: (text: string) => readonly string[];
  readonly log: Log;
  readonly metrics: Metrics;
};

type Outcome = { readonly status: number; readonly body: string; readonly code?: string; readonly repeated?: boolean };
/** `name`: the route's, as logs and idempotency keys say it: `POST /v1/cards/:cardId/code`. */
type Asked = { readonly route: Route; readonly name: string; readonly requestId: string };

const KEY_MAX = 128;
/** Only the form we give ourselves: request ids are logged, and a wider one would let a person's number in. */
const REQUEST_ID = /^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/;

/** One app for the bound routes; anything else is `request/not-found`. */
export function makeHttpApp(deps: HttpDeps, bound: readonly BoundRoute[]): Hono {
  const app = new Hono();
  for (const one of bound) {
    const name = `${one.route.method} ${one.route.path}`;
    app.on(one.route.method, one.route.path, (c) => serve(deps, one, { c, asked: { route: one.route, name, requestId: requestIdOf(deps, c) } }));
  }
  app.notFound((c) => {
    const requestId = requestIdOf(deps, c);
    return respond(requestId, problem({ code: 'request/not-found' }, 404, requestId));
  });
  return app;
}

type Incoming = { readonly c: Context; readonly asked: Asked };

async function serve(deps: HttpDeps, bound: BoundRoute, { c, asked }: Incoming): Promise<Response> {
  const startedAt = deps.now();
  const { name: route, requestId } = asked;
  const outcome = await answered(deps, bound, { c, asked }).catch((error: unknown) => {
    const isBusy = error instanceof StoreBusy;
    deps.log.error(isBusy ? 'http.busy' : 'http.failed', error, { requestId, route });
    deps.metrics.add('RequestFailed');
    return entryProblem({ code: isBusy ? 'server/busy' : 'server/error' }, requestId);
  });
  const { status, code } = outcome;
  const ms = deps.now() - startedAt;
  deps.log.event('http.answered', code ? { requestId, route, status, ms, code } : { requestId, route, status, ms });
  return respond(requestId, outcome);
}

async function answered(deps: HttpDeps, bound: BoundRoute, { c, asked }: Incoming): Promise<Outcome> {
  const { route, requestId } = asked;
  const caller = await findCaller(deps, route, { authorization: c.req.header('authorization'), requestId });
  if (!caller.ok) return entryProblem(caller.refusal, requestId);
  const input = await readInput(c, route);
  if (!input.ok) return entryProblem(input.refusal, requestId);
  const run = async () => outcomeOf(asked, await bound.answer(input.value, caller.value));
  if (route.method === 'GET') return run();
  const who = 'accountId' in caller.value ? caller.value.accountId : 'anyone';
  return once(deps, { c, asked, who, content: JSON.stringify(input.value) }, run);
}

type Attempt = Incoming & { readonly who: string; readonly content: string };

async function once(deps: HttpDeps, { c, asked, who, content }: Attempt, run: () => Promise<Outcome>): Promise<Outcome> {
  const key = c.req.header('idempotency-key');
  if (!key || key.length > KEY_MAX) return entryProblem({ code: 'request/key-missing' }, asked.requestId);
  const scope = `${who}#${asked.name}`;
  const claimed = await deps.idempotency.claim(scope, key, deps.marksOf(content));
  if (claimed.state === 'repeated') return { status: 200, body: claimed.answer, repeated: true };
  if (claimed.state !== 'first') return entryProblem({ code: claimed.state === 'reused' ? 'request/key-reused' : 'request/in-progress' }, asked.requestId);
  const outcome = await run().catch(async (error: unknown) => {
    await claimed.release();
    throw error;
  });
  await (outcome.status === 200 ? kept(deps, asked, () => claimed.keep(outcome.body)) : claimed.release());
  return outcome;
}

/** What was done is told, also when its answer cannot be kept: freeing the key would let it be done twice. */
async function kept(deps: HttpDeps, { name: route, requestId }: Asked, keep: () => Promise<void>): Promise<void> {
  await keep().catch((error: unknown) => { deps.log.error('http.answer-not-kept', error, { requestId, route }); });
}

function outcomeOf({ route, requestId }: Asked, result: Result<unknown, string>): Outcome {
  if (result.ok) return { status: 200, body: JSON.stringify(z.parse(route.output, result.value)) };
  const status = route.refusals[result.refusal.code];
  if (status === undefined) throw new Error(`undeclared refusal ${result.refusal.code}`);
  return problem(result.refusal, status, requestId);
}

function entryProblem(refusal: Refusal<EntryRefusal>, requestId: string): Outcome {
  return problem(refusal, ENTRY_REFUSALS[refusal.code], requestId);
}

function problem(refusal: Refusal, status: number, requestId: string): Outcome {
  return { status, code: refusal.code, body: JSON.stringify({ type: 'about:blank', status, code: refusal.code, requestId, ...refusal.facts }) };
}

function respond(requestId: string, outcome: Outcome): Response {
  const headers: Record<string, string> = {
    'content-type': outcome.code ? PROBLEM_CONTENT_TYPE : 'application/json; charset=utf-8',
    'cache-control': 'no-store',
    'x-request-id': requestId,
  };
  if (outcome.repeated) headers['idempotent-replay'] = 'true';
  return new Response(outcome.body, { status: outcome.status, headers });
}

function requestIdOf(deps: HttpDeps, c: Context): string {
  const given = c.req.header('x-request-id');
  return given && REQUEST_ID.test(given) ? given : deps.newRequestId();
}
