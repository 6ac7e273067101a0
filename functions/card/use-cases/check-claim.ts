/** Before claiming: is there a card already? Then one tap binds it (一键授权领卡) and nothing is typed again. */
import type { checkClaimRoute } from '../../../shared/card/card.routes';
import type { Resident } from '../../../shared/kernel/caller';
import { ok } from '../../../shared/kernel/result';
import type { Answer, InputOf } from '../../../shared/kernel/route';
import type { Access, Authority, Packages } from '../card.ports';
import { askedBy, isHeld, isPresent, personOf } from '../card.rules';

export type CheckClaimDeps = {
  readonly access: Pick<Access, 'holder'>;
  readonly packages: Pick<Packages, 'load'>;
  readonly authority: Pick<Authority, 'find'>;
  readonly now: () => number;
};
export type CheckClaim = (input: InputOf<typeof checkClaimRoute>, caller: Resident) => Answer<typeof checkClaimRoute>;

export function makeCheckClaim({ access, packages, authority, now }: CheckClaimDeps): CheckClaim {
  return async function checkClaim({ memberId }, caller) {
    const holder = await access.holder(askedBy(caller, 'card.check-claim'), memberId);
    if (!holder.ok) return holder;
    const { cards } = await packages.load(caller.accountId);
    if (cards.some((card) => card.memberId === memberId && isHeld(card))) return ok({ state: 'in-package' });
    const found = await authority.find(personOf(holder.value));
    if (!found.ok) return found;
    if (!found.value || found.value.state === 'pending') return ok({ state: 'none' });
    if (found.value.state === 'closed') return ok({ state: 'none', ...(isPresent(holder.value, now()) ? {} : { needsPresence: true }) });
    return ok({ state: 'held-elsewhere', ...(found.value.issuedAt ? { heldSince: found.value.issuedAt } : {}) });
  };
}
