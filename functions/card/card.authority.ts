/** The card authority in the words of this slice, spoken to through the gateway client: also when it runs in the same process. */
import { ok, refuse, type Refusal, type Refused } from '../../shared/kernel/result';
import type { Foundations } from '../platform/foundations';
import type { Authority, AuthorityCard, Person, Register, RegisterRefusal } from './card.ports';

type Gateway = Foundations['clients']['authority'];
type IssuedCard = Omit<AuthorityCard, 'healthCardId'> & { readonly cardId: string };

/** What an authority does not take (a document type its dialect lacks) it cannot do for the resident now. */
const IN_OUR_WORDS = {
  'authority/unavailable': 'card/authority-unavailable',
  'authority/not-accepted': 'card/authority-unavailable',
  'authority/card-not-found': 'card/unknown',
  'authority/card-lost': 'card/lost',
  'authority/card-closed': 'card/closed',
  'authority/name-does-not-match': 'identity/name-does-not-match',
  'authority/guardian-does-not-match': 'family/guardian-not-registered',
  'authority/not-in-register': 'identity/document-not-found',
  'authority/deceased': 'identity/holder-deceased',
} as const;
const OF_THE_NAME = {
  'name-does-not-match': 'identity/name-does-not-match',
  'guardian-does-not-match': 'family/guardian-not-registered',
  'not-found': 'identity/document-not-found',
  deceased: 'identity/holder-deceased',
} as const;
type Words = typeof IN_OUR_WORDS;

function refused<Code extends keyof Words>({ code }: Refusal<Code>): Refused<Words[Code]> {
  return refuse(IN_OUR_WORDS[code]);
}

function cardOf({ cardId, state, issuedAt, issuer }: IssuedCard): AuthorityCard {
  return { healthCardId: cardId, state, ...(issuedAt ? { issuedAt } : {}), ...(issuer ? { issuer } : {}) };
}

export function makeCardAuthority(gateway: Gateway, newId: (prefix: string) => string): Authority {
  return {
    async register(person, { serial, channel }) {
      const registered = await gateway.register({ ...applicantOf(person), appliedBy: channel }, serial);
      return registered.ok ? ok({ ...cardOf(registered.value), already: registered.value.already }) : refused(registered.refusal);
    },
    async check({ name, document, guardian }) {
      const found = await gateway.query({ document, name, ...(guardian ? { guardian } : {}) });
      if (!found.ok) return refused(found.refusal);
      const { realName, card, birthday } = found.value;
      if (realName !== 'match' && realName !== 'not-asked') return refuse(OF_THE_NAME[realName]);
      return ok({ ...(card ? { card: cardOf(card) } : {}), ...(birthday ? { birthday } : {}) });
    },
    async find({ name, document, guardian }) {
      // Always with the name, and a child's always with its guardian: whom the register does not know as guardian finds no card.
      const found = await gateway.query({ document, name, ...(guardian ? { guardian } : {}) });
      if (!found.ok) return refused(found.refusal);
      const { realName, card } = found.value;
      return ok(realName === 'match' || realName === 'not-asked' ? card && cardOf(card) : undefined);
    },
    async code(healthCardId, kind) {
      const code = await gateway.generate(healthCardId, kind);
      return code.ok ? code : refused(code.refusal);
    },
    async reportLoss(healthCardId) {
      const told = await gateway.reportLoss(healthCardId, newId('loss'));
      return told.ok ? ok(null) : refused(told.refusal);
    },
    async restore(healthCardId) {
      const restored = await gateway.restore(healthCardId, newId('restoration'));
      return restored.ok ? ok(null) : refused(restored.refusal);
    },
    async close(healthCardId) {
      const closed = await gateway.close(healthCardId, newId('closure'));
      return closed.ok ? ok(null) : refused(closed.refusal);
    },
  };
}

function applicantOf({ name, document, phone, birthday = document.birthday, guardian }: Person) {
  const { gender } = document;
  return { name, document, ...(birthday ? { birthday } : {}), ...(gender ? { gender } : {}), ...(phone ? { cellphone: phone } : {}), ...(guardian ? { guardian } : {}) };
}

/** A claim that goes through nobody's channel. */
export function registerAtAuthority(authority: Pick<Authority, 'register'>): Register<RegisterRefusal> {
  return (person, { serial }) => authority.register(person, { serial, channel: 'app' });
}
