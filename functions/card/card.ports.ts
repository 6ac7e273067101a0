/** What the card slice needs, in the words of shared/. */
import type { CardMove } from '../../shared/card/card.rules';
import type { CardEvent, CardEventKind, CardOrigin, CardPackage, CardState, CardView } from '../../shared/card/card.schema';
import type { Resident } from '../../shared/kernel/caller';
import type { LegalDocument } from '../../shared/kernel/documents';
import type { Result } from '../../shared/kernel/result';
import type { MessageKind, Notice } from '../../shared/messages/messages.schema';

export type * from './assisted.ports';
export type { RecordAudit } from '../../shared/kernel/audit-entry';
export type { Cursors } from '../../shared/kernel/page';

// ── Whose card: identity ─────────────────────────────────────────────

export type Ground = 'self' | 'guardian' | 'guardian-of-teen' | 'delegate';

export type Person = {
  readonly name: string;
  readonly document: LegalDocument;
  readonly phone?: string;
  /** Where the document's number does not tell it: a newborn's. */
  readonly birthday?: string;
  /** Of a child: who answers for it. */
  readonly guardian?: { readonly name: string; readonly document: LegalDocument };
};

/** A person an account may act for, opened. */
export type Holder = Person & {
  readonly personId: string;
  readonly assurance: 'L1' | 'L2';
  readonly assuredAt: string;
  /** Presence was proved to consent to the acting: no card is moved on it. */
  readonly provedToConsent?: true;
  readonly memberId?: string;
  readonly ground: Ground;
};

export type HolderRefusal = 'identity/real-name-needed' | 'identity/member-unknown' | 'family/not-consented';
/** By member id, or `self`; only those in force today. */
export type Grounds = ReadonlyMap<string, { readonly ground: Ground; readonly personId: string }>;

export type Identity = {
  /** Opens sealed data: audit first. */
  holderOf(accountId: string, memberId?: string): Promise<Result<Holder, HolderRefusal>>;
  /** `regardless` of a consent that was withdrawn. */
  groundsOf(accountId: string, how?: { readonly regardless: boolean }): Promise<Grounds>;
  /** Accounts this person is verified in; an index, may lag. */
  accountsOf(personId: string): Promise<readonly string[]>;
  /** In our mini-program. */
  openIdOf(accountId: string): Promise<string | undefined>;
};

// ── The truth of a card: the authority ───────────────────────────────

export type AuthorityDown = 'card/authority-unavailable';
export type AuthorityCard = { readonly healthCardId: string; readonly state: CardState; readonly issuedAt?: string; readonly issuer?: string; /** The outside open platform has it. */ readonly outside?: true };
export type NameRefusal = 'identity/name-does-not-match' | 'identity/document-not-found' | 'identity/holder-deceased' | 'family/guardian-not-registered';
export type RegisterRefusal = AuthorityDown | 'card/lost' | NameRefusal;
/** The authority's own word on a card that is not what we thought. */
export type CardRefusal = AuthorityDown | 'card/lost' | 'card/closed' | 'card/unknown';

/** A resident's own claim: in whose channel, and what WeChat's health-card plug-in gave there. Each code is good once. */
export type ClaimThrough = { readonly institutionId?: string | undefined; readonly cityCode?: string | undefined; readonly wechatCode?: string | undefined; readonly healthCode?: string | undefined };
export type Claiming = { readonly serial: string; readonly channel: 'app' | 'window' };

export type Authority = {
  /** Issues a card, or gives the one the person already holds. The serial makes a repetition of this very claim harmless. */
  register(person: Person, claim: Claiming): Promise<Result<AuthorityCard & { readonly already: boolean }, RegisterRefusal>>;
  /** Whether name, document and guardian belong together; with the card, if there is one, and the birthday where the register tells it. */
  check(person: Person): Promise<Result<{ readonly card?: AuthorityCard; readonly birthday?: string }, AuthorityDown | NameRefusal>>;
  /** The card of a person, if there is one. */
  find(person: Person): Promise<Result<AuthorityCard | undefined, AuthorityDown>>;
  /** `accountId`: who asks, where the outside open platform wants to know it. */
  code(healthCardId: string, kind: 'dynamic' | 'static', accountId?: string): Promise<Result<{ readonly text: string; readonly validUntil?: string }, CardRefusal>>;
  reportLoss(healthCardId: string): Promise<Result<null, CardRefusal>>;
  restore(healthCardId: string): Promise<Result<null, CardRefusal>>;
  close(healthCardId: string): Promise<Result<null, CardRefusal>>;
};

/** Whose id at the outside open platform a claim goes through; undefined where it does not issue. */
export type OutsideHospital = (through: ClaimThrough) => string | undefined;
/**
 * A claim at the outside open platform. `channel-cannot`: it needs what is not known of the person, has no code for the document, or says
 * no without telling why; `chosen-of-another`: the card the user chose there is not this person's.
 */
export type OutsideRefusal = RegisterRefusal | 'card/wechat-code-needed' | 'card/channel-cannot' | 'card/chosen-of-another';
export type Through = ClaimThrough & { readonly accountId: string };
export type ClaimOutside = (person: Person, through: Through) => Promise<Result<AuthorityCard & { readonly already: boolean }, OutsideRefusal>>;
/** Issues a card, or gives the one the person already holds, wherever this claim goes. */
export type Register<Code extends string> = (person: Person, claim: { readonly serial: string; readonly through: Through }) => Promise<Result<AuthorityCard & { readonly already: boolean }, Code>>;
/** An order for the page that puts the card of this static code into WeChat's wallet (takeMsCard). */
export type OrderForWallet = (codeText: string) => Promise<Result<string, AuthorityDown | 'card/no-wallet'>>;

// ── What we keep: the packages of accounts ───────────────────────────

/** A visit number of a hospital (就诊卡号) bound to a card. */
export type Visit = { readonly institutionId: string; readonly visitNumber: string; readonly boundAt: string };

/** What is sealed of a card. */
export type CardContents = {
  readonly maskedName: string;
  readonly maskedNumber: string;
  readonly idType: string;
  /** The static code as the authority gave it; absent until it could be asked. */
  readonly codeText?: string;
  readonly visits: readonly Visit[];
};

/** A card in the package of one account. Several accounts may hold the same health card: a parent's and a child's. */
export type Card = {
  readonly accountId: string;
  readonly cardId: string;
  readonly healthCardId: string;
  readonly personId: string;
  /** Absent: the account's own holder. */
  readonly memberId?: string;
  readonly state: CardState;
  readonly origin: CardOrigin;
  readonly claimedAt: string;
  readonly issuedAt?: string;
  readonly issuer?: string;
  /** Claimed at the outside open platform, which can put it into WeChat's wallet. */
  readonly outside?: true;
  /** The last day its code was shown, so that history tells it once a day. */
  readonly shownOn?: string;
  /** Reported lost here while the authority could not be reached: still to be carried there. */
  readonly lossWaitsSince?: string;
  readonly sealed: string;
  readonly version: number;
};
export type NewCard = Omit<Card, 'sealed' | 'version'>;

export type Package = {
  readonly accountId: string;
  readonly cards: readonly Card[];
  /** Every card of the package, in the resident's order. */
  readonly order: readonly string[];
  /** Health cards the resident took out: asking the authority does not bring them back, claiming does. */
  readonly removed: readonly string[];
  /** Every health card that was ever here: its history has lines of this account. */
  readonly known: readonly string[];
  readonly chosen?: string;
  readonly checkedAt?: string;
  /** When the authority is to be asked next. */
  readonly nextCheckAt: string;
  /** 0 while it was never written. */
  readonly version: number;
};

/** Who holds a visit number; `bindings` counts the packages that show it. `version` 0: not there yet. */
export type VisitMarker = { readonly key: string; readonly healthCardId: string; readonly bindings: number; readonly version: number };

export type WaitingLoss = { readonly accountId: string; readonly cardId: string; readonly healthCardId: string; readonly since: string };

/** One transaction on a package. Versions are those that were read. */
export type Change = {
  readonly package?: Omit<Package, 'cards'>;
  readonly added?: { readonly card: NewCard; readonly contents: CardContents };
  readonly changed?: { readonly card: Card; readonly contents?: CardContents };
  readonly removed?: Card;
  readonly markers?: readonly VisitMarker[];
  /** A loss that could not be told to the authority yet, or now was. It outlives the card's place in the package. */
  readonly loss?: WaitingLoss & { readonly carried: boolean };
  readonly event?: { readonly accountId: string; readonly healthCardId: string; readonly cardId: string; readonly event: CardEvent };
  readonly notice?: Notice;
};

/** What was decided on a package as read: perhaps a change, and what comes of it once it is written. */
export type Decision<Outcome> = { readonly change?: Change; readonly outcome: Outcome };

export type Packages = {
  load(accountId: string): Promise<Package>;
  findCard(accountId: string, cardId: string): Promise<Card | undefined>;
  /** Opens sealed data: audit first. */
  open(card: Card): Promise<CardContents>;
  /** Reads, has it decided, writes; decides anew when somebody else was faster. */
  revise<Outcome>(accountId: string, decide: (read: Package) => Promise<Decision<Outcome>>): Promise<Outcome>;
  /** Newest first. */
  history(healthCardId: string): Promise<readonly CardEvent[]>;
  /** The marker of a visit number, under whichever fingerprint key it was written; a new one when there is none. */
  markerOf(visit: Pick<Visit, 'institutionId' | 'visitNumber'>): Promise<VisitMarker>;
  /** The account's lines of history, its data key and the package, whose cards were taken out before. Repeating it goes on where it ended. */
  erase(accountId: string): Promise<void>;
};

/** Who shows a health card, and what is told of it outside any package. */
export type Holders = {
  /** Accounts with this card in their package; an index, may lag. */
  of(healthCardId: string): Promise<readonly string[]>;
  /** Of no account: it was done at a counter. */
  record(event: Omit<NonNullable<Change['event']>, 'accountId'>): Promise<void>;
};

/** What schedules look for; both are indexes and may lag. */
export type Waiting = {
  /** Accounts whose package was due before the instant, longest waiting first. */
  duePackages(before: string, limit: number): Promise<readonly string[]>;
  /** Losses the authority does not know of yet, oldest first. */
  losses(limit: number): Promise<readonly WaitingLoss[]>;
};

// ── Who may see what: audited before anything is opened ──────────────

export type Asking = { readonly accountId: string; readonly actor: string; readonly requestId: string; readonly action: string };
export type SeenPackage = { readonly package: Package; readonly seen: readonly Card[] };
export type SeenCard = { readonly card: Card; readonly by: 'self' | 'family' };

export type Access = {
  holder(asking: Asking, memberId?: string): Promise<Result<Holder, HolderRefusal>>;
  /** The package, and of its cards those whose ground is in force. */
  package(asking: Asking): Promise<SeenPackage>;
  /** As `package`, and of cards that a withdrawn consent hides one's own and a child's. */
  packageRegardless(asking: Asking): Promise<SeenPackage>;
  card(asking: Asking, cardId: string): Promise<Result<SeenCard, 'card/unknown' | 'family/not-consented'>>;
  /** As `card`, whatever consent was withdrawn: reporting a loss and taking a card out are never hindered. */
  cardRegardless(asking: Asking, cardId: string): ReturnType<Access['card']>;
  cardAndHolder(asking: Asking, cardId: string): Promise<Result<SeenCard & { readonly holder: Holder }, 'card/unknown' | 'family/not-consented'>>;
};

/** Opens and shapes what was allowed. */
export type Views = {
  package(seen: SeenPackage): Promise<CardPackage>;
  /** As the package holds the card now. */
  card(accountId: string, cardId: string): Promise<CardView>;
};

export type Institution = { readonly institutionId: string; readonly name: string; readonly cityCode: string; readonly level: string };

/** Asks the authority for every person of the package; refuses when it did not answer for all of them. */
export type CheckPackage = (asking: Asking) => Promise<Result<null, AuthorityDown>>;
/** A card was claimed for a person by another account. */
export type ReachOwner = (personId: string, claimed: Pick<Asking, 'accountId' | 'requestId'>) => Promise<void>;
export type MoveRefusal = AuthorityDown | 'card/unknown' | 'card/move-not-allowed' | 'family/not-consented' | 'identity/presence-needed';

/** A move that gives the card back or ends it. */
export type Moving = {
  readonly caller: Resident;
  readonly cardId: string;
  readonly move: Exclude<CardMove, 'report-loss'>;
  readonly tell: { readonly event: CardEventKind; readonly notice: MessageKind };
  /** What is asked of the authority; gives the card it answered with, when it is one that was issued anew. */
  readonly atAuthority: (seen: SeenCard & { readonly holder: Holder }) => Promise<Result<AuthorityCard | null, CardRefusal | RegisterRefusal>>;
};
export type MoveCard = (moving: Moving) => Promise<Result<CardView, MoveRefusal>>;

/** Tells the authority of a loss; keeps what it said. False when it could not be reached. */
export type CarryLoss = (loss: WaitingLoss) => Promise<boolean>;
/** Keeps what a refusal of the authority says about a card's state. */
export type LearnState = (card: Card, refusal: CardRefusal | RegisterRefusal) => Promise<void>;
/** Takes a card out of its package with everything that hangs on it; `forGood`: asking the authority does not bring it back. */
export type TakeOut = (card: Card, how: { readonly by: CardEvent['by']; readonly forGood: boolean }) => Promise<void>;
/** Everything of an account that was closed; the health cards live on at the authority. */
export type ErasePackage = (closed: { readonly accountId: string; readonly eventId: string }) => Promise<void>;
/** What the package holds for a person beside the card the authority says is theirs. */
export type SettleOthers = (asking: Asking, their: { readonly memberId: string | undefined; readonly healthCardId: string }) => Promise<void>;
/** What staff did to a card; `replaced`: the authority gave another number for it. */
export type Followed = {
  readonly healthCardId: string;
  readonly state: CardState;
  readonly replaced: boolean;
  readonly event: CardEventKind;
  readonly notice: MessageKind;
  readonly note: string;
  readonly maskedName: string;
  readonly moveId: string;
};
export type FollowCard = (moved: Followed) => Promise<void>;
/** The kept static code, or asked and kept. */
export type StaticCode = (card: Card) => Promise<Result<string, CardRefusal>>;
