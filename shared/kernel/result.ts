/** Expected refusals are returned and have names; surprises are thrown. */

/** What a caller may be told beside the code: never a name, a number of a document, or words for the resident. */
export type RefusalFacts = {
  /** When the same request may be tried again (instant with +08:00). */
  readonly retryAt?: string;
  /** The input member that is wrong, as in the route's input. */
  readonly field?: string;
  /** How many tries are left before a pause. */
  readonly triesLeft?: number;
};

export type Refusal<Code extends string = string> = { readonly code: Code; readonly facts?: RefusalFacts };

export type Ok<Value> = { readonly ok: true; readonly value: Value };
export type Refused<Code extends string> = { readonly ok: false; readonly refusal: Refusal<Code> };
export type Result<Value, Code extends string = never> = Ok<Value> | Refused<Code>;

export function ok<Value>(value: Value): Ok<Value> {
  return { ok: true, value };
}

export function refuse<Code extends string>(code: Code, facts?: RefusalFacts): Refused<Code> {
  return { ok: false, refusal: facts ? { code, facts } : { code } };
}
