/** What is on the screen at the window: decided from what was asked for and what came back. Pure. */
import type { showCodeRoute } from '@shared/card/card.routes';
import type { Refusal } from '@shared/kernel/result';
import type { CallRefusal } from '../platform/call';

export type CodeKind = 'dynamic' | 'static';
export type ShowProblem = Refusal<CallRefusal<typeof showCodeRoute>>;

/** While these last, trying again may help, and until then the static code does. */
const PASSING: ReadonlySet<string> = new Set([
  'network/offline', 'network/timeout', 'request/in-progress', 'server/busy', 'server/error', 'card/authority-unavailable',
]);

export function isPassing({ code }: ShowProblem): boolean {
  return PASSING.has(code);
}

export type Came = { readonly text: string | undefined; readonly problem: ShowProblem | undefined };
export type Facts = {
  readonly chosen: CodeKind;
  /** Never the text of an expired code. */
  readonly dynamic: Came;
  readonly still: Came;
  /** Seconds the dynamic code is still good for. */
  readonly lifeLeft: number;
  /** What the phone itself says of its network. */
  readonly online: boolean;
};

/** A code that cannot be renewed and dies in the hand at the window is worse than the static one beside the ID card. */
export const SHORT_LIFE_SECONDS = 20;

/** Why the static code is shown. */
export type Because = 'chosen' | 'offline' | 'unavailable';

export type ShownView =
  | { readonly kind: 'waiting' }
  /** `stuck`: it lives, and cannot be renewed. */
  | { readonly kind: 'dynamic'; readonly text: string; readonly stuck?: Because }
  | { readonly kind: 'static'; readonly text: string; readonly because: Because }
  /** Nothing to show and nothing kept: the ID card does it. */
  | { readonly kind: 'none' }
  /** The card itself is the trouble: its codes are dead. */
  | { readonly kind: 'refused'; readonly refusal: ShowProblem };

function unreachable(problem: ShowProblem | undefined): Because {
  return problem && problem.code !== 'network/offline' && problem.code !== 'network/timeout' ? 'unavailable' : 'offline';
}

function refusalIn({ dynamic, still }: Facts): ShowProblem | undefined {
  return [dynamic.problem, still.problem].find((problem) => problem !== undefined && !isPassing(problem));
}

function staticView({ text, problem }: Came, because: Because): ShownView {
  if (text !== undefined) return { kind: 'static', text, because };
  return problem ? { kind: 'none' } : { kind: 'waiting' };
}

/** The dynamic code while it lives, unless it is stuck, about to die, and another is there. */
function dynamicView(text: string, { dynamic: { problem }, still, lifeLeft, online }: Facts): ShownView {
  if (online && !problem) return { kind: 'dynamic', text };
  const stuck = online ? unreachable(problem) : 'offline';
  if (still.text !== undefined && lifeLeft <= SHORT_LIFE_SECONDS) return { kind: 'static', text: still.text, because: stuck };
  return { kind: 'dynamic', text, stuck };
}

export function shownView(facts: Facts): ShownView {
  const { chosen, dynamic, still } = facts;
  const refusal = refusalIn(facts);
  if (refusal) return { kind: 'refused', refusal };
  if (chosen === 'static') return staticView(still, 'chosen');
  if (dynamic.text !== undefined) return dynamicView(dynamic.text, facts);
  if (!dynamic.problem) return { kind: 'waiting' };
  return staticView({ text: still.text, problem: dynamic.problem }, unreachable(dynamic.problem));
}
