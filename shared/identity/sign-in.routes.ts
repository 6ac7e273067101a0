/** 登录: mini-program, service-account page, PC page; sessions that are short, renewed, and endable everywhere. */
import * as z from 'zod/mini';
import { defineRoute } from '../kernel/route';
import { OpenSession, Session } from './identity.schema';
import { Code, Done, Empty, Id } from './inputs.schema';

const wechat = { 'sign-in/code-not-valid': 422, 'sign-in/wechat-unavailable': 503 } as const;

export const signInMiniProgramRoute = defineRoute({
  method: 'POST', path: '/v1/sign-in/mini-program', summary: 'Sign in with the code of wx.login', callers: ['anyone'],
  input: z.object({ code: Code }), output: Session,
  /** `refused-by-wechat`: WeChat holds this user for a risk. */
  refusals: { ...wechat, 'sign-in/refused-by-wechat': 403 },
});

export const beginServiceAccountRoute = defineRoute({
  method: 'POST', path: '/v1/sign-in/service-account/begin', summary: 'Address of WeChat web OAuth and the signed state to compare on return', callers: ['anyone'],
  input: z.object({ returnTo: z.string().check(z.maxLength(512)) }),
  output: z.object({ authorizeUrl: z.string(), state: z.string() }),
  refusals: { 'sign-in/return-address-not-allowed': 422 },
});

export const signInServiceAccountRoute = defineRoute({
  method: 'POST', path: '/v1/sign-in/service-account', summary: 'Sign in with the code of WeChat web OAuth', callers: ['anyone'],
  input: z.object({ code: Code, state: Code }), output: Session,
  /** `full-service-needed`: WeChat's snapshot page gave a passing user; the person taps 使用完整服务 and comes again. */
  refusals: { ...wechat, 'sign-in/state-not-valid': 422, 'sign-in/full-service-needed': 422 },
});

export const PcTicketState = z.enum(['waiting', 'scanned', 'approved', 'refused', 'expired', 'used']);

/** What the PC page says of itself (`Edge, Windows`): shown on the phone as a reminder, never believed. */
const BrowserName = z.string().check(z.regex(/^[\p{L}\p{N} .,()/-]{1,60}$/u));

export const openPcTicketRoute = defineRoute({
  method: 'POST', path: '/v1/sign-in/pc/tickets', summary: 'A ticket the PC page shows as a code', callers: ['anyone'],
  input: z.object({ openedFrom: z.optional(BrowserName) }),
  output: z.object({ ticketId: z.string(), scanText: z.string(), pollSecret: z.string(), expiresAt: z.string() }),
  refusals: {},
});

export const readPcTicketRoute = defineRoute({
  method: 'GET', path: '/v1/sign-in/pc/tickets/:ticketId', summary: 'How far the ticket is; only the page that opened it knows the secret', callers: ['anyone'],
  input: z.object({ ticketId: Id, pollSecret: Code }), output: z.object({ state: PcTicketState }),
  refusals: { 'sign-in/ticket-unknown': 404 },
});

export const signInPcRoute = defineRoute({
  method: 'POST', path: '/v1/sign-in/pc', summary: 'Turn an approved ticket into a session, once', callers: ['anyone'],
  input: z.object({ ticketId: Id, pollSecret: Code }), output: Session,
  refusals: { 'sign-in/ticket-unknown': 404, 'sign-in/ticket-not-approved': 409 },
});

export const scanPcTicketRoute = defineRoute({
  method: 'POST', path: '/v1/sign-in/pc/tickets/:ticketId/scan', summary: 'The phone scanned the code', callers: ['resident'],
  input: z.object({ ticketId: Id }), output: z.object({ openedAt: z.string(), expiresAt: z.string(), openedFrom: z.optional(z.string()) }),
  refusals: { 'sign-in/ticket-unknown': 404, 'sign-in/ticket-taken': 409 },
});

export const decidePcTicketRoute = defineRoute({
  method: 'POST', path: '/v1/sign-in/pc/tickets/:ticketId/decision', summary: 'Approve or refuse the sign-in on the PC', callers: ['resident'],
  input: z.object({ ticketId: Id, approve: z.boolean() }), output: Done,
  refusals: { 'sign-in/ticket-unknown': 404, 'sign-in/ticket-taken': 409 },
});

export const renewSessionRoute = defineRoute({
  method: 'POST', path: '/v1/sessions/renew', summary: 'A new access token; the refresh token is replaced and the old one is dead', callers: ['anyone'],
  input: z.object({ refreshToken: Code }), output: Session,
  refusals: { 'sign-in/session-ended': 401 },
});

export const listSessionsRoute = defineRoute({
  method: 'GET', path: '/v1/sessions', summary: 'Where I am signed in', callers: ['resident'],
  input: Empty, output: z.object({ items: z.array(OpenSession) }), refusals: {},
});

/** One that began at an institution ends itself alone. */
export const endSessionRoute = defineRoute({
  method: 'DELETE', path: '/v1/sessions/:sessionId', summary: 'Sign out one device', callers: ['resident'], byInstitutionSession: true,
  input: z.object({ sessionId: Id }), output: Done, refusals: { 'sign-in/session-unknown': 404, 'session/own-needed': 403 },
});

export const endAllSessionsRoute = defineRoute({
  method: 'DELETE', path: '/v1/sessions', summary: 'Sign out everywhere', callers: ['resident'],
  input: Empty, output: Done, refusals: {},
});

