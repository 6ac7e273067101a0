/** 对账: losses still on their way are carried first; then packages the authority was not asked about for a day, longest waiting first. A run is bounded; the next goes on. */
import { instantOf } from '../../../shared/kernel/china-day';
import type { CheckPackage, Packages, Waiting } from '../card.ports';
import { headOf } from '../card.rules';

export type ReconcilePackagesDeps = {
  readonly waiting: Pick<Waiting, 'duePackages'>;
  readonly packages: Pick<Packages, 'revise'>;
  readonly checkPackage: CheckPackage;
  readonly carryLosses: () => Promise<number>;
  readonly tellDone: (count: number) => void;
  readonly newId: (prefix: string) => string;
  readonly now: () => number;
};
export type Reconciled = { readonly carried: number; readonly checked: number; readonly postponed: number };

const PACKAGES_AT_ONCE = 200;
/** Packages checked at the same time: a quarter of the calls the authority is sent at most, so that residents keep theirs. */
const LANES = 16;
/** A run ends well before the function's time is over. */
const RUN_MS = 480_000;
/** So many that cannot be checked in a row: the authority is away, not the package odd. */
const FAILURES_IN_A_ROW = 3;
const POSTPONED_MS = 3_600_000;

export function makeReconcilePackages(deps: ReconcilePackagesDeps): () => Promise<Reconciled> {
  const { carryLosses, tellDone, checkPackage, newId, now } = deps;
  return async function reconcilePackages() {
    const [requestId, endsAt] = [newId('run'), now() + RUN_MS];
    const carried = await carryLosses();
    const due = duePackages(deps);
    let [checked, postponed, failures] = [0, 0, 0];
    async function lane(): Promise<void> {
      // A lane that breaks off ends the common list, and with it the others.
      for await (const accountId of due) {
        const { ok } = await checkPackage({ accountId, actor: 'system', requestId, action: 'card.reconcile' });
        if (!ok) await postpone(deps, accountId);
        [checked, postponed, failures] = ok ? [checked + 1, postponed, 0] : [checked, postponed + 1, failures + 1];
        if (failures >= FAILURES_IN_A_ROW || now() >= endsAt) break;
      }
    }
    await Promise.all(Array.from({ length: LANES }, lane));
    tellDone(carried + checked);
    return { carried, checked, postponed };
  };
}

/** Longest waiting first. The index lags: a package that was just checked may show up again and is passed over. */
async function* duePackages({ waiting, now }: ReconcilePackagesDeps): AsyncGenerator<string> {
  const met = new Set<string>();
  for (;;) {
    const due = (await waiting.duePackages(instantOf(now()), PACKAGES_AT_ONCE)).filter((accountId) => !met.has(accountId));
    for (const accountId of due) {
      met.add(accountId);
      yield accountId;
    }
    if (due.length === 0) return;
  }
}

/** One package that cannot be checked must not hold up those behind it. */
async function postpone({ packages, now }: ReconcilePackagesDeps, accountId: string): Promise<void> {
  const nextCheckAt = instantOf(now() + POSTPONED_MS);
  await packages.revise(accountId, async (read) => ({ change: { package: { ...headOf(read), nextCheckAt } }, outcome: undefined }));
}
