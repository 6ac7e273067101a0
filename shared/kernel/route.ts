/**
 * The contract between the mini-program, partners and the functions. From one `defineRoute` follow the use case's type,
 * the status of each refusal, the client's types, the resident's words, the access test and the OpenAPI page.
 */
import type * as z from 'zod/mini';
import type { Result } from './result';

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

/** Who may knock. `anyone` needs no session; `staff` is a resident account with a post at an institution. */
export type CallerKind = 'anyone' | 'resident' | 'staff';

export type Schema = z.ZodMiniType;

export type Route<Input extends Schema = Schema, Output extends Schema = Schema, Code extends string = string> = {
  readonly method: Method;
  /** Under `/v1`; `:name` members are taken from the path into the input. */
  readonly path: `/v1/${string}`;
  readonly summary: string;
  readonly callers: readonly CallerKind[];
  /** One object: path members, query (GET, DELETE) or JSON body (POST, PUT) together. */
  readonly input: Input;
  readonly output: Output;
  /** Every refusal this route can answer, with its HTTP status. */
  readonly refusals: Readonly<Record<Code, number>>;
  /** Whether a session that began at an institution may ask it. Unsaid: what only reads, yes; what changes anything, no. */
  readonly byInstitutionSession?: boolean;
  /** How much work one request may send; the entry refuses more. Bytes; default in entry. */
  readonly maxBodyBytes?: number;
};

/** Declares a route; the compiler keeps its refusal codes and schemas as literal types. */
export function defineRoute<Input extends Schema, Output extends Schema, const Code extends string>(
  route: Route<Input, Output, Code>,
): Route<Input, Output, Code> {
  return route;
}

/** Nobody who merely signed in at an institution changes the account, its rights, its family or who gets in: a new route is closed to them unless it says otherwise. */
export function needsOwnSession({ callers, method, byInstitutionSession }: Route): boolean {
  return !callers.includes('anyone') && !(byInstitutionSession ?? method === 'GET');
}

export type InputOf<R> = R extends Route<infer I> ? z.infer<I> : never;
export type OutputOf<R> = R extends Route<Schema, infer O> ? z.infer<O> : never;
export type RefusalCode<R> = R extends Route<Schema, Schema, infer C> ? C : never;
/** What a use case behind the route returns: an undeclared refusal does not compile. */
export type Answer<R> = Promise<Result<OutputOf<R>, RefusalCode<R>>>;
