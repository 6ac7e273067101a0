/** What the uses of cards come to: by day, days without one included, and by hospital or campus and step. Pure. */
import { addDays } from '@shared/kernel/china-day';
import type { OutputOf } from '@shared/kernel/route';
import type { AppView } from '@shared/open-platform/console.schema';
import type { readUsesRoute } from '@shared/open-platform/console.routes';
import { STEPS, USES } from './uses.copy';

export type Uses = OutputOf<typeof readUsesRoute>['items'];
export type UsesOf = { readonly name: string; readonly count: number };
export type UsesAt = { readonly place: string; readonly step: string; readonly count: number };

export const usesInAll = (uses: Uses) => uses.reduce((total, { count }) => total + count, 0);

/** Oldest first, up to `today` or the last day counted. */
export function usesByDay(uses: Uses, today: string, days: number): readonly UsesOf[] {
  const last = uses.reduce((latest, { day }) => (day > latest ? day : latest), today);
  return Array.from({ length: days }, (_, place) => addDays(last, place + 1 - days)).map((day) => ({ name: day, count: usesInAll(uses.filter((one) => one.day === day)) }));
}

/** In the order of the hospitals and their campuses, the most frequent step first. */
export function usesByStep(uses: Uses, hospitals: AppView['hospitals']): readonly UsesAt[] {
  return hospitals.flatMap(({ hospitalId, name, campuses }) => {
    const here = uses.filter((one) => one.hospitalId === hospitalId);
    const codes = [...new Set([undefined, ...campuses.map(({ code }) => code), ...here.map(({ campus }) => campus)])];
    return codes.flatMap((code) => stepsOf(here.filter(({ campus }) => campus === code), placeName(name, code, campuses)));
  });
}

function placeName(hospital: string, code: string | undefined, campuses: AppView['hospitals'][number]['campuses']): string {
  return code === undefined ? hospital : `${hospital} ${campuses.find((campus) => campus.code === code)?.name ?? code}`;
}

function stepsOf(uses: Uses, place: string): readonly UsesAt[] {
  const scenes = [...new Set(uses.map(({ scene }) => scene))];
  return scenes.map((scene) => ({ place, step: stepText(scene), count: usesInAll(uses.filter((one) => one.scene === scene)) })).sort((one, other) => other.count - one.count);
}

/** A sub-step without a word of its own goes by that of its step. */
export function stepText(scene: string): string {
  if (/^0+$/.test(scene)) return USES.noStep;
  const word = STEPS[scene] ?? STEPS[scene.slice(0, 6)];
  return word === undefined ? scene : USES.stepWith(word, scene);
}
