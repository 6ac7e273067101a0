/** Identity as the card slice sees it through its window: accounts and the people they may act for, set by the test. */
import type { Holder, IdentityWindow } from '../../functions/identity/identity.public';
import { ok, refuse } from '../../shared/kernel/result';

type Person = Omit<Holder, 'memberId' | 'ground'>;
type Acting = { readonly person: Person; ground: Holder['ground'] | 'waiting' };

export type IdentityDouble = {
  readonly window: IdentityWindow;
  /** Account ids whose sealed data was opened, in order. */
  readonly opened: string[];
  /** Accounts that withdrew their consent. */
  readonly withdrawn: Set<string>;
  verify(accountId: string, person: Person): void;
  addMember(accountId: string, memberId: string, acting: Acting): void;
  endGround(accountId: string, memberId: string): void;
  /** The account was closed. */
  forget(accountId: string): void;
  /** The person proves presence at that instant. */
  prove(personId: string, at: string): void;
};

export function identityDouble(): IdentityDouble {
  const accounts = new Map<string, Map<string, Acting>>();
  const proofs = new Map<string, string>();
  const opened: string[] = [];
  const withdrawn = new Set<string>();
  const subjects = (accountId: string) => {
    const known = accounts.get(accountId) ?? new Map<string, Acting>();
    accounts.set(accountId, known);
    return known;
  };
  return {
    opened,
    withdrawn,
    verify(accountId, person) { subjects(accountId).set('self', { person, ground: 'self' }); },
    addMember(accountId, memberId, acting) { subjects(accountId).set(memberId, { ...acting }); },
    endGround(accountId, memberId) {
      const acting = subjects(accountId).get(memberId);
      if (acting) acting.ground = 'waiting';
    },
    forget(accountId) { accounts.delete(accountId); },
    prove(personId, at) { proofs.set(personId, at); },
    window: {
      async holderOf(accountId, memberId) {
        const acting = subjects(accountId).get(memberId ?? 'self');
        if (!acting) return refuse(memberId ? 'identity/member-unknown' : 'identity/real-name-needed');
        if (acting.ground === 'waiting' || withdrawn.has(accountId)) return refuse('family/not-consented');
        opened.push(accountId);
        const provedAt = proofs.get(acting.person.personId);
        const level = provedAt ? { assurance: 'L2' as const, assuredAt: provedAt } : {};
        return ok({ ...acting.person, ...level, ground: acting.ground, ...(memberId ? { memberId } : {}) });
      },
      async groundsOf(accountId, how) {
        if (withdrawn.has(accountId) && !how?.regardless) return new Map();
        const inForce = [...subjects(accountId)].flatMap(([subject, { person, ground }]) =>
          (ground === 'waiting' ? [] : [[subject, { ground, personId: person.personId }] as const]));
        return new Map(inForce);
      },
      async accountsOf(personId) {
        return [...accounts].flatMap(([accountId, known]) => (known.get('self')?.person.personId === personId ? [accountId] : []));
      },
      openIdOf: async (accountId) => `o-${accountId}`,
      async appoint() { throw new Error('nobody is appointed here'); },
    },
  };
}
