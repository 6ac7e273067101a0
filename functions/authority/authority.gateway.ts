/**
 * The entry of the "ehc" gateway: one URL for all methods, its own envelope for every answer, HTTP 200 throughout.
 * Checked in this order: size, envelope, client, terminal, clock, digest, replay, cipher, method, content.
 */
import { Hono, type Context } from 'hono';
import { REQUEST_BYTES_MAX } from '../../shared/authority/authority.rules';
import { CLOCK_WINDOW_MS, type AuthorityMethod, type GatewayRequest } from '../../shared/authority/authority.schema';
import { methodOf } from '../../shared/authority/dialect';
import { AUTHORITY_REFUSALS, type AuthorityRefusal } from '../../shared/authority/refusals';
import { refuse, type Result } from '../../shared/kernel/result';
import type { Log } from '../platform/observe/log';
import type { Metrics } from '../platform/observe/metrics';
import { StoreBusy } from '../platform/busy';
import { answeredOnce } from '../platform/partner/answered-once';
import { readUpTo } from '../platform/partner/body';
import type { Replays } from '../platform/partner/replays';
import { closeEnvelope, openEnvelope, parseJson, readEnvelope, type Asked, type EnvelopeDeps, type Opened } from './authority.envelope';
import type { Served } from './authority.methods';
import type { Client, Clients } from './authority.ports';

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

type Answer = { readonly text: string; readonly code?: string };
type Worked = Answer & { readonly mayComeAgain: boolean };
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

async function answerOnce(deps: GatewayDeps, admitted: Admitted): Promise<Answer> {
  const { envelope, client, body, requestId } = admitted;
  const answer = await answeredOnce<Worked>(deps, {
    claim: () => deps.replays.claim(client.appId, envelope.digest.toLowerCase(), body),
    async perform() {
      const outcome = await perform(deps, admitted);
      return { ...written(deps, admitted, outcome), mayComeAgain: !outcome.ok && AUTHORITY_REFUSALS[outcome.refusal.code].retry };
    },
    textOf: ({ text }) => text,
    fromText: (text) => ({ text, mayComeAgain: false }),
    mayComeAgain: ({ mayComeAgain }) => mayComeAgain,
  }, { requestId, route: `POST ${deps.dialect.path}` });
  if (typeof answer !== 'string') return answer;
  return written(deps, admitted, refuse(answer === 'altered' ? 'replay-altered' : 'busy'));
}

async function perform(deps: GatewayDeps, { envelope, client, requestId, opened }: Admitted): Promise<Outcome> {
  if (opened.plain === undefined) return refuse('cipher');
  const method = methodOf(deps.dialect, envelope.method);
  if (!method || (client.methods && !client.methods.includes(method))) return refuse('method-unknown');
  return deps.methods[method](parseJson(opened.plain), { appId: client.appId, cityCode: client.cityCode, requestId });
}
