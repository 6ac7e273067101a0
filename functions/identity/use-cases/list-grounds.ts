/**
 * By member id or `self`: on which grounds the account may act today. No name or number is opened. A child's ground follows from the
 * sealed age, and callers name the ground in their own entry: so the age is opened under an entry written here.
 */
import { actingOn } from '../../../shared/identity/family.rules';
import { SELF } from '../../../shared/identity/file.schema';
import { consentsInForce } from '../../../shared/identity/identity.rules';
import { ConsentPurpose } from '../../../shared/identity/identity.schema';
import { linkGround, todayAt } from '../identity.rules';
import type { AccountFile, Files, GroundHeld, HasWithdrawn, ListGrounds, Member, RecordAudit } from '../identity.ports';

export type ListGroundsDeps = {
  readonly files: Files;
  readonly hasWithdrawn: HasWithdrawn;
  readonly recordAudit: RecordAudit;
  readonly now: () => number;
  readonly newId: (prefix: string) => string;
};

export function makeListGrounds({ files, hasWithdrawn, recordAudit, now, newId }: ListGroundsDeps): ListGrounds {
  return async function listGrounds(accountId, { regardless } = { regardless: false }) {
    const grounds = new Map<string, GroundHeld>();
    const file = await files.read(accountId);
    if (!file) return grounds;
    const consents = regardless ? ConsentPurpose.options : consentsInForce(file.account.consents);
    const holder = holderGround(file, consents);
    if (!holder) return grounds;
    grounds.set(SELF, holder);
    for (const member of await membersOf(file)) {
      const ground = memberGround(member, consents, todayAt(now()));
      if (ground && !(await rests(ground, regardless))) grounds.set(member.key, ground);
    }
    return grounds;
  };

  async function membersOf(file: AccountFile): Promise<readonly Member[]> {
    if (file.hasSealedAges) await recordAudit({ subject: file.account.accountId, actor: 'system', action: 'identity.judge-ages', ground: 'age', requestId: newId('request') });
    return file.members();
  }

  /** An adult who withdrew what everything rests on is not acted for. */
  async function rests({ ground, personId }: GroundHeld, regardless: boolean): Promise<boolean> {
    return !regardless && ground === 'delegate' && hasWithdrawn(personId);
  }
}

/** Nobody acts for others who is not verified themselves, or has withdrawn what everything rests on. */
function holderGround({ self }: AccountFile, consents: readonly ConsentPurpose[]): GroundHeld | undefined {
  if (self?.personId === undefined || actingOn('delegate', consents) === undefined) return undefined;
  return { ground: 'self', personId: self.personId };
}

function memberGround(member: Member, consents: readonly ConsentPurpose[], today: string): GroundHeld | undefined {
  const ground = actingOn(linkGround(member, today), consents);
  return ground === undefined || member.personId === undefined ? undefined : { ground, personId: member.personId };
}
