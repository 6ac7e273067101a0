/**
 * 用卡 (3.5): what counts as one. Whoever scans a code uses the card, and many tell of the same use again in a report: then the report counts, whichever
 * came first. What is counted in the end rests on what was told alone, not on its order.
 */
import { epochMsOf } from '../kernel/china-day';

/** A scan and a report so close to each other tell of one use. */
export const ONE_USE_MINUTES = 15;
export const ONE_USE_MS = ONE_USE_MINUTES * 60_000;

/** Told so long after it, a use is back-filled: after an outage, or at the end of the day. */
export const BACK_FILLED_MINUTES = 30;

export function isBackFilled(usedAt: string, nowMs: number): boolean {
  return epochMsOf(usedAt) + BACK_FILLED_MINUTES * 60_000 < nowMs;
}

/** 其他: what a step is that nobody named. */
export const OTHER_STEP = '0';

/** `usedAt`: instant. `provisional`: of a scan. All of one card, or one patient, at one hospital. */
export type UseMoment = { readonly usedAt: string; readonly scene: string; readonly provisional?: true };

/** Whether what is known already says it: the same thing again, or a report that says more. */
export function isTold(use: UseMoment, known: readonly UseMoment[]): boolean {
  return known.some((other) => (use.provisional && !other.provisional ? isOneUse(use, other) : isSame(use, other) && !(other.provisional && !use.provisional)));
}

/** Whether a report takes the place of what was written when the code was scanned. */
export function replaces(use: UseMoment, known: UseMoment): boolean {
  return !use.provisional && known.provisional === true && isOneUse(use, known);
}

function isOneUse(one: UseMoment, other: UseMoment): boolean {
  return Math.abs(epochMsOf(one.usedAt) - epochMsOf(other.usedAt)) <= ONE_USE_MS && (isPartOf(one.scene, other.scene) || isPartOf(other.scene, one.scene));
}

/** 5.4: a step of six digits holds its sub-steps, and 其他 may have been any. */
function isPartOf(scene: string, step: string): boolean {
  return step === OTHER_STEP || scene.startsWith(step);
}

function isSame(one: UseMoment, other: UseMoment): boolean {
  return one.usedAt === other.usedAt && one.scene === other.scene;
}
