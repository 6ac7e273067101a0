/** What the upgrade of old visit cards needs (open platform 1.6), in the words of shared/. */
import type { PlainClaimRefusal } from '../../shared/card/card.routes';
import type { Resident } from '../../shared/kernel/caller';
import type { LegalDocument } from '../../shared/kernel/documents';
import type { Result } from '../../shared/kernel/result';
import type { LinkSubject } from '../../shared/open-platform/activation-link';
import type { RowPlace, UpgradePhase, UpgradeState, UploadSize } from '../../shared/open-platform/upgrade.rules';
import type { UpgradeOutcome } from '../../shared/open-platform/upgrade-outcomes';
import type { ListRow, UpgradeColumn, UpgradeFormat } from '../../shared/open-platform/upgrade-rows';

/** A card that was made ahead for a patient of a hospital, who is told by the hospital's own account. `source`: the call or upgrade it came with. */
export type PreIssued = LinkSubject & { readonly appId: string; readonly healthCardId: string; readonly maskedName: string; readonly source: string; readonly at: string };

export type WaitingState = 'waiting' | 'activated' | 'withdrawn';
/** `waitingId` names it to the resident's page, which is not told the number of a card that is not theirs. */
export type WaitingCard = { readonly place: string; readonly waitingId: string; readonly healthCardId: string; readonly sealedName: string; readonly state: WaitingState; readonly sources: readonly string[]; readonly version: number };

export type WaitingCards = {
  /** Repeating it changes nothing; one that was withdrawn waits again; one that another source made ahead waits for both. */
  add(card: PreIssued): Promise<void>;
  of(link: LinkSubject & { readonly appId: string }): Promise<readonly WaitingCard[]>;
  /** Opens sealed data: audit first. */
  maskedName(card: WaitingCard): Promise<string>;
  /** False when it was changed meanwhile. */
  activated(card: WaitingCard): Promise<boolean>;
  /** Takes a source's part back: it waits on for the others, if any. False when it was changed meanwhile. */
  withdraw(card: WaitingCard, source: string): Promise<boolean>;
};

/** Opens and writes the sealed part of a link under an app's secrets. */
export type LinkCipher = { open(sealed: string, secret: string): string | undefined; seal(text: string, secret: string): string | undefined };

/** Claims a card that waits, when it is the account's own or a child's it is guardian for. `not-theirs`: another person's. */
export type ActivateCard = (asked: Resident & { readonly healthCardId: string }) => Promise<Result<'active' | 'not-theirs' | 'not-waiting', PlainClaimRefusal>>;

// ── Whole hospitals ──────────────────────────────────────────────────

export type Counts = Readonly<Record<string, number>>;

/** One upgrade of a hospital. `next`: the first row that is not done in the phase its state works on, or stopped in. */
export type Upgrade = {
  readonly upgradeId: string;
  readonly appId: string;
  readonly hospitalId: string;
  readonly cityCode: string;
  readonly format: UpgradeFormat;
  readonly returnTo?: string;
  readonly title?: string;
  readonly state: UpgradeState;
  readonly columns: readonly (UpgradeColumn | null)[];
  /** 0 while pieces still come. */
  readonly pieces: number;
  readonly next: RowPlace;
  readonly counts: Readonly<Record<UpgradePhase, Counts>>;
  readonly minConfidence: number;
  /** Of its last end or pause (instant): from there it can be undone for a day. */
  readonly stoppedAt?: string;
  readonly createdAt: string;
  /** When what it held was erased. */
  readonly forgottenAt?: string;
  /** Names it in logs and audit. */
  readonly requestId: string;
  readonly version: number;
};

export type Upgrades = {
  add(upgrade: Omit<Upgrade, 'version'>): Promise<void>;
  find(upgradeId: string): Promise<Upgrade | undefined>;
  /** False when somebody else changed it since it was read. */
  change(upgrade: Upgrade): Promise<boolean>;
  /** Ids of those on which something is to be done, oldest first; an index, may lag. */
  inWork(): Promise<readonly string[]>;
  /** Ids of those whose time is over at an instant, some at a time; an index, may lag. */
  due(at: string): Promise<readonly string[]>;
  addPiece(upgradeId: string, piece: { readonly number: number; readonly hash: string }): Promise<'kept' | 'same' | 'differs'>;
  hashOf(upgradeId: string, number: number): Promise<string | undefined>;
  /** Numbers of the pieces that came. */
  numbers(upgradeId: string): Promise<readonly number[]>;
};

/** Uploads under way, so that none fills the store: how many a hospital has, how much came of one. */
export type Uploads = {
  /** A place for one more; false when the hospital has none left. */
  take(hospitalId: string, upgradeId: string): Promise<boolean>;
  giveBack(hospitalId: string, upgradeId: string): Promise<void>;
  sizeOf(upgradeId: string): Promise<UploadSize>;
  grow(upgradeId: string, by: UploadSize): Promise<void>;
};

/** One worker works at a time, so that all of them together keep the pace. */
export type Lease = { take(owner: string, untilMs: number): Promise<boolean>; giveBack(owner: string): Promise<void> };

/** What became of one row. `row`: its line in the piece. `key` stands for the person and the number, of a row that is or will be done: 16 hex digits that only we can make. */
export type RowResult = {
  readonly row: number;
  readonly outcome: UpgradeOutcome;
  readonly patid?: string;
  readonly field?: string;
  readonly confidence?: number;
  readonly key?: string;
  readonly healthCardId?: string;
  readonly link?: string;
};
/** Rows that are written down together. `begun`: perhaps asked for, and not yet written down. */
export type ChunkResult = { readonly rows: readonly RowResult[]; readonly next?: RowPlace; readonly begun?: true };

type BoundNumber = { readonly hospitalId: string; readonly healthCardId: string; readonly patid: string };
export type UpgradeRelations = {
  /** Binds what is free, in the name of an upgrade, or joins in another's; repeating it changes nothing. False: the number is another card's. */
  bindNew(relation: BoundNumber, by: string): Promise<boolean>;
  /** Ends what this upgrade bound and no other one; what the hospital told by itself stays. */
  unbind(relation: BoundNumber, by: string): Promise<void>;
  /** Whether a number leads to the card that this upgrade did not bind: another hospital's, or this one's of before. */
  isBoundByOthers(healthCardId: string, by: string): Promise<boolean>;
  /** Whose number it is at a hospital. */
  cardOf(hospitalId: string, patid: string): Promise<string | undefined>;
};

/** Pieces and results as sealed files. */
export type UpgradeFiles = {
  /** False when the bytes are text in neither UTF-8 nor GBK. */
  keepPiece(upgrade: Upgrade, piece: { readonly number: number; readonly hash: string; readonly bytes: Uint8Array }): Promise<boolean>;
  piece(upgrade: Upgrade, piece: { readonly number: number; readonly hash: string }): Promise<string>;
  keepResult(upgrade: Upgrade, of: { readonly phase: UpgradePhase; readonly from: RowPlace }, result: ChunkResult): Promise<void>;
  result(upgrade: Upgrade, of: { readonly phase: UpgradePhase; readonly from: RowPlace }): Promise<ChunkResult | undefined>;
  /** Erases the key they are sealed under: none of them opens again. */
  forget(upgrade: Upgrade): Promise<void>;
};

/** What a row is found by when it comes again, and its number alone. */
export type RowKeys = { readonly ofRow: (row: { readonly person: { readonly name: string; readonly document: LegalDocument }; readonly patid: string }) => string; readonly ofNumber: (patid: string) => string };
/** What is known of a person at the authority. */
export type PersonFound = { readonly realName: 'match' | 'not-asked' | 'name-does-not-match' | 'not-found' | 'deceased' | 'guardian-does-not-match'; readonly card?: { readonly healthCardId: string; readonly state: 'active' | 'lost' | 'closed' | 'pending' } };
export type UpgradeIssuer = {
  find(document: LegalDocument, name?: string): Promise<Result<PersonFound, 'authority-unavailable'>>;
  /** Closes a card that was made ahead, unless its holder was quicker (`held`). Closed already is closed. */
  takeBack(healthCardId: string, serial: string): Promise<Result<'closed' | 'held', 'authority-unavailable'>>;
};

/** A row as a phase is handed it: read, or why not. `place` counts rows, `line` every line of the piece. */
export type RowAt = ListRow & { readonly place: RowPlace; readonly before: RowResult | undefined };
export type DoRow = (upgrade: Upgrade, row: RowAt) => Promise<RowResult>;
