/** Each method tied to the use case that answers it: input read by its schema, answer filled up to its whole shape. */
import * as z from 'zod/mini';
import { refuse, ok, type Result } from '../../shared/kernel/result';
import type { Json } from '../../shared/open-platform/received';
import type { Answered, InputOf, OpenMethod } from '../../shared/open-platform/method';
import { METHODS, type MethodName } from '../../shared/open-platform/methods';
import type { ResultName } from '../../shared/open-platform/result-codes';
import type { PartnerCaller } from './open-platform.ports';

export type UseCases = { readonly [Name in MethodName]: (input: InputOf<(typeof METHODS)[Name]>, caller: PartnerCaller) => Promise<Answered<(typeof METHODS)[Name]>> };

export type Served = {
  readonly method: OpenMethod;
  /** What `rsp` holds when there is nothing to say: every text empty. */
  readonly emptyRsp: unknown;
  readonly answer: (req: Readonly<Record<string, Json>>, caller: PartnerCaller) => Promise<Result<unknown, ResultName>>;
};

/** By path. */
export function serveMethods(useCases: UseCases): ReadonlyMap<string, Served> {
  const entries = Object.entries(METHODS) as [MethodName, OpenMethod][];
  return new Map(entries.flatMap(([name, method]) => {
    const served = serve(method, useCases[name] as (input: unknown, caller: PartnerCaller) => Promise<Result<unknown, ResultName>>);
    return method.paths.map((path) => [path, served] as const);
  }));
}

function serve(method: OpenMethod, useCase: (input: unknown, caller: PartnerCaller) => Promise<Result<unknown, ResultName>>): Served {
  return {
    method,
    emptyRsp: z.parse(method.output, {}),
    async answer(req, caller) {
      const input = z.safeParse(method.input, req);
      if (!input.success) return refuse('input-not-valid', { field: fieldOf(input.error.issues) });
      const done = await useCase(input.data, caller);
      return done.ok ? ok(z.parse(method.output, done.value)) : done;
    },
  };
}

/** The member that is wrong. Where a call may come in several forms, of the one it is nearest to. */
function fieldOf([issue]: readonly z.core.$ZodIssue[]): string {
  if (!issue) return '';
  const [nearest] = issue.code === 'invalid_union' && issue.path.length === 0 ? [...issue.errors].sort((one, other) => one.length - other.length) : [];
  if (nearest) return fieldOf(nearest);
  return (issue.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : issue.path).join('.');
}
