/** 激活: a card made ahead in a batch becomes the holder's by a claim, only when it is the account's own or that of a child it answers for. */
import type { PlainClaimRefusal } from '../../../shared/card/card.routes';
import type { CardView } from '../../../shared/card/card.schema';
import type { Resident } from '../../../shared/kernel/caller';
import { ok, refuse, type Result } from '../../../shared/kernel/result';
import type { Access, Authority, AuthorityCard, AuthorityDown, HolderRefusal, Identity } from '../card.ports';
import { askedBy, personOf } from '../card.rules';

export type ActivateCardDeps = {
  readonly access: Pick<Access, 'holder'>;
  readonly identity: Pick<Identity, 'groundsOf'>;
  readonly authority: Pick<Authority, 'find'>;
  readonly claimCard: (input: { readonly memberId?: string }, caller: Resident) => Promise<Result<CardView, PlainClaimRefusal>>;
};
/** `active`: by this, or before. `not-waiting`: theirs, and closed. */
export type Activated = 'active' | 'not-theirs' | 'not-waiting';
export type ActivateCard = (healthCardId: string, caller: Resident) => Promise<Result<Activated, PlainClaimRefusal>>;

/** A child of 14 and more decides with its guardian, whose ground is another; whoever was only allowed to act does not accept a card. */
const GROUNDS = ['self', 'guardian', 'guardian-of-teen'];

const WHAT_IT_IS: Readonly<Record<Exclude<AuthorityCard['state'], 'pending'>, Result<Activated, PlainClaimRefusal>>> = { active: ok('active'), lost: refuse('card/lost'), closed: ok('not-waiting') };

export function makeActivateCard(deps: ActivateCardDeps): ActivateCard {
  return async function activateCard(healthCardId, caller) {
    const grounds = [...(await deps.identity.groundsOf(caller.accountId))].filter(([, { ground }]) => GROUNDS.includes(ground));
    // Whoever has not said who they are is asked to: nothing is looked for then.
    const subjects = grounds.length > 0 ? grounds.map(([subject]) => (subject === 'self' ? undefined : subject)) : [undefined];
    for (const memberId of subjects) {
      const found = await stateFor(deps, { healthCardId, memberId, caller });
      if (!found.ok) return found;
      if (found.value === 'pending') return claimed(await deps.claimCard(memberId === undefined ? {} : { memberId }, caller));
      if (found.value) return WHAT_IT_IS[found.value];
    }
    return ok('not-theirs');
  };
}

type Looking = { readonly healthCardId: string; readonly memberId: string | undefined; readonly caller: Resident };

/** The state of the card, when it is this person's. */
async function stateFor({ access, authority }: ActivateCardDeps, { healthCardId, memberId, caller }: Looking): Promise<Result<AuthorityCard['state'] | undefined, HolderRefusal | AuthorityDown>> {
  const holder = await access.holder(askedBy(caller, 'card.activate'), memberId);
  if (!holder.ok) return holder;
  const found = await authority.find(personOf(holder.value));
  if (!found.ok) return found;
  return ok(found.value?.healthCardId === healthCardId ? found.value.state : undefined);
}

function claimed(claim: Result<CardView, PlainClaimRefusal>): Awaited<ReturnType<ActivateCard>> {
  return claim.ok ? ok('active') : claim;
}
