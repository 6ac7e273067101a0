/** A clock that begins in the morning of the day the sample people's ages are counted from, goes on, and can be put forward. */
import { epochMsOf } from '../../shared/kernel/china-day';
import { TODAY } from './open-town';

export type TownClock = { readonly now: () => number; advance(ms: number): void };

export function makeTownClock(): TownClock {
  let ahead = epochMsOf(`${TODAY}T09:00:00.000+08:00`) - Date.now();
  return { now: () => Date.now() + ahead, advance: (ms) => { ahead += ms; } };
}
