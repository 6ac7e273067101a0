/** What identity needs, in the words of shared/. */
import type { CallerPost, Staff } from '../../shared/kernel/caller';
import type { DocumentType } from '../../shared/kernel/documents';
import type { Result } from '../../shared/kernel/result';
import type { AccountClosed } from '../../shared/kernel/account-closed';
import type { Acting, Agreeing } from '../../shared/identity/family.rules';
import type { AccountRecord, MemberPart, PersonOnFile } from '../../shared/identity/file.schema';
import type { DocumentRefusalCode, NamedPerson } from '../../shared/identity/identity.rules';
import type { Account, ConsentPurpose, Device, FamilyMember, OpenSession, PresenceWay, Relation, Session } from '../../shared/identity/identity.schema';
import type { PcTicket } from '../../shared/identity/pc-ticket.rules';
import type { TryFacts } from '../../shared/identity/tries.rules';
import type { Notice } from '../../shared/messages/messages.schema';

export type { RecordAudit } from '../../shared/kernel/audit-entry';
export type * from './links.ports';
import type { FollowingFold } from './links.ports';

/** ── Accounts ─────────────────────────────────────────────────────── */

export type WechatApp = 'mini-program' | 'service-account';

/** A WeChat user as one of our two WeChat apps sees them; `unionId` is the same in both. */
export type WechatUser = { readonly app: WechatApp; readonly openId: string; readonly unionId?: string };

export type Accounts = {
  read(accountId: string): Promise<AccountRecord | undefined>;
  /** The accounts this user leads to, by the app's own id and by the union id. */
  leadingTo(user: Partial<WechatUser>): Promise<{ readonly byApp?: string; readonly byUnion?: string }>;
  /** Account and every way that leads to it; false when one of them leads somewhere already. */
  open(account: AccountRecord): Promise<boolean>;
  /** The changed account and the ways newly leading to it; false when somebody else changed it or took a way. */
  join(account: AccountRecord, user: Partial<WechatUser>): Promise<boolean>;
  /** Both accounts changed, and every way of the one leads to the other: of its WeChat user, and of the institutions' users whose links move. */
  fold(from: AccountRecord, into: AccountRecord, following: FollowingFold): Promise<boolean>;
  /**
   * The account unchanged since it was read, with everything on its file and the ways to it, erased in one transaction that tells of it;
   * what was agreed to is recorded as withdrawn. False when somebody else changed it.
   */
  close(account: AccountRecord, event: AccountClosed): Promise<boolean>;
  sealPhone(accountId: string, phone: string): Promise<string>;
  openPhone(account: AccountRecord): Promise<string | undefined>;
};

/** ── Persons on an account's file: its holder and the members ─────── */

export type Member = PersonOnFile & { readonly member: MemberPart };

export type AccountFile = {
  readonly account: AccountRecord;
  readonly self?: PersonOnFile;
  /** Whether an age is sealed here: a child's. */
  readonly hasSealedAges: boolean;
  /** Opens what is sealed of children's ages: audit first. In the order in which they were added. */
  members(): Promise<readonly Member[]>;
  /** Opens the one member's age, if it is a child: audit first. */
  member(key: string): Promise<Member | undefined>;
  /** Persons of 14 and more who ended this account's guardianship: a new link needs their consent. */
  readonly declinedBy: readonly string[];
};

export type ConsentAct = {
  /** The account; of what a person said yes to for another's account, the person. */
  readonly by: string;
  readonly purpose: ConsentPurpose | Agreeing;
  readonly version: string;
  readonly act: 'given' | 'withdrawn';
  readonly at: string;
  /** For whose account, and how it was said; before a clerk, whose account confirms it. */
  readonly said?: { readonly accountId: string; readonly memberId: string; readonly how: PresenceWay | 'own-phone'; readonly witness?: string };
};

/** Changes of one account's file that happen together or not at all. */
export type FileChange = {
  /** Replaced when unchanged since it was read; with it, everything that must not happen twice at once. */
  readonly account?: AccountRecord;
  readonly persons?: readonly PersonOnFile[];
  readonly removed?: readonly PersonOnFile[];
  readonly declined?: { readonly accountId: string; readonly personId: string };
  readonly consentActs?: readonly ConsentAct[];
  /** A proof that is used up by this change. */
  readonly spent?: PendingProof;
  readonly notices?: readonly Notice[];
};

/** Where a member is on file. */
export type MemberPlace = { readonly accountId: string; readonly memberId: string };

export type Files = {
  /** Opens nothing. */
  read(accountId: string): Promise<AccountFile | undefined>;
  /** False when something was changed by somebody else since it was read. */
  save(change: FileChange): Promise<boolean>;
  /** What was agreed to and withdrawn by an account, or said by a person, oldest first. */
  consentActs(by: string): Promise<readonly ConsentAct[]>;
  seal(accountId: string, key: string, person: NamedPerson): Promise<Pick<PersonOnFile, 'sealed' | 'documentMark' | 'documentType'>>;
  /** Every fingerprint the document may be on file under: the current key's first. */
  marksOf(person: NamedPerson): readonly string[];
  /** Opens sealed data: audit first. */
  open(person: PersonOnFile): Promise<NamedPerson>;
  /** Accounts whose verified holder is this person; a new one may be missing for seconds. */
  accountsOf(personId: string): Promise<readonly string[]>;
  /** Links by which others act for this person; a new one may be missing for seconds. */
  linksTo(personId: string): Promise<readonly MemberPlace[]>;
  /** Members whose ground changes by age on that day. */
  changingOn(day: string, limit: number): Promise<readonly MemberPlace[]>;
};

/** ── Proofs that wait: a face check, a counter code, an invitation ── */

/** Versions of the texts a member said yes to. */
export type Agreed = { readonly [agreeing in Agreeing]?: string };

export type PendingProof = {
  readonly kind: 'face' | 'counter' | 'invitation';
  /** Check id, fingerprint of the code, hash of the token. */
  readonly id: string;
  readonly accountId: string;
  readonly key: string;
  /** The document it was opened for: another one on the file does not profit from it. */
  readonly documentMark: string;
  readonly endsAt: number;
  readonly verifyId?: string;
  /** What the member said yes to, by version of the text. */
  readonly agreed?: Agreed;
  /** Wrong documents typed to a counter code. */
  readonly wrong: number;
  readonly version: number;
};

export type Proofs = {
  /** False when a proof of this id is open already. */
  keep(proof: PendingProof): Promise<boolean>;
  /** Undefined when unknown, used, or over. */
  find(kind: PendingProof['kind'], id: string): Promise<PendingProof | undefined>;
  replace(proof: PendingProof): Promise<boolean>;
  /** Counts a face check of the account; gives how many there were in 24 hours and when they are forgotten (epoch ms). */
  countFaceCheck(accountId: string): Promise<{ readonly count: number; readonly endsAt: number }>;
};

/** ── Tries ────────────────────────────────────────────────────────── */

export type Try = { readonly accountId: string; readonly documentMark: string };

export type Tries = {
  /** Runs `work` while no other check of this account or of this document does; undefined when its turn did not come soon. */
  oneAtATime<Value>(tried: Try, work: () => Promise<Value>): Promise<Value | undefined>;
  facts(tried: Try): Promise<TryFacts>;
  failed(tried: Try): Promise<void>;
  /** The answer was right: this account's failures on the document are forgotten. */
  forget(tried: Try): Promise<void>;
};

/** ── PC tickets ───────────────────────────────────────────────────── */

export type TicketRecord = {
  readonly ticketId: string;
  readonly secretHash: string;
  readonly openedAt: string;
  readonly openedFrom?: string;
  readonly ticket: PcTicket;
  readonly version: number;
};

export type Tickets = {
  open(ticket: TicketRecord): Promise<void>;
  find(ticketId: string): Promise<TicketRecord | undefined>;
  /** False when it was moved by somebody else since it was read. */
  replace(ticket: TicketRecord, notices?: readonly Notice[]): Promise<boolean>;
};

/** ── The outside and the platform ─────────────────────────────────── */

export type Claims = { readonly consents: readonly string[]; readonly post?: CallerPost; readonly byInstitution?: true };
export type Refresh = { readonly refreshToken: string; readonly refreshExpiresAt: string; readonly sessionId: string };

export type Sessions = {
  start(accountId: string, device: Device): Promise<Refresh>;
  redeem(refreshToken: string): Promise<(Refresh & { readonly accountId: string; readonly device: Device }) | undefined>;
  mintAccess(payload: Claims & { readonly accountId: string; readonly sessionId: string }): { readonly accessToken: string; readonly accessExpiresAt: string };
  list(accountId: string): Promise<readonly Omit<OpenSession, 'current'>[]>;
  end(accountId: string, sessionId: string): Promise<boolean>;
  endAll(accountId: string): Promise<void>;
  markStale(accountId: string): Promise<void>;
};

export type Wechat = {
  miniProgramUser(code: string): Promise<Result<WechatUser, 'sign-in/code-not-valid' | 'sign-in/refused-by-wechat' | 'sign-in/wechat-unavailable'>>;
  serviceAccountUser(code: string): Promise<Result<WechatUser, 'sign-in/code-not-valid' | 'sign-in/full-service-needed' | 'sign-in/wechat-unavailable'>>;
  authorizeUrl(returnTo: string, state: string): string;
  phone(code: string): Promise<Result<string, 'identity/phone-code-not-valid' | 'sign-in/wechat-unavailable'>>;
};

export type FaceQuestion = NamedPerson & { readonly openId: string; readonly checkId: string };

export type Faces = {
  begin(question: FaceQuestion): Promise<Result<{ readonly verifyId: string; readonly endsAt: number }, 'identity/face-not-for-document' | 'identity/face-unavailable'>>;
  result(verifyId: string, question: FaceQuestion): Promise<Result<'passed' | 'not-passed' | 'not-finished', 'identity/face-unavailable'>>;
};

/** With a match: the birthday, where the register tells it. */
export type RealNameAnswer =
  | { readonly answer: 'match'; readonly birthday?: string }
  | { readonly answer: 'name-does-not-match' | 'not-found' | 'deceased' | 'guardian-does-not-match' | 'unavailable' };

/** Asks the card authority whether name and number belong together, and the guardian, if given, to them. */
export type CheckRealName = (person: NamedPerson, guardian?: NamedPerson) => Promise<RealNameAnswer>;

export type Persons = {
  findOrRegister(document: NamedPerson['document'], name: string): Promise<{ readonly personId: string }>;
  survivorOf(personId: string): Promise<string>;
};

/** ── Steps that several use cases share ───────────────────────────── */

/** Who asks, as far as an audit entry tells. */
export type Asker = { readonly accountId: string; readonly requestId: string };

/** The account as its owner is shown it; opens sealed data, audited. */
export type ShowAccount = (asker: Asker) => Promise<Account>;

/** The account of a WeChat user, opened when new; what is opened, joined or folded for it is audited. */
export type FindAccount = (user: WechatUser, requestId: string) => Promise<AccountRecord>;

/** An access token for a session that was started or renewed, with the account it opens; one that came from an institution has no post. */
export type GrantSession = (account: AccountRecord, refresh: Refresh & { readonly device?: Device }, requestId: string) => Promise<Session>;

export type CheckRefusal =
  | 'identity/name-does-not-match' | 'identity/document-not-found' | 'identity/holder-deceased' | 'identity/check-unavailable' | 'identity/too-many-tries'
  | 'identity/check-in-progress'
  | 'identity/presence-needed' | 'family/guardian-not-registered';

export type PersonToCheck = {
  readonly person: NamedPerson;
  /** Of a newborn without document: the mother, whom the register must know. */
  readonly mother?: NamedPerson;
  /** Of another child: who adds it, whom the register must know as its guardian. */
  readonly guardian?: NamedPerson;
};

/** Name and number against the register, within the limits; the answer is the person, and the birthday where the register tells it. */
export type CheckPerson = (asker: Asker, checked: PersonToCheck) => Promise<Result<CheckedPerson, CheckRefusal>>;
export type CheckedPerson = { readonly personId: string; readonly birthday?: string };

/** A proof of presence arrived for a person on a file. `gone`: that person, or that document of theirs, is no longer on it. */
export type ProvePresence = (
  proof: PendingProof,
  proved: { readonly way: PresenceWay; readonly at: string; readonly person: NamedPerson; readonly agreed: Agreed; /** The clerk's account. */ readonly witness?: string },
) => Promise<Result<true, 'gone' | 'not-confirmed' | 'unavailable'>>;

export type CounterRefusal =
  | DocumentRefusalCode | 'identity/newborn-too-old'
  | 'presence/code-not-valid' | 'presence/document-differs' | 'presence/own-account' | 'presence/post-not-allowed';

/** Who stands before the clerk: the number's person, opened, on the file that asked for it. */
export type AtCounter = { readonly way: Exclude<PresenceWay, 'face'>; readonly proof: PendingProof; readonly file: AccountFile; readonly person: PersonOnFile; readonly named: NamedPerson };
export type TypedAtCounter = { readonly code: string; readonly name: string; readonly idType: DocumentType; readonly idNumber: string };

/** A number and a document, typed by a clerk: audited as `action`, then compared with what is on file. */
export type MeetAtCounter = (caller: Staff, typed: TypedAtCounter, action: string) => Promise<Result<AtCounter, CounterRefusal>>;

export type PersonToPlace = PersonToCheck & {
  readonly relation: Relation;
  readonly kind: 'child' | 'adult';
  /** As declared. */
  readonly birthday?: string;
  readonly motherMemberId?: string;
};
export type PlaceRefusal =
  | Exclude<CheckRefusal, 'identity/presence-needed'>
  | 'family/is-yourself' | 'family/already-member' | 'family/full' | 'family/other-age';

/** Puts a person into the family of the asker's account. */
export type PlaceMember = (asker: Asker, placed: PersonToPlace) => Promise<Result<FamilyMember, PlaceRefusal>>;

/** A person the account may act for, opened. */
export type Held = NamedPerson & {
  readonly personId: string;
  readonly phone?: string;
  readonly assurance: 'L1' | 'L2';
  readonly assuredAt: string;
  readonly provedToConsent?: true;
  readonly memberId?: string;
  readonly ground: 'self' | Acting;
  readonly guardian?: NamedPerson;
};
export type HoldRefusal = 'identity/real-name-needed' | 'identity/member-unknown' | 'family/not-consented';
export type HoldPerson = (accountId: string, memberId?: string) => Promise<Result<Held, HoldRefusal>>;

export type GroundHeld = { readonly ground: 'self' | Acting; readonly personId: string };
/** `regardless`: also those that a withdrawn consent puts to rest. */
export type ListGrounds = (accountId: string, how?: { readonly regardless: boolean }) => Promise<ReadonlyMap<string, GroundHeld>>;

/** Whether a person withdrew, in an account of their own, what everything rests on. */
export type HasWithdrawn = (personId: string) => Promise<boolean>;

/** The institution is told who comes: by a name of its own for this account. */
export type HandOver = (asked: {
  readonly accountId: string; readonly institution: { readonly institutionId: string; readonly institutionName: string }; readonly agreed: boolean; readonly requestId: string;
}) => Promise<Result<{ readonly openUserId: string }, 'service/agreement-needed' | 'link/too-many'>>;
