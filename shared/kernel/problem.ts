/** Refusals on the wire: `application/problem+json` (RFC 9457) with a code and a request id; never personal data. */
import * as z from 'zod/mini';

export const PROBLEM_CONTENT_TYPE = 'application/problem+json';

/** Refusals of the entry, given before or around the use case; which of them a route can meet follows from the route. */
export const ENTRY_REFUSALS = {
  'request/not-valid': 400,
  'request/too-large': 413,
  'request/not-found': 404,
  'request/key-missing': 400,
  'request/key-reused': 422,
  'request/in-progress': 409,
  'session/missing': 401,
  'session/expired': 401,
  'caller/not-allowed': 403,
  'consent/needed': 403,
  /** The session began at an institution, and this is for one that began with WeChat. */
  'session/own-needed': 403,
  'server/busy': 503,
  'server/error': 500,
} as const;

export type EntryRefusal = keyof typeof ENTRY_REFUSALS;

export const Problem = z.object({
  /** Always `about:blank`-like: the code names the problem. */
  type: z.string(),
  status: z.number(),
  code: z.string(),
  requestId: z.string(),
  retryAt: z.optional(z.string()),
  field: z.optional(z.string()),
  triesLeft: z.optional(z.number()),
});
export type Problem = z.infer<typeof Problem>;
