/** From the bytes on the wire to what a route promises. Pure. */
import { ENTRY_REFUSALS, Problem, type EntryRefusal } from '@shared/kernel/problem';
import { ok, refuse, type RefusalFacts, type Result } from '@shared/kernel/result';
import type { OutputOf, RefusalCode, Route } from '@shared/kernel/route';
import type { HttpAnswer } from './request';

export type NetworkRefusal = 'network/offline' | 'network/timeout';
/** What the phone finds by itself; `session/ended`: the session could not be renewed. */
export type PhoneRefusal = NetworkRefusal | 'session/ended';
/** Every way a call of this route can end badly; each needs words for the resident. */
export type CallRefusal<R> = RefusalCode<R> | EntryRefusal | PhoneRefusal;
export type CallResult<R> = Result<OutputOf<R>, CallRefusal<R>>;

function factsOf({ retryAt, field, triesLeft }: Problem): RefusalFacts {
  return {
    ...(retryAt === undefined ? {} : { retryAt }),
    ...(field === undefined ? {} : { field }),
    ...(triesLeft === undefined ? {} : { triesLeft }),
  };
}

/** A code nobody declared is a fault of ours: the resident gets the words for that. */
function refusalOf<R extends Route>(route: R, body: unknown): CallResult<R> {
  const problem = Problem.safeParse(body);
  if (!problem.success) return refuse('server/error');
  const { code } = problem.data;
  const declared = [...Object.keys(route.refusals), ...Object.keys(ENTRY_REFUSALS)].includes(code);
  return declared ? refuse(code as CallRefusal<R>, factsOf(problem.data)) : refuse('server/error');
}

/** Parses the answer with the route's own schema: what does not fit the contract does not reach a page. */
export function resultOf<R extends Route>(route: R, { status, body }: HttpAnswer): CallResult<R> {
  if (status < 200 || status > 299) return refusalOf(route, body);
  const output = route.output.safeParse(body);
  return output.success ? ok(output.data as OutputOf<R>) : refuse('server/error');
}
