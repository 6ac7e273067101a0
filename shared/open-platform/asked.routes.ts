/** Pages an institution leads to by a code (1.7, 1.9, 3.6): before anybody signs in they say whose they are, and lead back there. */
import * as z from 'zod/mini';
import { defineRoute } from '../kernel/route';

/** `filing`: the bind page; `verification`: proving who one is; `kiosk`: a code on its screen. */
export const ASKED_KINDS = ['filing', 'verification', 'kiosk'] as const;
export type AskedKind = (typeof ASKED_KINDS)[number];

const asked = { kind: z.enum(ASKED_KINDS), code: z.string().check(z.minLength(1), z.maxLength(64)) };
const refusals = { 'open-platform/asked-unknown': 404 } as const;

export const readAskedRoute = defineRoute({
  method: 'GET', path: '/v1/open/asked/:kind/:code', summary: 'The institution that led here', callers: ['anyone'],
  input: z.object(asked), output: z.object({ institutionName: z.string() }), refusals,
});

/** Nobody need sign in to say no; nothing changes by it, so that one may come again. */
export const leaveAskedRoute = defineRoute({
  method: 'POST', path: '/v1/open/asked/:kind/:code/leave', summary: 'Back to the institution without doing it', callers: ['anyone'],
  input: z.object(asked),
  /** Absent where the institution named no page, as a kiosk. */
  output: z.object({ leadTo: z.optional(z.string()) }), refusals,
});
