/**
 * Scripted misbehaviour of the outside. A mood is set for one path (or `*`) and for a number of answers, after which the
 * server is itself again; several moods on one path play one after the other. The doors under `/sandbox/` have no moods.
 */
import { setTimeout as pause } from 'node:timers/promises';
import * as z from 'zod/mini';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import type { HttpBindings } from '@hono/node-server';
import type { Handle } from './loopback';

/** `cut-off`: half of the answer, well ended. `torn`: the connection breaks in the middle. */
const Wrong = z.enum(['garbage', 'other-json', 'html', 'cut-off', 'torn']);

export const Mood = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('slow'), ms: z.int().check(z.minimum(0), z.maximum(600_000)) }),
  z.object({ kind: z.literal('down'), how: z.enum(['reset', 'bad-gateway']) }),
  z.object({ kind: z.literal('wrong'), how: Wrong }),
  /** A refusal in the server's own form: an errcode of WeChat, an error code of the register. */
  z.object({ kind: z.literal('error'), code: z.union([z.int(), z.string()]) }),
  /** The first answer is true; it is then sent again to whatever is asked next. */
  z.object({ kind: z.literal('duplicated') }),
  /** The request reaches the server twice, as over a retrying proxy; the second answer is sent. */
  z.object({ kind: z.literal('delivered-twice') }),
]);
export type Mood = z.infer<typeof Mood>;

export const MoodScript = z.object({ path: z.string(), mood: Mood, times: z.optional(z.int().check(z.minimum(1))) });
export type MoodScript = z.infer<typeof MoodScript>;

type Scripted = { readonly path: string; readonly mood: Mood; left: number; recorded?: Response };

export type Moods = {
  /** Without `times` the mood lasts until `clear`. */
  set(script: MoodScript): void;
  clear(): void;
  list(): MoodScript[];
  /** Puts the moods in front of a server; `errorAnswer` is how that server refuses. */
  before(handle: Handle, errorAnswer: (code: number | string) => Response): Handle;
};

export function makeMoods(): Moods {
  let script: Scripted[] = [];
  function current(path: string): Scripted | undefined {
    script = script.filter((entry) => entry.left > 0);
    return script.find((entry) => entry.path === path || entry.path === '*');
  }
  return {
    set: ({ path, mood, times }) => { script.push({ path, mood, left: times ?? Infinity }); },
    clear: () => { script = []; },
    list: () => script.filter((entry) => entry.left > 0).map(asScript),
    before: (handle, errorAnswer) => (request, bindings) => {
      const { pathname } = new URL(request.url);
      const scripted = pathname.startsWith('/sandbox/') ? undefined : current(pathname);
      return scripted ? answerInMood(scripted, { handle, request, bindings, errorAnswer }) : handle(request, bindings);
    },
  };
}

function asScript({ path, mood, left }: Scripted): MoodScript {
  return left === Infinity ? { path, mood } : { path, mood, times: left };
}

type Call = {
  readonly handle: Handle;
  readonly request: Request;
  readonly bindings: HttpBindings;
  readonly errorAnswer: (code: number | string) => Response;
};

async function answerInMood(scripted: Scripted, call: Call): Promise<Response> {
  const { mood } = scripted;
  if (mood.kind === 'duplicated') return repeat(scripted, call);
  scripted.left -= 1;
  switch (mood.kind) {
    case 'slow':
      await pause(mood.ms, undefined, { ref: false });
      return call.handle(call.request, call.bindings);
    case 'down':
      return mood.how === 'reset' ? reset(call.bindings) : new Response('<html>502 Bad Gateway</html>', { status: 502 });
    case 'wrong':
      return wrong(mood.how, call);
    case 'error':
      return call.errorAnswer(mood.code);
    case 'delivered-twice':
      return deliverTwice(call);
  }
}

async function repeat(scripted: Scripted, { handle, request, bindings }: Call): Promise<Response> {
  if (scripted.recorded) {
    scripted.left -= 1;
    return scripted.recorded.clone();
  }
  const answer = await handle(request, bindings);
  scripted.recorded = new Response(await answer.arrayBuffer(), answer);
  return scripted.recorded.clone();
}

/** The peer sees ECONNRESET, as when a server dies with the request in its hands. */
function reset(bindings: HttpBindings): Response {
  bindings.incoming.socket.resetAndDestroy();
  return RESPONSE_ALREADY_SENT;
}

async function wrong(how: z.infer<typeof Wrong>, { handle, request, bindings }: Call): Promise<Response> {
  if (how === 'garbage') return new Response('\u0000\u0007not what was asked');
  if (how === 'other-json') return Response.json([{ unexpected: true }]);
  if (how === 'html') return new Response('<html><body>系统维护中</body></html>', { headers: { 'content-type': 'text/html' } });
  const answer = await handle(request, bindings);
  const whole = await answer.arrayBuffer();
  const half = whole.slice(0, Math.floor(whole.byteLength / 2));
  return how === 'torn' ? tear(half, whole.byteLength, bindings) : new Response(half, { status: answer.status });
}

/** The peer was promised the whole answer and gets its first half. */
function tear(half: ArrayBuffer, length: number, { outgoing, incoming }: HttpBindings): Response {
  outgoing.writeHead(200, { 'content-type': 'application/json', 'content-length': length });
  outgoing.write(Buffer.from(half), () => { incoming.socket.destroy(); });
  return RESPONSE_ALREADY_SENT;
}

async function deliverTwice({ handle, request, bindings }: Call): Promise<Response> {
  const { method, headers } = request;
  const body = method === 'GET' ? null : await request.arrayBuffer();
  const again = () => new Request(request.url, { method, headers, body });
  await handle(again(), bindings);
  return handle(again(), bindings);
}
