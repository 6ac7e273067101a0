/** What restoring, closing and reissuing have in common: the person is there (L2), the authority agrees, then it is kept and told. */
import { stateAfter } from '../../../shared/card/card.rules';
import { instantOf } from '../../../shared/kernel/china-day';
import { isPresent } from '../../../shared/identity/identity.rules';
import { ok, refuse, type Result } from '../../../shared/kernel/result';
import type { Access, Authority, AuthorityCard, Card, Decision, Holder, LearnState, MoveCard, MoveRefusal, Moving, Package, Packages, SeenCard, Views } from '../card.ports';
import { askedBy, cardFor, contentsOf, lossOver, lossTold, told, withCard } from '../card.rules';

export type MoveCardDeps = {
  readonly access: Pick<Access, 'cardAndHolder'>;
  readonly packages: Pick<Packages, 'open' | 'revise'>;
  readonly authority: Pick<Authority, 'code'>;
  readonly views: Pick<Views, 'card'>;
  readonly learnState: LearnState;
  readonly newId: (prefix: string) => string;
  readonly now: () => number;
};

type Allowed = { readonly seen: SeenCard & { readonly holder: Holder }; readonly state: Card['state'] };
type Settling = Allowed & { readonly tell: Moving['tell']; readonly given: AuthorityCard | null; readonly codeText: string | undefined };

export function makeMoveCard(deps: MoveCardDeps): MoveCard {
  const { packages, authority, views, learnState } = deps;
  return async function moveCard(moving) {
    const allowed = await mayMove(deps, moving);
    if (!allowed.ok) return allowed;
    const { accountId, cardId } = allowed.value.seen.card;
    const done = await moving.atAuthority(allowed.value.seen);
    if (!done.ok && done.refusal.code === 'card/authority-unavailable') return refuse('card/authority-unavailable');
    if (!done.ok) {
      await learnState(allowed.value.seen.card, done.refusal.code);
      return refuse('card/move-not-allowed');
    }
    // An outside authority may give a card issued anew another number: it says which static code is good now.
    const code = done.value && (await authority.code(done.value.healthCardId, 'static', accountId));
    const settling = { ...allowed.value, tell: moving.tell, given: done.value, codeText: code?.ok ? code.value.text : undefined };
    const now = await packages.revise(accountId, (read) => settle(deps, read.cards.find((card) => card.cardId === cardId), { ...settling, read }));
    return ok(await views.card(accountId, now));
  };
}

async function mayMove({ access, now }: MoveCardDeps, { caller, cardId, move }: Moving): Promise<Result<Allowed, MoveRefusal>> {
  const found = await access.cardAndHolder(askedBy(caller, `card.${move}`), cardId);
  if (!found.ok) return found;
  const state = stateAfter(move, found.value.card.state);
  if (!state) return refuse('card/move-not-allowed');
  return isPresent(found.value.holder, now()) ? ok({ seen: found.value, state }) : refuse('identity/presence-needed');
}

async function settle(deps: MoveCardDeps, card: Card | undefined, settling: Settling & { readonly read: Package }): Promise<Decision<string>> {
  if (!card) throw new Error('a card was taken out of the package while it was being moved');
  const { state, given, codeText } = settling;
  if (given && given.healthCardId !== card.healthCardId) return replace(deps, card, settling);
  const next = { ...lossTold(card), state };
  const contents = await deps.packages.open(card);
  const changed = { card: next, ...(codeText ? { contents: { ...contents, codeText } } : {}) };
  return { change: { changed, ...lossOver(card), ...telling(deps, next, settling) }, outcome: card.cardId };
}

/** An outside authority may give a reissued card another id: the old one stays in the package, closed. */
function replace(deps: MoveCardDeps, old: Card, settling: Settling & { readonly read: Package }): Decision<string> {
  const { read, given, state, codeText, seen: { holder } } = settling;
  const entry = { accountId: old.accountId, cardId: deps.newId('card'), origin: 'issued', claimedAt: instantOf(deps.now()) } as const;
  const card = cardFor(old, { ...given, healthCardId: given?.healthCardId ?? old.healthCardId, state }, entry);
  const changed = { card: { ...lossTold(old), state: 'closed' } } as const;
  return { change: { ...withCard(read, card, contentsOf(holder, codeText)), changed, ...lossOver(old), ...telling(deps, card, settling) }, outcome: card.cardId };
}

function telling({ newId, now }: MoveCardDeps, card: Pick<Card, 'accountId' | 'cardId' | 'healthCardId'>, { seen, tell }: Settling) {
  const { maskedName } = contentsOf(seen.holder, undefined);
  return told(card, { ...tell, by: seen.by, maskedName, eventId: newId('event'), at: instantOf(now()) });
}
