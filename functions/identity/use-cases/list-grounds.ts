import { actingOn } from '../../../shared/identity/family.rules';
import { SELF } from '../../../shared/identity/file.schema';
import { consentsInForce } from '../../../shared/identity/identity.rules';
import { linkGround, todayAt } from '../identity.rules';
import type { AccountFile, Files, GroundHeld, ListGrounds, Member } from '../identity.ports';

/** By member id or `self`: on which grounds the account may act today. One query; no name or number is opened. */
export function makeListGrounds({ files, now }: { readonly files: Files; readonly now: () => number }): ListGrounds {
  return async function listGrounds(accountId) {
    const grounds = new Map<string, GroundHeld>();
    const file = await files.read(accountId);
    const holder = file && holderGround(file);
    if (!file || !holder) return grounds;
    grounds.set(SELF, holder);
    for (const member of file.members) {
      const held = memberGround(file, member, todayAt(now()));
      if (held) grounds.set(member.key, held);
    }
    return grounds;
  };
}

/** Nobody acts for others who is not verified themselves, or has withdrawn what everything rests on. */
function holderGround({ account, self }: AccountFile): GroundHeld | undefined {
  if (self?.personId === undefined || actingOn('delegate', consentsInForce(account.consents)) === undefined) return undefined;
  return { ground: 'self', personId: self.personId };
}

function memberGround({ account }: AccountFile, member: Member, today: string): GroundHeld | undefined {
  const ground = actingOn(linkGround(member, today), consentsInForce(account.consents));
  return ground === undefined || member.personId === undefined ? undefined : { ground, personId: member.personId };
}
