/**
 * 主索引合并、拆分: the package of whoever is one of the two persons is asked about at once, so that after a split nobody shows the
 * other's card, and they are told. The authority may still be settling its cards: the package is asked about once more soon after.
 */
import { instantOf } from '../../../shared/kernel/china-day';
import type { PersonsChanged } from '../../../shared/kernel/persons-changed';
import type { CheckPackage, Identity, Packages } from '../card.ports';
import { headOf } from '../card.rules';

export type FollowPersonsDeps = {
  readonly identity: Pick<Identity, 'accountsOf'>;
  readonly packages: Pick<Packages, 'revise'>;
  readonly checkPackage: CheckPackage;
  readonly newId: (prefix: string) => string;
  readonly now: () => number;
};
export type FollowPersons = (changed: PersonsChanged) => Promise<void>;

const TOLD = { 'persons.merged.v1': 'persons-joined', 'persons.split.v1': 'persons-parted' } as const;

export function makeFollowPersons({ identity, packages, checkPackage, newId, now }: FollowPersonsDeps): FollowPersons {
  return async function followPersons({ type, eventId, survivorId, mergedId }) {
    const accounts = new Set((await Promise.all([survivorId, mergedId].map((personId) => identity.accountsOf(personId)))).flat());
    const answered: boolean[] = [];
    for (const accountId of accounts) {
      answered.push((await checkPackage({ accountId, actor: 'system', requestId: eventId, action: 'card.follow-persons' })).ok);
      const at = instantOf(now());
      const notice = { type: 'message.notice.v1', eventId: newId('event'), at, accountId, kind: TOLD[type], facts: {} } as const;
      await packages.revise(accountId, async (read) => ({
        change: { notice, ...(read.version === 0 ? {} : { package: { ...headOf(read), nextCheckAt: at } }) }, outcome: undefined,
      }));
    }
    // Delivered again: until then a foreign card may be shown.
    if (answered.includes(false)) throw new Error('the authority did not answer for a person that changed');
  };
}
