/** Who may see which card, on which ground; the audit entry is written before anything is opened. */
import { ok, refuse } from '../../shared/kernel/result';
import type { Access, Asking, Card, Grounds, Identity, Packages, RecordAudit, SeenPackage } from './card.ports';
import { actorOf } from './card.rules';

export type AccessDeps = { readonly packages: Pick<Packages, 'load' | 'findCard'>; readonly identity: Identity; readonly recordAudit: RecordAudit };

const SELF = 'self';

export function makeAccess({ packages, identity, recordAudit }: AccessDeps): Access {
  return {
    async holder(asking, memberId) {
      const acting = (await identity.groundsOf(asking.accountId)).get(memberId ?? SELF);
      await recordAudit(entryOf(asking, acting));
      return identity.holderOf(asking.accountId, memberId);
    },
    async package(asking) {
      return seen(asking, await identity.groundsOf(asking.accountId));
    },
    async packageRegardless(asking) {
      const [all, inForce] = await Promise.all([identity.groundsOf(asking.accountId, { regardless: true }), identity.groundsOf(asking.accountId)]);
      return seen(asking, new Map([...all].filter(([subject, { ground }]) => ground !== 'delegate' || inForce.has(subject))));
    },
    card: (asking, cardId) => card(asking, cardId, { regardless: false }),
    cardRegardless: (asking, cardId) => card(asking, cardId, { regardless: true }),
    async cardAndHolder(asking, cardId) {
      const found = await card(asking, cardId, { regardless: false });
      if (!found.ok) return found;
      const holder = await identity.holderOf(asking.accountId, found.value.card.memberId);
      return holder.ok ? ok({ ...found.value, holder: holder.value }) : refuse('family/not-consented');
    },
  };

  async function seen(asking: Asking, grounds: Grounds): Promise<SeenPackage> {
    const read = await packages.load(asking.accountId);
    await recordAudit({ ...entryOf(asking), ground: SELF });
    return { package: read, seen: seenOf(read.cards, read.order, grounds) };
  }

  async function card(asking: Asking, cardId: string, how: { readonly regardless: boolean }): ReturnType<Access['card']> {
    const [found, grounds] = await Promise.all([packages.findCard(asking.accountId, cardId), identity.groundsOf(asking.accountId, how)]);
    if (!found) return refuse('card/unknown');
    const acting = grounds.get(found.memberId ?? SELF);
    if (!acting) return refuse('family/not-consented');
    await recordAudit(entryOf(asking, acting));
    return ok({ card: found, by: actorOf(acting.ground) });
  }
}

/** Without a ground in force the attempt is kept too, and the subject is the account that tried. */
function entryOf({ accountId, actor, requestId, action }: Asking, acting?: { ground: string; personId: string }) {
  return { subject: acting?.personId ?? accountId, actor, action, ground: acting?.ground ?? 'none', requestId };
}

/** Cards whose ground is in force, in the resident's order. */
export function seenOf(cards: readonly Card[], order: readonly string[], grounds: Grounds): readonly Card[] {
  const place = new Map(order.map((cardId, position) => [cardId, position]));
  const placeOf = ({ cardId }: Card) => place.get(cardId) ?? order.length;
  return cards.filter(({ memberId }) => grounds.has(memberId ?? SELF)).sort((one, other) => placeOf(one) - placeOf(other));
}
