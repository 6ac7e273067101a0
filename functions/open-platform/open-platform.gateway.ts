/**
 * The entry of the card open platform: every method on its path, one envelope, HTTP 200 throughout, JSON whatever the content type.
 * Checked in this order: size, JSON, envelope, sender (token, signature, hospital, clock), how often it calls, replay, related ids, content.
 */
import { Hono, type Context } from 'hono';
import { instantOf } from '../../shared/kernel/china-day';
import { refuse } from '../../shared/kernel/result';
import type { CommonIn } from '../../shared/open-platform/call.schema';
import { CALLS_AT_ONCE, CALLS_PER_SECOND, SAMPLED_PER_MINUTE } from '../../shared/open-platform/limits.rules';
import { REQUEST_BYTES_MAX } from '../../shared/open-platform/method';
import { readCall, requestIdIn, requestIdOf, type ReceivedCall } from '../../shared/open-platform/received';
import { RESULT_CODES, type ResultName } from '../../shared/open-platform/result-codes';
import { StoreBusy } from '../platform/busy';
import type { Log } from '../platform/observe/log';
import type { Metrics } from '../platform/observe/metrics';
import { makeAllowance } from '../platform/partner/allowance';
import { answeredOnce } from '../platform/partner/answered-once';
import { readUpTo } from '../platform/partner/body';
import type { Replays } from '../platform/partner/replays';
import { noteOf, refusalIn } from './calls.envelope';
import { filled, findSender, readCommon, senderNamed, writeAnswer, type EnvelopeDeps, type Outcome, type Sender } from './open-platform.envelope';
import type { Served } from './open-platform.methods';
import type { CallLog, PartnerApp } from './open-platform.ports';

export type GatewayDeps = EnvelopeDeps & {
  readonly methods: ReadonlyMap<string, Served>;
  readonly replays: Replays;
  readonly calls: Pick<CallLog, 'keep'>;
  readonly newRequestId: () => string;
  /** A short text that stands for a long one. */
  readonly serialOf: (text: string) => string;
  readonly pause: (ms: number) => Promise<void>;
  readonly log: Log;
  /** Every answer is a 200: only a figure tells of those that failed. */
  readonly metrics: Metrics;
};

/** All folders of 2.1 begin so: whatever else is asked for below it gets an envelope too. */
const ALL_PATHS = '/rest/auth/*';
const JSON_HEADERS = { 'content-type': 'application/json;charset=utf-8', 'cache-control': 'no-store' };

/** By app id. What came unsigned takes nothing of whoever it names. */
type Limits = { readonly mayCall: (appId: string) => boolean; readonly mayKeepSample: (appId: string) => boolean };
type Deps = GatewayDeps & Limits;

export function makeGateway(given: GatewayDeps): Hono {
  const { methods, newRequestId, now } = given;
  const deps: Deps = {
    ...given, mayCall: makeAllowance({ perSecond: CALLS_PER_SECOND, atOnce: CALLS_AT_ONCE, now }),
    mayKeepSample: makeAllowance({ perSecond: SAMPLED_PER_MINUTE / 60, atOnce: SAMPLED_PER_MINUTE, now }),
  };
  const app = new Hono();
  for (const [path, served] of methods) {
    app.post(path, (c) => serve(deps, c, { served, route: `POST ${path}`, requestId: newRequestId() }));
    app.all(path, (c) => told(served, c));
  }
  app.all(ALL_PATHS, (c) => serve(deps, c, { served: undefined, route: `POST ${ALL_PATHS}`, requestId: newRequestId() }));
  return app;
}

/** Seen in a browser's address bar, or behind a proxy that redirects. */
function told({ emptyRsp }: Served, c: Context): Response {
  return c.body(writeAnswer('', refuse('method-not-post'), emptyRsp), 200, JSON_HEADERS);
}

type Asked = { readonly served: Served | undefined; readonly route: string; readonly requestId: string };
/** `text`: the envelope as sent. `mayComeAgain`: the same request may succeed later. */
type Answer = { readonly text: string; readonly code?: ResultName; readonly field?: string; readonly mayComeAgain: boolean; readonly byOldSecret?: boolean };
/** `isProven`: the signature was found good, so the call is the app's it names. */
type Sent = { readonly answer: Answer; readonly isProven: boolean };
type Heard = { readonly answer: Answer; readonly call?: ReceivedCall; readonly isProven?: boolean };

async function serve(deps: Deps, c: Context, asked: Asked): Promise<Response> {
  const { log, now } = deps;
  const startedAt = now();
  const { answer, call, isProven = false } = await answerTo(deps, c, asked);
  const { text, code } = answer;
  const ms = now() - startedAt;
  if (call) await keepNote(deps, asked, { answer, call, isProven, at: instantOf(startedAt), ms });
  log.event('http.answered', { requestId: asked.requestId, route: asked.route, status: 200, ms, ...(code ? { code } : {}) });
  return new Response(text, { status: 200, headers: { ...JSON_HEADERS, 'x-request-id': asked.requestId, ...(code === 'request-too-large' ? UNREAD : {}) } });
}

/** The rest of the request was not read: the connection is good for no other one. */
const UNREAD = { connection: 'close' } as const;

type Noted = Required<Heard> & { readonly at: string; readonly ms: number };

/** What somebody may send without end: calls beyond the rate, and old ones that were overheard. */
const SAMPLED: readonly ResultName[] = ['too-many-calls', 'clock'];

/** In the same breath, because nothing runs on Lambda after the answer; a call that cannot be written down is answered all the same. */
async function keepNote(deps: Deps, { served, route, requestId }: Asked, { answer, call, isProven, at, ms }: Noted): Promise<void> {
  if (!served) return;
  try {
    const app = await senderNamed(deps, { call, isCredential: served.method.isCredential === true });
    const method = route.slice(route.lastIndexOf('/') + 1);
    const isSample = !isProven || SAMPLED.some((code) => code === answer.code);
    if (!app || !isWorthKeeping(deps, app, isSample)) return;
    await deps.calls.keep(noteOf({ ...answer, app, call, method, isProven, at, ms }));
  } catch (error) {
    deps.log.error('open-platform.call-not-kept', error, { requestId, route });
  }
}

function isWorthKeeping({ mayKeepSample }: Limits, { appId }: PartnerApp, isSample: boolean): boolean {
  return !isSample || mayKeepSample(appId);
}

async function answerTo(deps: Deps, c: Context, asked: Asked): Promise<Heard> {
  const { served } = asked;
  const body = await readUpTo(served?.method.maxBytes ?? REQUEST_BYTES_MAX, c.req.raw);
  if (body === undefined) return { answer: written(asked, '', refuse('request-too-large')) };
  const call = readCall(body);
  const theirs = call.ok ? requestIdOf(call.value.commonIn) : requestIdIn(body);
  if (!served) return { answer: written(asked, theirs, refuse('method-unknown')) };
  if (!call.ok) return { answer: written(asked, theirs, call) };
  const fail = (isProven: boolean) => (error: unknown): Sent => ({ answer: failed(deps, asked, { error, theirs }), isProven });
  const sent = await admit(deps, { ...asked, served, call: call.value, body }, fail(true)).catch(fail(false));
  return { ...sent, call: call.value };
}

function written({ served }: Asked, theirs: string, outcome: Outcome): Answer {
  const text = writeAnswer(theirs, outcome, served?.emptyRsp ?? {});
  if (outcome.ok) return { text, mayComeAgain: false };
  const { code, facts } = outcome.refusal;
  return { text, code, ...(facts?.field === undefined ? {} : { field: facts.field }), mayComeAgain: RESULT_CODES[code].retry };
}

function failed({ log, metrics }: GatewayDeps, asked: Asked, { error, theirs }: { readonly error: unknown; readonly theirs: string }): Answer {
  const isBusy = error instanceof StoreBusy;
  log.error(isBusy ? 'http.busy' : 'http.failed', error, { requestId: asked.requestId, route: asked.route });
  metrics.add('RequestFailed');
  return written(asked, theirs, refuse(isBusy ? 'busy' : 'internal'));
}

type Called = Asked & { readonly served: Served; readonly call: ReceivedCall; readonly body: string };

async function admit(deps: Deps, called: Called, fail: (error: unknown) => Sent): Promise<Sent> {
  const { call, served } = called;
  const common = readCommon(call);
  if (!common.ok) return { answer: written(called, requestIdOf(call.commonIn), common), isProven: false };
  const commonIn = common.value;
  const refused = (outcome: Outcome, isProven: boolean): Sent => ({ answer: written(called, commonIn.requestId, outcome), isProven });
  const sender = await findSender(deps, { call, commonIn, isCredential: served.method.isCredential === true });
  if (!sender.ok) return refused(sender, !BEFORE_PROOF.includes(sender.refusal.code));
  const { app, byOldSecret } = sender.value;
  if (!deps.mayCall(app.appId)) return refused(refuse('too-many-calls'), true);
  return answerOnce(deps, called, { commonIn, sender: sender.value }).then((answer) => ({ answer: { ...answer, byOldSecret }, isProven: true }), fail);
}

/** Of a sender: found before the signature was. */
const BEFORE_PROOF: readonly ResultName[] = ['app-unknown', 'input-not-valid', 'token-not-valid', 'sign'];

type Admitted = { readonly commonIn: CommonIn; readonly sender: Sender };

async function answerOnce(deps: GatewayDeps, called: Called, admitted: Admitted): Promise<Answer> {
  const { body, route, requestId } = called;
  const { commonIn, sender: { app } } = admitted;
  const perform = async () => written(called, commonIn.requestId, await answered(deps, called, admitted));
  if (!app.switches.replay) return perform();
  const answer = await answeredOnce<Answer>(deps, {
    claim: () => deps.replays.claim(app.appId, commonIn.requestId, route + body),
    perform,
    textOf: ({ text }) => text,
    fromText: repeated,
    mayComeAgain: ({ mayComeAgain }) => mayComeAgain,
  }, { requestId, route });
  if (typeof answer !== 'string') return answer;
  return written(called, commonIn.requestId, refuse(answer === 'altered' ? 'request-id-reused' : 'busy'));
}

/** An answer given before tells again how the call ended. */
function repeated(text: string): Answer {
  const code = refusalIn(text);
  return { text, ...(code ? { code } : {}), mayComeAgain: false };
}

async function answered({ serialOf }: GatewayDeps, { served, call, body, requestId }: Called, { commonIn, sender }: Admitted): Promise<Outcome> {
  const { relateAppId, relateOpenId } = commonIn;
  const lacksRelation = served.method.relates === true && (relateAppId === undefined || relateOpenId === undefined);
  if (lacksRelation && sender.app.switches.relates) return refuse('relation-needed', { field: relateAppId === undefined ? 'relateAppId' : 'relateOpenId' });
  return served.answer(filled(call.req), { ...sender, requestId, serial: serialOf(`${sender.app.appId} ${body}`) });
}
