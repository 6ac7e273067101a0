/** The card authority in the words of this slice, spoken to through the gateway client: also when it runs in the same process. */
import { ok, refuse, type Result } from '../../shared/kernel/result';
import type { Foundations } from '../platform/foundations';
import type { Applicant, CardHolder, IssuedCard, Issuer, UpgradeIssuer } from './open-platform.ports';

type Gateway = Foundations['clients']['authority'];
type Verified = Extract<Awaited<ReturnType<Gateway['verify']>>, { ok: true }>['value'];

/** What an authority does not take (a document type its dialect lacks) it cannot do now. */
const IN_OUR_WORDS = {
  'authority/unavailable': 'authority-unavailable', 'authority/not-accepted': 'authority-unavailable',
  'authority/name-does-not-match': 'name-does-not-match', 'authority/not-in-register': 'not-in-register', 'authority/deceased': 'deceased',
  'authority/guardian-does-not-match': 'guardian-does-not-match',
  'authority/card-not-found': 'card-not-found', 'authority/card-lost': 'card-lost', 'authority/card-closed': 'card-closed',
  'authority/code-not-valid': 'qr-not-valid', 'authority/code-expired': 'qr-expired', 'authority/code-used-elsewhere': 'qr-used-elsewhere',
} as const;
const OF_THE_NAME = {
  'name-does-not-match': 'name-does-not-match', 'not-found': 'not-in-register', deceased: 'deceased', 'guardian-does-not-match': 'guardian-does-not-match',
} as const;
type Words = typeof IN_OUR_WORDS;

function refused<Code extends keyof Words>({ refusal }: { readonly refusal: { readonly code: Code } }): Result<never, Words[Code]> {
  return refuse(IN_OUR_WORDS[refusal.code]);
}

export function makeIssuer(gateway: Gateway): Issuer {
  return {
    async register(applicant, { serial, channel }) {
      const done = await gateway.register({ ...applicantOf(applicant), appliedBy: channel }, serial);
      if (!done.ok) return refused(done);
      return ok({ ...issuedCard(done.value), already: done.value.already });
    },
    async preIssue(applicant, serial) {
      const done = await gateway.preIssue(applicantOf(applicant), serial);
      return done.ok ? ok({ ...issuedCard(done.value), already: done.value.already, isPending: done.value.state === 'pending' }) : refused(done);
    },
    async cardOf(document, name) {
      const found = await gateway.query({ document, ...(name ? { name } : {}) });
      if (!found.ok) return refused(found);
      const { card, realName } = found.value;
      if (realName !== 'match' && realName !== 'not-asked') return refuse(OF_THE_NAME[realName]);
      return ok(card && card.state !== 'closed' ? issuedCard(card) : undefined);
    },
    async about(healthCardId) {
      const found = await gateway.find(healthCardId);
      if (!found.ok) return refused(found);
      const { mainIndex = '', replacedBy } = found.value;
      return ok({ phid: mainIndex, ...(replacedBy ? { replacedBy } : {}) });
    },
    async isNamed({ name, document }) {
      const found = await gateway.query({ document, name });
      if (!found.ok) return refused(found);
      const { realName } = found.value;
      return realName === 'not-asked' ? refuse('authority-unavailable') : ok(realName === 'match');
    },
    async code(healthCardId, kind) {
      const code = await gateway.generate(healthCardId, kind);
      return code.ok ? ok(code.value.text) : refused(code);
    },
    async read(reading) {
      const read = await gateway.verify(reading);
      return read.ok ? ok(holderOf(read.value)) : refused(read);
    },
  };
}

/** The same, as an upgrade asks it: of many people, without opening who they are. */
export function makeUpgradeIssuer(gateway: Gateway): UpgradeIssuer {
  return {
    async find(document, name) {
      const found = await gateway.query({ document, ...(name ? { name } : {}) });
      if (!found.ok) return refuse('authority-unavailable');
      const { realName, card } = found.value;
      return ok({ realName, ...(card ? { card: { healthCardId: card.cardId, state: card.state } } : {}) });
    },
    async takeBack(healthCardId, serial) {
      const closed = await gateway.takeBack(healthCardId, serial);
      if (closed.ok) return ok('closed');
      const { code } = closed.refusal;
      if (code === 'authority/card-held') return ok('held');
      return code === 'authority/card-closed' || code === 'authority/card-not-found' ? ok('closed') : refuse('authority-unavailable');
    },
  };
}

function applicantOf({ name, document, guardian, ...facts }: Applicant) {
  return { name, document, ...facts, ...(guardian ? { guardian } : {}) };
}

function issuedCard({ cardId, mainIndex = '' }: { readonly cardId: string; readonly mainIndex?: string }): IssuedCard {
  return { healthCardId: cardId, phid: mainIndex };
}

const UNSAID = { cardId: '', mainIndex: '', name: '', gender: '', birthday: '', nation: '', idType: '', idNumber: '', cellphone: '', address: '' };

function holderOf(verified: Verified): CardHolder {
  const { cardId, mainIndex, cellphone, ...person } = { ...UNSAID, ...verified };
  return { ...person, healthCardId: cardId, phid: mainIndex, phone: cellphone };
}
