/**
 * The entry of the "ehc" gateway: one URL for all methods, its own envelope for every answer, HTTP 200 throughout.
 * Checked in this order: size, envelope, client, terminal, clock, digest, replay, cipher, method, content.
 */
import { Hono, type Context } from 'hono';
import { IN_FLIGHT_PAUSES_MS, REQUEST_BYTES_MAX } from '../../shared/authority/authority.rules';
import { CLOCK_WINDOW_MS, type AuthorityMethod, type GatewayRequest } from '../../shared/authority/authority.schema';
import { methodOf } from '../../shared/authority/dialect';
import { AUTHORITY_REFUSALS, type AuthorityRefusal } from '../../shared/authority/refusals';
import { refuse, type Result } from '../../shared/kernel/result';
import type { Log } from '../platform/observe/log';
import type { Metrics } from '../platform/observe/metrics';
import { StoreBusy } from '../platform/busy';
import { closeEnvelope, openEnvelope, parseJson, readEnvelope, type Asked, type EnvelopeDeps, type Opened } from './authority.envelope';
import type { Served } from './authority.methods';
import type { Client, Clients, ReplayClaim, Replays } from './authority.ports';

export type GatewayDeps = EnvelopeDeps & {
  readonly clients: Pick<Clients, 'find'>;
  readonly replays: Replays;
  readonly methods: Readonly<Record<AuthorityMethod, Served>>;
  readonly newRequestId: () => string;
  readonly pause: (ms: number) => Promise<void>;
  readonly log: Log;
  /** Every answer is a 200: only a figure tells of those that failed. */
  readonly metrics: Metrics;
};

export function makeGateway(deps: GatewayDeps): Hono {
  const { dialect, log, now, newRequestId } = deps;
  const app = new Hono();
  app.post(dialect.path, async (c) => {
    const startedAt = now();
    const requestId = newRequestId();
    const body = await readUpTo(REQUEST_BYTES_MAX, c.req.raw);
    const answer = await answerTo(deps, body, requestId);
    log.event('http.answered', { requestId, route: `POST ${dialect.path}`, status: 200, ms: now() - startedAt, ...(answer.code ? { code: answer.code } : {}) });
    return sent(c, answer);
  });
  app.onError((error, c) => sent(c, failed(deps, {}, { error, requestId: newRequestId() })));
  return app;
}

function sent(c: Context, { text }: Answer): Response {
  return c.body(text, 200, { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' });
}

/** The body as text; undefined when it is larger, and the rest of it is not read. */
async function readUpTo(max: number, request: Request): Promise<string | undefined> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of (request.body ?? []) as AsyncIterable<Uint8Array>) {
    length += chunk.byteLength;
    if (length > max) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

type Answer = { readonly text: string; readonly code?: string };
type Outcome = Result<Record<string, string> | undefined, AuthorityRefusal>;

function written(deps: GatewayDeps, asked: Asked, outcome: Outcome): Answer {
  const text = closeEnvelope(deps, asked, outcome);
  return outcome.ok ? { text } : { text, code: AUTHORITY_REFUSALS[outcome.refusal.code].code };
}

async function answerTo(deps: GatewayDeps, body: string | undefined, requestId: string): Promise<Answer> {
  if (body === undefined) return written(deps, {}, refuse('request-too-large'));
  const envelope = readEnvelope(deps.dialect, body);
  if (!envelope) return written(deps, {}, refuse('envelope-not-valid'));
  let asked: Asked = { envelope };
  try {
    const client = await deps.clients.find(envelope.app_id);
    if (!client) return written(deps, asked, refuse('app-unknown'));
    asked = { envelope, client };
    const admitted = admit(deps, envelope, client);
    return admitted.ok ? await answerOnce(deps, { envelope, client, body, requestId, opened: admitted.value }) : written(deps, asked, admitted);
  } catch (error) {
    return failed(deps, asked, { error, requestId });
  }
}

function failed(deps: GatewayDeps, asked: Asked, { error, requestId }: { readonly error: unknown; readonly requestId: string }): Answer {
  const method = asked.envelope && methodOf(deps.dialect, asked.envelope.method);
  const isBusy = error instanceof StoreBusy;
  deps.log.error(isBusy ? 'http.busy' : 'http.failed', error, { requestId, route: `POST ${deps.dialect.path}`, ...(method ? { code: method } : {}) });
  deps.metrics.add('RequestFailed');
  return written(deps, asked, refuse(isBusy ? 'busy' : 'internal'));
}

/** Everything about the sender. */
function admit(deps: GatewayDeps, envelope: GatewayRequest, client: Client): Result<Opened, 'terminal-unknown' | 'clock' | 'digest' | 'cipher'> {
  if (!client.termIds.includes(envelope.term_id)) return refuse('terminal-unknown');
  if (Math.abs(deps.now() - Number(envelope.timestamp)) > CLOCK_WINDOW_MS) return refuse('clock');
  return openEnvelope(deps, envelope, client);
}

type Admitted = { readonly envelope: GatewayRequest; readonly client: Client; readonly body: string; readonly requestId: string; readonly opened: Opened };

/** The same bytes get the stored answer; what could not be answered now is not stored and may be sent again. */
async function answerOnce(deps: GatewayDeps, admitted: Admitted): Promise<Answer> {
  const { envelope, client, body, requestId } = admitted;
  const claim = await claimPatiently(deps.pause, () => deps.replays.claim(client.appId, envelope.digest.toLowerCase(), body));
  if (claim.state === 'answered') return { text: claim.answer };
  if (claim.state !== 'first') return written(deps, admitted, refuse(claim.state === 'altered' ? 'replay-altered' : 'busy'));
  const outcome = await perform(deps, admitted).catch(async (error: unknown) => {
    await claim.release();
    throw error;
  });
  const answer = written(deps, admitted, outcome);
  await (outcome.ok || !AUTHORITY_REFUSALS[outcome.refusal.code].retry ? kept(deps, requestId, () => claim.keep(answer.text)) : claim.release());
  return answer;
}

/** What was done is told, also when its answer cannot be kept: freeing the request would let it be done twice. */
async function kept({ log, dialect }: GatewayDeps, requestId: string, keep: () => Promise<void>): Promise<void> {
  await keep().catch((error: unknown) => { log.error('http.answer-not-kept', error, { requestId, route: `POST ${dialect.path}` }); });
}

/** Whoever sends the same bytes while the first are being worked on waits a little for their answer. */
async function claimPatiently(pause: GatewayDeps['pause'], claim: () => Promise<ReplayClaim>): Promise<ReplayClaim> {
  for (const ms of IN_FLIGHT_PAUSES_MS) {
    const found = await claim();
    if (found.state !== 'in-progress') return found;
    await pause(ms);
  }
  return claim();
}

async function perform(deps: GatewayDeps, { envelope, client, requestId, opened }: Admitted): Promise<Outcome> {
  if (opened.plain === undefined) return refuse('cipher');
  const method = methodOf(deps.dialect, envelope.method);
  if (!method || (client.methods && !client.methods.includes(method))) return refuse('method-unknown');
  return deps.methods[method](parseJson(opened.plain), { appId: client.appId, cityCode: client.cityCode, requestId });
}
