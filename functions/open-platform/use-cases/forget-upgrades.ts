/** 整院升级: lists are forgotten when their time is over, with the key they are sealed under; the files themselves end by the bucket's own rule. */
import { instantOf } from '../../../shared/kernel/china-day';
import { keptUntilMs, stateAfter } from '../../../shared/open-platform/upgrade.rules';
import type { RecordAudit, Upgrade, UpgradeFiles, Upgrades } from '../open-platform.ports';

export type ForgetUpgradesDeps = {
  readonly upgrades: Pick<Upgrades, 'due' | 'find' | 'change'>;
  readonly files: Pick<UpgradeFiles, 'forget'>;
  readonly recordAudit: RecordAudit;
  readonly now: () => number;
};

/** How many were forgotten. */
export function makeForgetUpgrades(deps: ForgetUpgradesDeps): () => Promise<number> {
  return async function forgetUpgrades() {
    let forgotten = 0;
    for (const upgradeId of await deps.upgrades.due(instantOf(deps.now()))) forgotten += (await forget(deps, upgradeId)) ? 1 : 0;
    return forgotten;
  };
}

/** The state first, so that nothing is ordered any more; killed after it, the next run finds it unfinished. */
async function forget(deps: ForgetUpgradesDeps, upgradeId: string): Promise<boolean> {
  const { upgrades, files, recordAudit, now } = deps;
  const found = await upgrades.find(upgradeId);
  const upgrade = found && (await atItsEnd(deps, found));
  if (!upgrade) return false;
  const { appId, requestId } = upgrade;
  await recordAudit({ subject: `app#${appId}`, actor: 'open-platform', action: 'open-platform.forget-upgrade', ground: 'retention', requestId });
  await files.forget(upgrade);
  return upgrades.change({ ...upgrade, forgottenAt: instantOf(now()) });
}

async function atItsEnd({ upgrades, now }: ForgetUpgradesDeps, upgrade: Upgrade): Promise<Upgrade | undefined> {
  if (upgrade.state === 'forgotten') return upgrade;
  const state = stateAfter('forget', upgrade.state);
  if (!state || keptUntilMs(upgrade) > now()) return undefined;
  const changed = { ...upgrade, state };
  return (await upgrades.change(changed)) ? { ...changed, version: upgrade.version + 1 } : undefined;
}
