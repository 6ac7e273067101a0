/** The family in both directions: for whom I may act, and who may act for me. */
import { maskName } from '../../../shared/kernel/masking';
import type { Resident } from '../../../shared/kernel/caller';
import { ok } from '../../../shared/kernel/result';
import type { Answer } from '../../../shared/kernel/route';
import { SELF } from '../../../shared/identity/file.schema';
import type { listFamilyRoute } from '../../../shared/identity/family.routes';
import type { ActingForMe } from '../../../shared/identity/identity.schema';
import { existing, linkGround, linksByOthers, memberView, todayAt } from '../identity.rules';
import type { Files, HasWithdrawn, Member, MemberPlace, Persons, RecordAudit } from '../identity.ports';

export type ListFamily = (input: object, caller: Resident) => Answer<typeof listFamilyRoute>;

export type ListFamilyDeps = {
  readonly files: Files;
  readonly persons: Persons;
  readonly hasWithdrawn: HasWithdrawn;
  readonly recordAudit: RecordAudit;
  readonly now: () => number;
};

export function makeListFamily({ files, persons, hasWithdrawn, recordAudit, now }: ListFamilyDeps): ListFamily {
  return async function listFamily(_input, { accountId, requestId }) {
    const today = todayAt(now());
    await recordAudit({ subject: accountId, actor: accountId, action: 'identity.list-family', ground: 'self', requestId });
    const file = existing(await files.read(accountId));
    const mine = await Promise.all((await file.members()).map(async (member) => memberView(file.account, member, { ...(await files.open(member)), today, consentWithdrawn: await rests(member) })));
    const places = await linksByOthers({ files, persons }, file.self);
    const actingForMe = await Promise.all(places.map((place) => actingView(place)));
    return ok({ members: mine, actingForMe: actingForMe.filter((one) => one !== undefined) });

    /** Only an adult's own consent carries the acting. */
    async function rests(member: Member): Promise<boolean> {
      return linkGround(member, today) === 'delegate' && member.personId !== undefined && hasWithdrawn(member.personId);
    }

    /** The other's name is theirs: opened under their own entry, and masked. */
    async function actingView(place: MemberPlace): Promise<ActingForMe | undefined> {
      const file = await files.read(place.accountId);
      if (file?.self?.personId === undefined) return undefined;
      await recordAudit({ subject: place.accountId, actor: accountId, action: 'identity.show-actor', ground: SELF, requestId });
      const { name } = await files.open(file.self);
      return shown(await file.member(place.memberId), maskName(name));
    }

    function shown(link: Member | undefined, maskedName: string): ActingForMe | undefined {
      const ground = link ? linkGround(link, today) : 'ended';
      return !link || ground === 'ended' ? undefined : { memberId: link.key, maskedName, ground, since: link.member.link.consentedAt ?? link.member.addedAt };
    }
  };
}
