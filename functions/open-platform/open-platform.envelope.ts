/** The envelope (2.2-2.4): a call read and its sender found; an answer written. */
import * as z from 'zod/mini';
import { ok, refuse, type RefusalFacts, type Result } from '../../shared/kernel/result';
import { notAdmitted } from '../../shared/open-platform/admission.rules';
import { CommonIn } from '../../shared/open-platform/call.schema';
import type { Json, ReceivedCall, ReceivedMembers } from '../../shared/open-platform/received';
import { errorMessage, RESULT_CODES, SUCCESS, type ResultName } from '../../shared/open-platform/result-codes';
import { acceptedTexts, contradiction } from '../../shared/open-platform/signed-text';
import type { Apps, AppTokens, Hospital, PartnerApp } from './open-platform.ports';

export type EnvelopeDeps = {
  readonly apps: Pick<Apps, 'find'>;
  readonly tokens: Pick<AppTokens, 'appOf'>;
  /** Base64 of SHA-256 (2.4, step 7). */
  readonly signatureOf: (text: string) => string;
  /** Compares without telling by its time where two texts differ. */
  readonly sameText: (a: string, b: string) => boolean;
  readonly now: () => number;
};

export type Outcome = Result<unknown, ResultName>;
/** `byOldSecret`: signed with the older of two secrets. */
export type Sender = { readonly app: PartnerApp; readonly hospital: Hospital; readonly byOldSecret: boolean };
type Called = { readonly call: ReceivedCall; readonly commonIn: CommonIn; readonly isCredential: boolean };

/** The envelope's members, each of its declared kind; what came empty counts as absent. */
export function readCommon(call: ReceivedCall): Result<CommonIn, 'envelope-not-valid' | 'member-contradicts'> {
  const field = contradiction(call);
  if (field !== undefined) return refuse('member-contradicts', { field });
  const parsed = z.safeParse(CommonIn, filled(call.commonIn));
  return parsed.success ? ok(parsed.data) : refuse('envelope-not-valid', factsOf(parsed.error));
}

/** Members of a part of the call without those that came empty or null, at every depth of objects. */
export function filled(members: ReceivedMembers): Readonly<Record<string, Json>> {
  return withoutEmpty(Object.fromEntries([...members].map(([name, { value }]) => [name, value]))) as Readonly<Record<string, Json>>;
}

function withoutEmpty(value: Json): Json {
  if (Array.isArray(value)) return (value as readonly Json[]).map(withoutEmpty);
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value as Readonly<Record<string, Json>>).filter(([, member]) => member !== null && member !== '');
  return Object.fromEntries(kept.map(([name, member]) => [name, withoutEmpty(member)]));
}

export function factsOf(error: z.core.$ZodError): RefusalFacts {
  return { field: error.issues[0]?.path.join('.') ?? '' };
}

/** The app by its token, or by its id where the token is asked for; its hospital, its clock, its signature. */
export async function findSender(deps: EnvelopeDeps, called: Called): Promise<Result<Sender, 'input-not-valid' | 'app-unknown' | 'app-closed' | 'token-not-valid' | 'hospital-unknown' | 'clock' | 'sign'>> {
  const app = await senderNamed(deps, called);
  if (!app) return unnamed(called);
  const secret = signedBy(deps, called, app);
  if (secret === undefined) return refuse('sign');
  const why = notAdmitted(app, called.commonIn, deps.now());
  if (why) return refuse(why);
  const hospital = app.hospitals.find(({ hospitalId }) => hospitalId === called.commonIn.hospitalId);
  return hospital ? ok({ app, hospital, byOldSecret: secret !== app.secrets[0] }) : refuse('hospital-unknown');
}

function unnamed({ call, isCredential }: Called): Result<never, 'input-not-valid' | 'app-unknown' | 'token-not-valid'> {
  if (!isCredential) return refuse('token-not-valid');
  return call.req.get('appId')?.value ? refuse('app-unknown') : refuse('input-not-valid', { field: 'appId' });
}

/** The app a call says it comes from: whether it does, its signature tells. */
export async function senderNamed({ apps, tokens }: Pick<EnvelopeDeps, 'apps' | 'tokens'>, { call, isCredential }: Pick<Called, 'call' | 'isCredential'>): Promise<PartnerApp | undefined> {
  const token = call.commonIn.get('appToken')?.value;
  const named = isCredential ? call.req.get('appId')?.value : await tokens.appOf(typeof token === 'string' ? token : '');
  return typeof named === 'string' && named !== '' ? apps.find(named) : undefined;
}

function signedBy({ signatureOf, sameText }: EnvelopeDeps, { call, commonIn }: Called, { secrets }: PartnerApp): string | undefined {
  for (const text of acceptedTexts(call)) {
    const found = secrets.find((secret) => sameText(signatureOf(text + secret), commonIn.sign));
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The answer as sent: `requestId` is the caller's, `rsp` an object whatever happened. */
export function writeAnswer(requestId: string, outcome: Outcome, emptyRsp: unknown): string {
  if (outcome.ok) return JSON.stringify({ commonOut: { requestId, resultCode: 0, errMsg: SUCCESS }, rsp: outcome.value });
  const { code, facts } = outcome.refusal;
  return JSON.stringify({ commonOut: { requestId, resultCode: RESULT_CODES[code].code, errMsg: errorMessage(code, facts?.field) }, rsp: emptyRsp });
}
