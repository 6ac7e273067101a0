/** A card authority in memory: one card for each person whoever asks, states that move as the contract says, and a switch. */
import { createHash } from 'node:crypto';
import type { Authority, CardApplicant, IssuedCard, NamedDocument } from '../../functions/platform/clients/authority/authority.types';
import { documentKey } from '../../shared/kernel/documents';
import { ok, refuse } from '../../shared/kernel/result';

type Asked = 'register' | 'query' | 'generate' | 'close' | 'reportLoss' | 'restore';
type Held = { cardId: string; state: IssuedCard['state']; issuedAt: string; issue: number };
type RealNameWord = 'name-does-not-match' | 'not-in-register' | 'deceased' | 'guardian-does-not-match';

export type CardAuthorityDouble = {
  readonly authority: { -readonly [Method in Asked]: Authority[Method] };
  /** By document key. */
  readonly cards: Map<string, Held>;
  readonly calls: { readonly asked: Asked; readonly of: unknown }[];
  /** Nothing is answered while true. */
  down: boolean;
  /** What the register says of anybody who applies or is asked about. */
  registerSays: RealNameWord | undefined;
  /** What it tells of anybody's birthday; while absent, names are not asked about either. */
  registerBirthday: string | undefined;
  /** Another authority gives a reissued card a new number. */
  newNumberOnReissue: boolean;
  /** Does what a window elsewhere would do. */
  set(document: NamedDocument['document'], state: IssuedCard['state']): string;
  cardOf(document: NamedDocument['document']): Held | undefined;
};

const keyOf = (document: NamedDocument['document']) => documentKey(document);
const pause = () => new Promise<void>((resolve) => { setImmediate(resolve); });

export function cardAuthorityDouble(now: () => string): CardAuthorityDouble {
  const cards = new Map<string, Held>();
  const double: CardAuthorityDouble = {
    cards, calls: [], down: false, registerSays: undefined, registerBirthday: undefined, newNumberOnReissue: false,
    set(document, state) {
      const held = cards.get(keyOf(document)) ?? issue(keyOf(document));
      held.state = state;
      return held.cardId;
    },
    cardOf: (document) => cards.get(keyOf(document)),
    authority: {
      register: (applicant) => asked('register', applicant, () => register(applicant)),
      query: ({ document }) => asked('query', document, () => {
        const held = cards.get(keyOf(document));
        if (double.registerSays) return ok({ realName: double.registerSays === 'not-in-register' ? 'not-found' : double.registerSays });
        const known = double.registerBirthday ? { realName: 'match' as const, birthday: double.registerBirthday } : { realName: 'not-asked' as const };
        return ok({ ...known, ...(held ? { card: viewOf(held) } : {}) });
      }),
      generate: (cardId, kind) => asked('generate', { cardId, kind }, () => {
        const held = byId(cardId);
        if (!held) return refuse('authority/card-not-found');
        if (held.state !== 'active') return refuse(held.state === 'lost' ? 'authority/card-lost' : 'authority/card-closed');
        const nonce = createHash('md5').update(`${cardId}${String(double.calls.length)}`).digest('hex');
        return ok(kind === 'static' ? { text: `${cardId}:1` } : { text: `${cardId}:0:${nonce}`, validUntil: now() });
      }),
      close: (cardId) => asked('close', cardId, () => moved(cardId, 'closed')),
      restore: (cardId) => asked('restore', cardId, () => moved(cardId, 'active')),
      reportLoss: (cardId) => asked('reportLoss', cardId, () => (byId(cardId)?.state === 'lost' ? refuse('authority/card-lost') : moved(cardId, 'lost'))),
    },
  };

  async function asked<Answer>(what: Asked, of: unknown, answer: () => Answer) {
    double.calls.push({ asked: what, of });
    await pause();
    return double.down ? refuse('authority/unavailable') : answer();
  }

  function register({ document }: CardApplicant) {
    if (double.registerSays) return refuse(`authority/${double.registerSays}` as const);
    const held = cards.get(keyOf(document));
    if (held?.state === 'lost') return refuse('authority/card-lost');
    if (held?.state === 'active') return ok({ ...viewOf(held), already: true });
    return ok({ ...viewOf(issue(keyOf(document), (held?.issue ?? 0) + 1)), already: false });
  }

  function issue(key: string, nth = 1): Held {
    const number = double.newNumberOnReissue ? `${key}#${String(nth)}` : key;
    const held: Held = { cardId: createHash('sha256').update(number).digest('hex').toUpperCase(), state: 'active', issuedAt: now(), issue: nth };
    cards.set(key, held);
    return held;
  }

  function moved(cardId: string, state: 'active' | 'lost' | 'closed') {
    const held = byId(cardId);
    if (!held) return refuse('authority/card-not-found');
    if (held.state === 'closed') return refuse('authority/card-closed');
    held.state = state;
    return ok(undefined);
  }

  const byId = (cardId: string) => [...cards.values()].find((held) => held.cardId === cardId);
  const viewOf = ({ cardId, state, issuedAt }: Held) => ({ cardId, state, issuedAt, issuer: '河南省卡管' });
  return double;
}
