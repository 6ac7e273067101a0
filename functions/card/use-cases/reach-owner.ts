/** What was claimed for somebody is in the package of their own account at once, and they are told; an authority that is away now is asked again by reconciliation. */
import type { CheckPackage, Identity, ReachOwner } from '../card.ports';

export type ReachOwnerDeps = { readonly identity: Pick<Identity, 'accountsOf'>; readonly checkPackage: CheckPackage };

export function makeReachOwner({ identity, checkPackage }: ReachOwnerDeps): ReachOwner {
  return async function reachOwner(personId, { accountId: claimer, requestId }) {
    for (const accountId of await identity.accountsOf(personId)) {
      if (accountId !== claimer) await checkPackage({ accountId, actor: 'system', requestId, action: 'card.reconcile' });
    }
  };
}
