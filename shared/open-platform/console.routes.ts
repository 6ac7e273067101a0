/** 机构控制台: an institution's developers, who showed a second factor. */
import * as z from 'zod/mini';
import { ChinaDay } from '../kernel/china-day';
import { defineRoute } from '../kernel/route';
import { AppRequestForm, AppRequestView, AppSettings, AppView, CallView, PosterForm, PosterTag, PosterView, SignatureAnswer, SignatureQuestion, TerminalView, UsageView, UsesView } from './console.schema';
import { ServiceView } from './services.schema';

/** A session of the console: the second factor is asked for again after so long. */
export const CONSOLE_SECONDS = 1_800;
export const WRONG_CODES_MAX = 5;
export const USAGE_DAYS_MAX = 90;
export const CALLS_PAGE = 50;

const forDevelopers = { 'caller/not-allowed': 403 } as const;
const entered = { ...forDevelopers, 'console/second-factor-needed': 403 } as const;
const ownApp = { ...entered, 'console/app-unknown': 404 } as const;
const appId = z.string().check(z.regex(/^[\w-]{1,64}$/));
const ofApp = z.object({ appId });
const opened = z.object({ until: z.string() });
const nothing = z.object({});
const TRIES = { 'console/code-wrong': 422, 'console/tries-over': 429 } as const;

export const readConsoleRoute = defineRoute({
  method: 'GET', path: '/v1/console', summary: 'Who works here, and whether the second factor was shown', callers: ['staff'],
  input: nothing,
  output: z.object({ institutionName: z.string(), accountId: z.string(), secondFactor: z.enum(['none', 'confirmed']), until: z.optional(z.string()) }),
  refusals: forDevelopers,
});

/** At first use: the address an authenticator takes. Asked again before it is confirmed, another one. */
export const enrolSecondFactorRoute = defineRoute({
  method: 'POST', path: '/v1/console/second-factor', summary: 'Begin with a second factor', callers: ['staff'],
  input: nothing, output: z.object({ address: z.string() }), refusals: { ...forDevelopers, 'console/already-enrolled': 409 },
});

export const signInConsoleRoute = defineRoute({
  method: 'POST', path: '/v1/console/session', summary: 'Show the second factor', callers: ['staff'],
  input: z.object({ code: z.string().check(z.regex(/^\d{6}$/)) }), output: opened,
  refusals: { ...forDevelopers, ...TRIES, 'console/not-enrolled': 409 },
});

export const signOutConsoleRoute = defineRoute({
  method: 'DELETE', path: '/v1/console/session', summary: 'Leave the console', callers: ['staff'], input: nothing, output: nothing, refusals: forDevelopers,
});

export const requestAppRoute = defineRoute({
  method: 'POST', path: '/v1/console/requests', summary: 'Ask for an app; operations decide', callers: ['staff'],
  input: AppRequestForm, output: AppRequestView, refusals: { ...entered, 'console/request-waiting': 409, 'console/too-many-requests': 409 },
});

export const listAppsRoute = defineRoute({
  method: 'GET', path: '/v1/console/apps', summary: 'The institution\'s apps, and what it asked for', callers: ['staff'],
  input: nothing, output: z.object({ apps: z.array(AppView), requests: z.array(AppRequestView) }), refusals: entered,
});

/** `version`: of the settings these were made from; refused when somebody else changed them meanwhile. */
export const changeAppRoute = defineRoute({
  method: 'PUT', path: '/v1/console/apps/:appId', summary: 'Hosts, call-back, switches and campuses of an app', callers: ['staff'],
  input: z.object({ appId, version: z.int(), ...AppSettings.shape }), output: AppView, refusals: { ...ownApp, 'console/changed-meanwhile': 409, 'console/host-taken': 409 },
});

/** Shown here and never again; the secret before stays in force until it is ended. */
export const rotateSecretRoute = defineRoute({
  method: 'POST', path: '/v1/console/apps/:appId/secrets', summary: 'Make a new secret', callers: ['staff'],
  input: ofApp, output: z.object({ appId, secret: z.string(), secretsInForce: z.int() }), refusals: { ...ownApp, 'console/rotation-open': 409, 'console/too-many-secrets': 409 },
});

export const endOldSecretRoute = defineRoute({
  method: 'DELETE', path: '/v1/console/apps/:appId/secrets/old', summary: 'End the older of two secrets', callers: ['staff'],
  input: ofApp, output: AppView, refusals: { ...ownApp, 'console/no-old-secret': 409 },
});

/** One that was shown and not kept: the older stays, and a new one can be made. */
export const discardNewSecretRoute = defineRoute({
  method: 'DELETE', path: '/v1/console/apps/:appId/secrets/new', summary: 'Discard the newer of two secrets', callers: ['staff'],
  input: ofApp, output: AppView, refusals: { ...ownApp, 'console/no-old-secret': 409 },
});

/** `before`: the instant of the oldest call that is known; those of its millisecond come again. */
export const listCallsRoute = defineRoute({
  method: 'GET', path: '/v1/console/apps/:appId/calls', summary: 'Calls of a day, newest first', callers: ['staff'],
  input: z.object({ appId, day: ChinaDay, which: z._default(z.enum(['refused', 'done']), 'refused'), before: z.optional(z.string().check(z.maxLength(40))) }),
  output: z.object({ items: z.array(CallView) }), refusals: ownApp,
});

export const readUsageRoute = defineRoute({
  method: 'GET', path: '/v1/console/apps/:appId/usage', summary: 'Calls by day, method and result', callers: ['staff'],
  input: z.object({ appId, days: z._default(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(USAGE_DAYS_MAX)), 30) }),
  output: z.object({ items: z.array(UsageView) }), refusals: ownApp,
});

export const readUsesRoute = defineRoute({
  method: 'GET', path: '/v1/console/apps/:appId/uses', summary: 'Uses of cards at the app\'s hospitals by day, campus and step', callers: ['staff'],
  input: z.object({ appId, days: z._default(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(USAGE_DAYS_MAX)), 30) }),
  output: z.object({ items: z.array(UsesView) }), refusals: ownApp,
});

export const listTerminalsRoute = defineRoute({
  method: 'GET', path: '/v1/console/apps/:appId/terminals', summary: 'Windows, kiosks and scanners that were really seen', callers: ['staff'],
  input: ofApp, output: z.object({ items: z.array(TerminalView) }), refusals: ownApp,
});

export const debugSignatureRoute = defineRoute({
  method: 'POST', path: '/v1/console/apps/:appId/signature', summary: 'Why a signature differs', callers: ['staff'], maxBodyBytes: 512 * 1024,
  input: z.object({ appId, ...SignatureQuestion.shape }), output: SignatureAnswer, refusals: { ...ownApp, 'console/request-not-readable': 422, 'console/no-secret': 409 },
});

export const addPosterRoute = defineRoute({
  method: 'POST', path: '/v1/console/apps/:appId/posters', summary: 'Make a link for a poster', callers: ['staff'],
  input: z.object({ appId, ...PosterForm.shape }), output: PosterView, refusals: { ...ownApp, 'console/tag-taken': 409, 'console/too-many-posters': 409, 'console/return-not-registered': 422 },
});

/** For messages and posts: opens the mini-program itself, for thirty days (WeChat's URL Link). */
export const linkPosterRoute = defineRoute({
  method: 'POST', path: '/v1/console/apps/:appId/posters/:tag/url-link', summary: 'A link of a poster that opens the mini-program', callers: ['staff'],
  input: z.object({ appId, tag: PosterTag }), output: z.object({ urlLink: z.string(), expiresAt: z.string() }),
  refusals: { ...ownApp, 'console/poster-unknown': 404, 'console/return-too-long': 422, 'console/wechat-unavailable': 503 },
});

export const listPostersRoute = defineRoute({
  method: 'GET', path: '/v1/console/apps/:appId/posters', summary: 'What each poster led to', callers: ['staff'],
  input: ofApp, output: z.object({ items: z.array(PosterView) }), refusals: ownApp,
});

/** Of each day so many answered and so many refused calls are in the download: it has to fit into one answer of six megabytes. */
export const DOWNLOADED_PER_DAY = 150;

/** `isComplete`: false when a day had more calls than fit. */
export const downloadAppRoute = defineRoute({
  method: 'GET', path: '/v1/console/apps/:appId/download', summary: 'Everything kept of an app', callers: ['staff'], input: ofApp,
  output: z.object({
    app: AppView, requests: z.array(AppRequestView), services: z.array(ServiceView), usage: z.array(UsageView), uses: z.array(UsesView), terminals: z.array(TerminalView),
    posters: z.array(PosterView), refusedCalls: z.array(CallView), answeredCalls: z.array(CallView), isComplete: z.boolean(),
  }),
  refusals: ownApp,
});
