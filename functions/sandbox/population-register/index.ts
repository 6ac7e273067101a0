/** The population register (人口库) as a real HTTP server on loopback; its wire contract is in the README beside. */
import { createHash, timingSafeEqual } from 'node:crypto';
import { listenOnLoopback } from '../loopback';
import type { Loopback } from '../loopback';
import { moodDoor } from '../mood-door';
import { makeMoods } from '../moods';
import type { Moods } from '../moods';
import { RealNameCheck, makeRegister } from './real-name-check';
import type { RegisteredPerson } from './real-name-check';

export type { RealNameAnswer, RegisteredPerson } from './real-name-check';

const CLOCK_TOLERANCE_MS = 5 * 60_000;
const MAX_BODY_BYTES = 16 * 1024;

const STATUS = {
  malformed: 400,
  'unknown-app': 401,
  clock: 401,
  signature: 401,
  'too-large': 413,
  'too-many-requests': 429,
  unavailable: 503,
} as const;
type RegisterError = keyof typeof STATUS;

export type PopulationRegisterOptions = {
  /** 0 or absent: a free port. */
  readonly port?: number;
  readonly appId: string;
  readonly appSecret: string;
  readonly people: readonly RegisteredPerson[];
  /** Epoch milliseconds. */
  readonly clock?: () => number;
};

export async function startPopulationRegister(options: PopulationRegisterOptions): Promise<Loopback & { moods: Moods }> {
  const moods = makeMoods();
  const check = makeRegister(options.people);
  const app = moodDoor(moods);
  app.post('/register/real-name-check', async (c) => {
    const body = Buffer.from(await c.req.arrayBuffer());
    const error = senderError(options, c.req.header(), body);
    if (error) return refuse(error);
    const question = RealNameCheck.safeParse(parseJson(body));
    return question.success ? c.json(check(question.data)) : refuse('malformed');
  });
  const server = await listenOnLoopback(moods.before((request) => app.fetch(request), moodError), options.port ?? 0);
  return { ...server, moods };
}

/** Everything about the sender, in the order of the contract: size, app, clock, signature. */
function senderError(options: PopulationRegisterOptions, headers: Record<string, string>, body: Buffer): RegisterError | undefined {
  const { 'x-app-id': appId, 'x-timestamp': timestamp = '', 'x-signature': signature = '' } = headers;
  if (body.byteLength > MAX_BODY_BYTES) return 'too-large';
  if (appId !== options.appId) return 'unknown-app';
  if (!isNear(timestamp, (options.clock ?? Date.now)())) return 'clock';
  const expected = createHash('sm3').update(options.appSecret + timestamp).update(body).digest('hex');
  return sameText(signature, expected) ? undefined : 'signature';
}

function isNear(timestamp: string, now: number): boolean {
  return /^\d{1,15}$/.test(timestamp) && Math.abs(now - Number(timestamp)) <= CLOCK_TOLERANCE_MS;
}

function sameText(given: string, expected: string): boolean {
  const left = Buffer.from(given);
  const right = Buffer.from(expected);
  return left.byteLength === right.byteLength && timingSafeEqual(left, right);
}

function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch {
    return undefined;
  }
}

function refuse(error: RegisterError): Response {
  return Response.json({ error }, { status: STATUS[error] });
}

function moodError(code: number | string): Response {
  return code in STATUS ? refuse(code as RegisterError) : Response.json({ error: String(code) }, { status: 500 });
}
