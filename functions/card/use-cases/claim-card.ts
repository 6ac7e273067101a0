/** 领卡: the authority issues the card, or gives the one the person already holds; either way it comes into the package once. */
import type { claimCardRoute, PlainClaimRefusal } from '../../../shared/card/card.routes';
import type { CardEventKind, CardState, CardView } from '../../../shared/card/card.schema';
import type { Resident } from '../../../shared/kernel/caller';
import { instantOf } from '../../../shared/kernel/china-day';
import { isPresent } from '../../../shared/identity/identity.rules';
import { ok, refuse, type Result } from '../../../shared/kernel/result';
import type { InputOf } from '../../../shared/kernel/route';
import type { MessageKind } from '../../../shared/messages/messages.schema';
import type { Access, Authority, AuthorityCard, Card, Decision, Holder, Package, Packages, ReachOwner, Register, Through, Views } from '../card.ports';
import { actorOf, askedBy, cardFor, contentsOf, isFull, isHeld, ofMember, personOf, stateKept, told, withCard } from '../card.rules';

type Issuing<Code extends string> = {
  /** Whoever issues here. */
  readonly register: Register<Code>;
};
export type ClaimCardDeps = {
  readonly access: Pick<Access, 'holder'>;
  readonly packages: Pick<Packages, 'load' | 'open' | 'revise'>;
  readonly authority: Pick<Authority, 'find' | 'code'>;
  readonly views: Pick<Views, 'card'>;
  readonly reachOwner: ReachOwner;
  readonly newId: (prefix: string) => string;
  readonly now: () => number;
};
export type ClaimCard<Code extends string> = (input: InputOf<typeof claimCardRoute>, caller: Resident) => Promise<Result<CardView, PlainClaimRefusal | Code>>;

type Claim = {
  readonly accountId: string;
  readonly holder: Holder;
  /** `isNew`: not there a moment ago, made by this tap or by one beside it; whichever is written down first tells of a new card. */
  readonly issued: AuthorityCard & { readonly already: boolean; readonly isNew: boolean };
  readonly codeText: string | undefined;
};
/** The card that is in the package now; none when there is no room. */
type Kept = Decision<string | undefined>;

/** How a claim ended, told the same way to history and to the inbox. */
const TOLD = {
  issued: { event: 'claimed', notice: 'card-claimed' },
  bound: { event: 'bound', notice: 'card-bound' },
  reissued: { event: 'reissued', notice: 'card-reissued' },
} as const satisfies Record<string, { event: CardEventKind; notice: MessageKind }>;

/** What a claim did to a card that was in the package before. */
const HOW_FROM = { closed: 'reissued', pending: 'issued', active: 'bound', lost: 'bound' } as const satisfies Record<CardState, keyof typeof TOLD>;

export function makeClaimCard<Code extends string>(deps: ClaimCardDeps & Issuing<Code>): ClaimCard<Code> {
  const { access, packages, authority, views } = deps;
  return async function claimCard({ memberId, ...through }, caller) {
    const { accountId } = caller;
    const holder = await access.holder(askedBy(caller, 'card.claim'), memberId);
    if (!holder.ok) return holder;
    const read = await packages.load(accountId);
    const held = read.cards.filter((card) => card.memberId === memberId && isHeld(card));
    if (held.some(({ state }) => state === 'lost')) return refuse('card/lost');
    if (held[0]) return ok(await views.card(accountId, held[0].cardId));
    if (isFull(read)) return refuse('card/package-full');
    const issued = await issue(deps, holder.value, { ...through, accountId });
    if (!issued.ok) return issued;
    // Without it the card is good all the same: the static code is asked for again when it is wanted.
    const code = await authority.code(issued.value.healthCardId, 'static', accountId);
    const claim = { accountId, holder: holder.value, issued: issued.value, codeText: code.ok ? code.value.text : undefined };
    return settle(deps, claim, caller);
  };
}

async function settle(deps: ClaimCardDeps, claim: Claim, caller: Resident): Promise<Result<CardView, 'card/package-full'>> {
  const { accountId, holder } = claim;
  const cardId = await deps.packages.revise(accountId, (fresh) => keep(deps, fresh, claim));
  if (!cardId) return refuse('card/package-full');
  if (holder.memberId !== undefined) await deps.reachOwner(holder.personId, askedBy(caller, 'card.claim'));
  return ok(await deps.views.card(accountId, cardId));
}

/**
 * Who closed a card did so in person: name and number alone do not open it again. A lost card comes into the package as it is:
 * from there it is restored or reissued.
 */
async function issue<Code extends string>({ authority, register, newId, now }: ClaimCardDeps & Issuing<Code>, holder: Holder, through: Through) {
  const found = await authority.find(personOf(holder));
  if (!found.ok) return found;
  const there = found.value;
  if (there?.state === 'lost') return ok({ ...there, already: true, isNew: false });
  if (there?.state === 'closed' && !isPresent(holder, now())) return refuse('identity/presence-needed');
  const registered = await register(personOf(holder), { serial: newId('claim'), through });
  return registered.ok ? ok(withNews(registered.value, there)) : registered;
}

function withNews(registered: Omit<Claim['issued'], 'isNew'>, there: AuthorityCard | undefined): Claim['issued'] {
  // The outside open platform does not tell whether it made the card.
  const already = registered.already || (there?.state === 'active' && there.healthCardId === registered.healthCardId);
  return { ...registered, already, isNew: there === undefined || !already };
}

/** Decided on the package as it is at the moment of writing: another tap may have been faster. */
async function keep(deps: ClaimCardDeps, read: Package, claim: Claim): Promise<Kept> {
  const there = read.cards.find(({ healthCardId }) => healthCardId === claim.issued.healthCardId);
  if (there) return takeBack(deps, there, claim);
  return isFull(read) ? { outcome: undefined } : add(deps, read, claim);
}

function add({ newId, now }: ClaimCardDeps, read: Package, { accountId, holder, issued, codeText }: Claim): Kept {
  const origin = issued.already ? 'bound' : 'issued';
  const at = instantOf(now());
  const card = cardFor(holder, issued, { accountId, cardId: newId('card'), origin, claimedAt: at });
  const contents = contentsOf(holder, codeText);
  const telling = { ...TOLD[issued.isNew ? 'issued' : origin], by: actorOf(holder.ground), maskedName: contents.maskedName, eventId: newId('event'), at };
  return { change: { ...withCard(read, card, contents), ...told(card, telling) }, outcome: card.cardId };
}

/** The card is there: of a member who came back into the family, or closed before and issued again. */
async function takeBack({ packages, newId, now }: ClaimCardDeps, there: Card, { holder, issued, codeText }: Claim): Promise<Kept> {
  const state = stateKept(there, issued.state);
  const outside = issued.outside ? { outside: issued.outside } : {};
  if (state === there.state && holder.memberId === there.memberId) {
    return { outcome: there.cardId, ...(isMadeHere(there, issued) ? { change: { changed: { card: { ...there, ...outside, origin: 'issued' } } } } : {}) };
  }
  const card = { ...ofMember(there, holder.memberId), ...outside, state };
  const { visits } = await packages.open(there);
  const contents = { ...contentsOf(holder, codeText), visits };
  const how = HOW_FROM[there.state];
  const telling = { ...TOLD[how], by: actorOf(holder.ground), maskedName: contents.maskedName, eventId: newId('event'), at: instantOf(now()) };
  return { change: { changed: { card, contents }, ...told(card, telling) }, outcome: there.cardId };
}

/** This claim issued the card; another of the same account, which found it made, was faster to write it down and told of it. */
function isMadeHere({ origin, issuedAt }: Card, issued: Claim['issued']): boolean {
  return !issued.already && origin !== 'issued' && issuedAt === issued.issuedAt;
}
