/** What an app did today of what it may do so often only. */
import type { Missed } from '../../shared/open-platform/limits.rules';

export type Tallied = `missed-${Missed}` | 'renamed' | 'pictures';

export type Tallies = {
  of(appId: string, what: Tallied): Promise<number>;
  /** Gives how many there are now. */
  add(appId: string, what: Tallied, by?: number): Promise<number>;
};
