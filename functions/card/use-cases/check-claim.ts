/** Before claiming: is there a card already? Then one tap binds it (一键授权领卡) and nothing is typed again. */
import type { checkClaimRoute } from '../../../shared/card/card.routes';
import type { Resident } from '../../../shared/kernel/caller';
import { isPresent } from '../../../shared/identity/identity.rules';
import { ok } from '../../../shared/kernel/result';
import type { Answer, InputOf, OutputOf } from '../../../shared/kernel/route';
import type { Access, Authority, AuthorityCard, OutsideHospital, Packages } from '../card.ports';
import { askedBy, isHeld, personOf } from '../card.rules';

export type CheckClaimDeps = {
  readonly access: Pick<Access, 'holder'>;
  readonly packages: Pick<Packages, 'load'>;
  readonly authority: Pick<Authority, 'find'>;
  readonly outsideHospital: OutsideHospital;
  readonly now: () => number;
};
export type CheckClaim = (input: InputOf<typeof checkClaimRoute>, caller: Resident) => Answer<typeof checkClaimRoute>;

export function makeCheckClaim({ access, packages, authority, outsideHospital, now }: CheckClaimDeps): CheckClaim {
  return async function checkClaim({ memberId, ...through }, caller) {
    const holder = await access.holder(askedBy(caller, 'card.check-claim'), memberId);
    if (!holder.ok) return holder;
    const { cards } = await packages.load(caller.accountId);
    if (cards.some((card) => card.memberId === memberId && isHeld(card))) return ok({ state: 'in-package' });
    const found = await authority.find(personOf(holder.value));
    if (!found.ok) return found;
    const hospital = outsideHospital(through);
    return ok({ ...stateFor(found.value, isPresent(holder.value, now())), ...(hospital === undefined ? {} : { outsideHospital: hospital }) });
  };
}

/** Made ahead in a batch is not held yet; what was closed comes back to who is present. */
function stateFor(there: AuthorityCard | undefined, present: boolean): OutputOf<typeof checkClaimRoute> {
  if (!there || there.state === 'pending') return { state: 'none' };
  if (there.state === 'closed') return { state: 'none', ...(present ? {} : { needsPresence: true }) };
  return { state: 'held-elsewhere', ...(there.issuedAt ? { heldSince: there.issuedAt } : {}) };
}
