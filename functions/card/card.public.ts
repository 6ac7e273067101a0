/** The window of 电子健康卡: the cards an account may show today, for slices that hand one on; and a look for what was issued to it elsewhere. */
import type { CardView } from '../../shared/card/card.schema';
import type { Resident } from '../../shared/kernel/caller';
import type { Foundations } from '../platform/foundations';
import type { IamStatement } from '../platform/iam-statement';
import { makeAccess } from './card.access';
import { makeCardAuthority, registerAtAuthority } from './card.authority';
import type { Identity, RecordAudit } from './card.ports';
import { emptyPackage } from './card.rules';
import { makeViews } from './card.views';
import directory from './institutions.json';
import { makePackages } from './packages.repository';
import { makeActivateCard, type ActivateCard } from './use-cases/activate-card';
import { makeCheckPackage } from './use-cases/check-package';
import { makeClaimCard } from './use-cases/claim-card';
import { makeLearnState } from './use-cases/learn-state';
import { makeReachOwner } from './use-cases/reach-owner';
import { makeSettleOthers } from './use-cases/settle-others';
import { makeTakeOut } from './use-cases/take-out';

/** Who looks: the account itself, or a slice acting for it. `action` as the audit names it. */
export type Looking = { readonly accountId: string; readonly requestId: string; readonly actor: string; readonly action: string };

export type CardWindow = {
  /** In the resident's order, masked; only cards whose ground is in force. Audited. */
  cardsOf(looking: Looking): Promise<readonly CardView[]>;
  /** Asks the authority for every person of the package; false when it did not answer for all. */
  lookForNew(looking: Looking): Promise<boolean>;
  /** Claims this card, made ahead in a batch, if it is the caller's own or of a child they are guardian for. */
  activate(healthCardId: string, caller: Resident): ReturnType<ActivateCard>;
};

/** What a function that looks through the window must be allowed; it also asks through the window of identity. */
export const cardStatements: readonly IamStatement[] = [
  { actions: ['dynamodb:GetItem', 'dynamodb:BatchGetItem', 'dynamodb:Query', 'dynamodb:PutItem', 'dynamodb:DeleteItem'], table: 'card' },
];

export function openCards(f: Foundations, identity: Identity): CardWindow {
  const { now, newId } = f;
  const recordAudit: RecordAudit = (entry) => f.audit.record(entry);
  const packages = makePackages({ ...f, table: f.table('card'), safe: f.safeOf('card'), emptyPackage: (accountId) => emptyPackage(accountId, now()) });
  const authority = makeCardAuthority(f.clients.authority, newId);
  const access = makeAccess({ packages, identity, recordAudit });
  const institutions = new Map(directory.institutions.map((one) => [one.institutionId, one]));
  const views = makeViews({ packages, identity, institutions });
  const base = { now, newId, recordAudit, packages, authority, identity, access };
  const settleOthers = makeSettleOthers({ ...base, learnState: makeLearnState(base), takeOut: makeTakeOut(base) });
  const checkPackage = makeCheckPackage({ ...base, settleOthers });
  const reachOwner = makeReachOwner({ identity, checkPackage });
  const activate = makeActivateCard({ ...base, claimCard: makeClaimCard({ ...base, register: registerAtAuthority(authority), views, reachOwner }) });
  return {
    activate,
    async cardsOf(looking) {
      return (await views.package(await access.package(looking))).items;
    },
    async lookForNew(looking) {
      return (await checkPackage(looking)).ok;
    },
  };
}
