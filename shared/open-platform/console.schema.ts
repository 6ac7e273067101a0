/** 机构控制台: what an institution's developers see of their apps. */
import * as z from 'zod/mini';
import { ChinaDay } from '../kernel/china-day';

const short = z.string().check(z.minLength(1), z.maxLength(100));

/** A host as it is registered: `h.example`, with a port when it has one, or a mini-program (`mini-program:wx…`). */
export const RedirectHost = z.string().check(z.regex(/^(mini-program:wx[\da-f]{16}|(?=.{1,200}$)[a-z\d](?:[a-z\d-]*[a-z\d])?(?:\.[a-z\d](?:[a-z\d-]*[a-z\d])?)*(?::\d{1,5})?)$/));
export const CallbackUrl = z.string().check(z.maxLength(500), z.regex(/^https:\/\/[a-z\d.-]+(:\d{1,5})?(\/[!-~]*)?$/i));
export const Switches = z.object({ relates: z.boolean(), clock: z.boolean(), replay: z.boolean() });
export const CampusView = z.object({ code: z.string().check(z.regex(/^[\w-]{1,32}$/)), name: short });

export const AppSettings = z.object({
  redirectHosts: z.array(RedirectHost).check(z.maxLength(50)),
  callbackUrl: z.optional(CallbackUrl),
  switches: Switches,
  campuses: z.array(z.object({ hospitalId: short, code: CampusView.shape.code, name: short })).check(z.maxLength(200)),
});

/** Never a secret: only how many are in force. `version`: of the settings, one higher with each change of them. */
export const AppView = z.object({
  appId: z.string(), name: z.string(), cityCode: z.string(), closed: z.boolean(), version: z.int(),
  hospitals: z.array(z.object({ hospitalId: z.string(), name: z.string(), campuses: z.array(CampusView) })),
  secretsInForce: z.int(), secretChangedAt: z.optional(z.string()),
  /** Of the list of apps: when the older of two secrets was last used since the newer was made. */
  oldSecretUsedAt: z.optional(z.string()),
  redirectHosts: z.array(z.string()), callbackUrl: z.optional(z.string()), switches: Switches,
});
export type AppView = z.infer<typeof AppView>;

export const AppRequestForm = z.object({ name: short, purpose: z.string().check(z.minLength(1), z.maxLength(500)), hospitals: z.array(short).check(z.minLength(1), z.maxLength(50)) });
export const AppRequestView = z.object({
  requestId: z.string(), name: z.string(), purpose: z.string(), hospitals: z.array(z.string()), askedAt: z.string(), state: z.enum(['waiting', 'approved', 'declined']),
  appId: z.optional(z.string()), reason: z.optional(z.string()),
});

const TerminalKind = z.enum(['window', 'kiosk', 'doctor', 'scanner', 'face', 'online', 'other']);
export const CallView = z.object({
  at: z.string(), method: z.string(), requestId: z.string(), hospitalId: z.optional(z.string()), result: z.string(), resultCode: z.int(), field: z.optional(z.string()), ms: z.number(),
  channelNum: z.optional(z.number()), terminalId: z.optional(z.string()),
  /** Of a refusal: what it means, why it comes, what to do. */
  words: z.optional(z.object({ chinese: z.string(), cause: z.string(), remedy: z.string() })),
});
export const UsageView = z.object({ day: ChinaDay, method: z.string(), result: z.string(), count: z.int() });
/** Uses of cards at a hospital, of scans that were not reported too. `campus`: its code, where it was named; `scene`: 5.4, `0` where none was. */
export const UsesView = z.object({ day: ChinaDay, hospitalId: z.string(), campus: z.optional(z.string()), scene: z.string(), count: z.int() });
export const TerminalView = z.object({ kind: TerminalKind, terminalId: z.optional(z.string()), hospitalId: z.string(), firstSeenAt: z.string(), lastSeenAt: z.string() });

export const SIGNATURE_REQUEST_MAX = 60_000;
const pasted = z.string().check(z.maxLength(SIGNATURE_REQUEST_MAX));
export const SignatureQuestion = z.object({ request: pasted.check(z.minLength(1)), signedText: z.optional(pasted), sign: z.optional(z.string().check(z.maxLength(200))) });
export const SignatureAnswer = z.object({
  signedText: z.string(), expectedSign: z.string(), acceptedAs: z.optional(z.string()), cause: z.optional(z.string()), chinese: z.optional(z.string()), remedy: z.optional(z.string()),
  field: z.optional(z.string()), difference: z.optional(z.object({ at: z.int(), ours: z.string(), theirs: z.string() })),
  /** Why a call sent now is refused beside its signature; `certain`: by every method. */
  others: z.array(z.object({ result: z.string(), resultCode: z.int(), certain: z.boolean(), chinese: z.string(), cause: z.string(), remedy: z.string(), field: z.optional(z.string()), secondsOff: z.optional(z.int()) })),
});

/** On a poster: letters and digits of the institution's own choice, so that nothing personal is on it. */
export const PosterTag = z.string().check(z.regex(/^[a-z\d-]{1,32}$/));
export const PosterForm = z.object({ tag: PosterTag, place: short, page: z.enum(['card-list', 'user-code']), returnTo: z.string().check(z.minLength(1), z.maxLength(2_000)) });
export const PosterView = z.object({
  tag: z.string(), place: z.string(), link: z.string(), madeAt: z.string(),
  opened: z.int(), cardsGiven: z.int(), codesGiven: z.int(), left: z.int(),
});
