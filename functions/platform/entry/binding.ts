/** Ties a route of shared/ to the use case that answers it. The compiler refuses a use case with an undeclared refusal. */
import type { Resident, Staff, Visitor } from '../../../shared/kernel/caller';
import type { Result } from '../../../shared/kernel/result';
import type { Answer, InputOf, Route, Schema } from '../../../shared/kernel/route';

export type BoundRoute = {
  readonly route: Route;
  readonly answer: (input: unknown, caller: Visitor | Resident | Staff) => Promise<Result<unknown, string>>;
};

type AnyRoute = Route;
type UseCase<R, Caller> = (input: InputOf<R>, caller: Caller) => Answer<R>;

function bind(route: AnyRoute, answer: unknown): BoundRoute {
  return { route, answer: answer as BoundRoute['answer'] };
}

/** For anyone, with or without a session. */
export function forAnyone<I extends Schema, O extends Schema, C extends string>(route: Route<I, O, C>, useCase: UseCase<Route<I, O, C>, Visitor>): BoundRoute {
  return bind(route, useCase);
}

/** For a signed-in resident. */
export function forResident<I extends Schema, O extends Schema, C extends string>(route: Route<I, O, C>, useCase: UseCase<Route<I, O, C>, Resident>): BoundRoute {
  return bind(route, useCase);
}

/** For a resident who holds a post; the caller carries it. */
export function forStaff<I extends Schema, O extends Schema, C extends string>(route: Route<I, O, C>, useCase: UseCase<Route<I, O, C>, Staff>): BoundRoute {
  return bind(route, useCase);
}
