/** Whoever misses often tries numbers: stopped for the day. */
import { refuse, type Result } from '../../shared/kernel/result';
import { MISSES_PER_DAY, type Missed } from '../../shared/open-platform/limits.rules';
import type { PartnerCaller, Tallies } from './open-platform.ports';

type Trying = { readonly tallies: Tallies; readonly caller: PartnerCaller; readonly what: Missed };

/** Counted when it missed: those under way at the same moment may pass the limit by as many as they are. */
export async function countingMisses<Done, Code extends string>(
  { tallies, caller: { app }, what }: Trying, act: () => Promise<Result<Done, Code>>, isMiss: (answer: Result<Done, Code>) => boolean,
): Promise<Result<Done, Code | 'day-is-spent'>> {
  if ((await tallies.of(app.appId, `missed-${what}`)) >= MISSES_PER_DAY[what]) return refuse('day-is-spent');
  const answer = await act();
  if (isMiss(answer)) await tallies.add(app.appId, `missed-${what}`);
  return answer;
}
