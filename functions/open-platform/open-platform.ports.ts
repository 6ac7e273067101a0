/** What the card open platform needs, in the words of shared/. */
import type { CardState } from '../../shared/card/card.schema';
import type { CallerPost, Staff } from '../../shared/kernel/caller';
import type { LegalDocument } from '../../shared/kernel/documents';
import type { Result } from '../../shared/kernel/result';
import type { ResultName } from '../../shared/open-platform/result-codes';

export type { RecordAudit } from '../../shared/kernel/audit-entry';
export type * from './filing.ports';
export type * from './kiosk.ports';
export type * from './notice.ports';
export type * from './services.ports';
export type * from './tallies.ports';
export type * from './verification.ports';
export type * from './upgrade.ports';
export type * from './uses.ports';

// ── Who calls ────────────────────────────────────────────────────────

/** What only old clients cannot do: each is on unless the institution asked for it to be off. */
export type Switches = { readonly relates: boolean; readonly clock: boolean; readonly replay: boolean };

export type Campus = { readonly code: string; readonly name: string };
export type Hospital = { readonly hospitalId: string; readonly name: string; readonly campuses?: readonly Campus[] };

/** An institution's app: an ISV or a hospital's own developers. */
export type PartnerApp = {
  readonly appId: string;
  readonly name: string;
  readonly cityCode: string;
  readonly hospitals: readonly Hospital[];
  /** One, or two while it is being rotated; the newest first. */
  readonly secrets: readonly string[];
  /** Those that were ended: they open the activation links that were sent under them, and nothing else. */
  readonly linkSecrets?: readonly string[];
  /** Host names pages may lead back to. */
  readonly redirectHosts: readonly string[];
  readonly switches: Switches;
  /** Of the test environment: a `wechatCode` that never ends and belongs to no user (1.2). */
  readonly permanentWechatCode?: string;
  /** Whose developers see it in the console. */
  readonly institutionId?: string;
  /** Where kiosk codes are answered to, when a call names no address. */
  readonly callbackUrl?: string;
  /** When its newest secret was made (instant). */
  readonly secretChangedAt?: string;
  /** One higher with each change of its settings; none yet is 0. */
  readonly settingsVersion?: number;
  /** 迁移: operations opened, for the time of a migration, what gives cards for documents alone. */
  readonly migrates?: boolean;
  readonly closed: boolean;
};

export type Apps = {
  find(appId: string): Promise<PartnerApp | undefined>;
  /** The apps that registered a host, with its port or, on one's own machine, without. */
  ofHost(host: string): Promise<readonly PartnerApp[]>;
  ofInstitution(institutionId: string): Promise<readonly PartnerApp[]>;
  ofHospital(hospitalId: string): Promise<readonly PartnerApp[]>;
  keep(app: PartnerApp): Promise<void>;
  /** The app as it is now, changed; undefined when there is none, or `next` gave nothing. */
  change(appId: string, next: (app: PartnerApp) => PartnerApp | undefined): Promise<PartnerApp | undefined>;
};

export type AppTokens = {
  /** A new token; the one before still works for a while. */
  issue(appId: string): Promise<string>;
  appOf(token: string): Promise<string | undefined>;
};

/** Who calls, as the gateway found out. */
export type PartnerCaller = {
  readonly app: PartnerApp;
  readonly hospital: Hospital;
  /** The partner's own name of this call: the same bytes come under it, no others. */
  readonly serial: string;
  /** Names the call in our logs and audit. */
  readonly requestId: string;
};

// ── The issuer of cards ──────────────────────────────────────────────

export type NamedPerson = { readonly name: string; readonly document: LegalDocument };

export type Applicant = NamedPerson & {
  readonly gender: string;
  readonly birthday: string;
  readonly nation?: string;
  readonly address?: string;
  readonly cellphone?: string;
  readonly telephone?: string;
  readonly guardian?: NamedPerson;
};

export type IssuedCard = { readonly healthCardId: string; readonly phid: string };

/** Whoever a code belongs to, as the authority opened it. */
export type CardHolder = {
  readonly healthCardId: string; readonly phid: string;
  readonly name: string; readonly gender: string; readonly birthday: string; readonly nation: string; readonly idType: string; readonly idNumber: string;
  readonly phone: string; readonly address: string;
};

type Unusable = 'card-not-found' | 'card-lost' | 'card-closed';
type Down = 'authority-unavailable';
export type RealNameRefusal = 'name-does-not-match' | 'not-in-register' | 'deceased' | 'guardian-does-not-match';

export type Issuer = {
  /** Issues, or gives the card the person holds. The serial makes a repetition harmless. */
  register(applicant: Applicant, how: { readonly serial: string; readonly channel: 'app' }): Promise<Result<IssuedCard & { readonly already: boolean }, RealNameRefusal | 'card-lost' | Down>>;
  /** 批量预制: as `register`, but the card has no effect until its holder applies; one the holder closed is not touched. */
  preIssue(applicant: Applicant, serial: string): Promise<Result<IssuedCard & { readonly already: boolean; readonly isPending: boolean }, RealNameRefusal | 'card-lost' | 'card-closed' | Down>>;
  /** The card of a document's holder, without opening who that is. With the name it is also checked that the two belong together. */
  cardOf(document: LegalDocument, name?: string): Promise<Result<IssuedCard | undefined, RealNameRefusal | Down>>;
  /** A card by its id: its person's index, and the card that took its place when that person was merged. */
  about(healthCardId: string): Promise<Result<{ readonly phid: string; readonly replacedBy?: string }, 'card-not-found' | Down>>;
  /** Whether the name is that of the document's holder, living. */
  isNamed(person: NamedPerson): Promise<Result<boolean, Down>>;
  code(healthCardId: string, kind: 'dynamic' | 'static'): Promise<Result<string, Unusable | Down>>;
  /** Reads a code: keeps the use, opens the holder. */
  read(reading: { readonly codeText: string; readonly medStep: string; readonly terminal: string; readonly channel: string }): Promise<Result<CardHolder, Unusable | 'qr-not-valid' | 'qr-expired' | 'qr-used-elsewhere' | Down>>;
};

// ── Residents ────────────────────────────────────────────────────────

/** Looks at once for what was issued to an account, so that it is in its package. */
export type ReachAccount = (accountId: string, requestId: string) => Promise<void>;

/** A card in an account's package; undefined when it is not, or may not be shown, any more. */
export type ShownCard = (asked: { readonly accountId: string; readonly cardId: string; readonly requestId: string }) => Promise<{ readonly healthCardId: string; readonly memberId?: string | undefined; readonly state: CardState } | undefined>;

// ── What is kept ─────────────────────────────────────────────────────

/** A hospital's own number of a patient, with the card it belongs to. */
export type Relation = { readonly hospitalId: string; readonly healthCardId: string; readonly patid: string };

export type Relations = {
  /** False when the number belongs to another card. A person may have several numbers at one hospital: each leads to the card. */
  bind(relation: Relation): Promise<boolean>;
  /** Whose number it is at a hospital. */
  cardOf(hospitalId: string, patid: string): Promise<string | undefined>;
  /** The one bound last. Opens sealed data: audit first. */
  patidOf(hospitalId: string, healthCardId: string): Promise<string | undefined>;
};

export type CodeKind = 'wechat' | 'health' | 'auth' | 'reg-info' | 'verify-order' | 'register-order' | 'wallet-order' | 'patient' | 'kiosk' | 'sign-on' | 'sign-on-ticket';

/** What a one-time code stands for. */
export type CodeSubject = {
  /** Only apps that registered this host, or this app, may use it. */
  readonly host?: string;
  readonly appId?: string;
  /** Beside the host: of its apps only those of this hospital, since several institutions may share one. */
  readonly hospitalId?: string;
  readonly accountId?: string;
  readonly cardId?: string;
  readonly memberId?: string;
  /** What else goes with it; sealed where it rests. */
  readonly more?: Readonly<Record<string, string>>;
};

/** Whose code it is that is redeemed, and for what: the same institution repeating the same request gets the same answer for a minute. */
export type Redeeming = { readonly caller: PartnerCaller; readonly content: string };
export type CodeRefusal = 'code-not-valid' | 'code-used' | 'busy';

export type OneTimeCodes = {
  /** What a code stands for, while it is good; it stays so. */
  peek(kind: CodeKind, text: string): Promise<CodeSubject | undefined>;
  /** As `peek`, and used up: only one caller gets it. */
  take(kind: CodeKind, text: string): Promise<CodeSubject | undefined>;
  mint(kind: CodeKind, subject: CodeSubject): Promise<string>;
  /** A `healthCode`: the two newest of a user and host (or app) stay valid, the older of them for five minutes (1.2). */
  mintHealthCode(subject: CodeSubject & { readonly accountId: string }): Promise<string>;
  /** Consumes the code only when `act` succeeds. */
  redeem<Value, Name extends ResultName>(code: { readonly kind: CodeKind; readonly text: string }, redeeming: Redeeming, act: (subject: CodeSubject) => Promise<Result<Value, Name>>): Promise<Result<Value, Name | CodeRefusal>>;
};

// ── What is kept of calls ────────────────────────────────────────────

/** One call as it was answered: nothing of its content, and no text in which a person's number could stand. */
export type CallNote = {
  readonly appId: string;
  readonly at: string;
  readonly method: string;
  /** The partner's own name of the call. */
  readonly requestId: string;
  readonly hospitalId?: string;
  readonly result: 'success' | ResultName;
  /** The member a refusal names. */
  readonly field?: string;
  readonly ms: number;
  readonly channelNum?: number;
  readonly terminal?: Terminal;
  /** While two secrets are in force: which of them signed, and when the newer was made. */
  readonly rotation?: { readonly madeAt: string; readonly signedBy: 'old' | 'new' };
  /** Its signature was found good. Of others a sample is kept: what an unsigned call says of a terminal is anybody's word. */
  readonly isProven: boolean;
};

/** What read a card: `channel` of 5.5, or the number of `commonIn`. Without an id of its own, all of a channel are one. */
export type Terminal = { readonly kind: 'window' | 'kiosk' | 'doctor' | 'scanner' | 'face' | 'online' | 'other'; readonly terminalId?: string };
export type SeenTerminal = Terminal & { readonly hospitalId: string; readonly firstSeenAt: string; readonly lastSeenAt: string };

export type CallLog = {
  keep(note: CallNote): Promise<void>;
  /** Newest first. */
  list(asked: { readonly appId: string; readonly day: string; readonly refused: boolean; readonly limit: number; readonly before?: string }): Promise<readonly CallNote[]>;
  usage(appId: string, days: readonly string[]): Promise<readonly UsageCount[]>;
  terminals(appId: string): Promise<readonly SeenTerminal[]>;
  /** When one of two secrets was last used (to a minute), the newer of which was made at `madeAt`; undefined when it was not. */
  secretUsedAt(appId: string, which: { readonly madeAt: string; readonly signedBy: 'old' | 'new' }): Promise<string | undefined>;
};
export type UsageCount = { readonly day: string; readonly method: string; readonly result: string; readonly count: number };

// ── The console ──────────────────────────────────────────────────────

/** 动态口令 of a developer. `lastStep`: a code of it or before is not taken again. */
export type SecondFactor = { readonly secret: Uint8Array; readonly isConfirmed: boolean; readonly lastStep: number; readonly version: number };

export type SecondFactors = {
  find(accountId: string): Promise<SecondFactor | undefined>;
  /** False when it was changed meanwhile: one code opens one session. */
  save(accountId: string, factor: SecondFactor): Promise<boolean>;
  forget(accountId: string): Promise<void>;
  /** Counted before a code is looked at, so that many at once are no more tries: which one it is, and when they are forgotten (epoch ms). */
  countTry(accountId: string): Promise<{ readonly count: number; readonly endsAt: number }>;
  forgetTries(accountId: string): Promise<void>;
};

/** Until when a session of the residents' kind may use the console (epoch ms). */
export type ConsoleSessions = {
  open(session: { readonly sessionId: string; readonly accountId: string }, untilMs: number): Promise<void>;
  untilOf(sessionId: string): Promise<number | undefined>;
  close(sessionId: string): Promise<void>;
  closeAll(accountId: string): Promise<void>;
};

/** What an institution asked for; operations decide it. */
export type AppRequest = {
  readonly requestId: string; readonly institutionId: string; readonly institutionName: string; readonly cityCode: string; readonly name: string; readonly purpose: string;
  readonly hospitals: readonly string[]; readonly askedAt: string; readonly state: 'waiting' | 'approved' | 'declined'; readonly appId?: string; readonly reason?: string; readonly version: number;
};
export type AppRequests = {
  list(institutionId: string): Promise<readonly AppRequest[]>;
  find(institutionId: string, requestId: string): Promise<AppRequest | undefined>;
  /** What operations have to look at; a new one may be missing for seconds. */
  waiting(): Promise<readonly AppRequest[]>;
  /** False when it was changed meanwhile, or is new while another of the institution waits. */
  save(request: AppRequest): Promise<boolean>;
};

/** A link of an institution on a poster; what it led to is counted. */
export type Poster = { readonly tag: string; readonly place: string; readonly page: 'card-list' | 'user-code'; readonly returnTo: string; readonly madeAt: string };
export type PosterStep = 'opened' | 'card-given' | 'code-given' | 'left';
export type Posters = {
  /** False when the tag is taken. */
  add(appId: string, poster: Poster): Promise<boolean>;
  list(appId: string): Promise<readonly (Poster & { readonly counts: Readonly<Partial<Record<PosterStep, number>>> })[]>;
  /** False where the app has no poster of this tag: it counts nothing then. */
  count(appId: string, tag: string, step: PosterStep): Promise<boolean>;
};

/** A link that opens a page of the mini-program; until when (epoch ms). */
export type UrlLink = (target: { readonly path: string; readonly query: string }) => Promise<Result<{ readonly link: string; readonly expiresAt: number }, string>>;

/** A count that cannot be kept stops nobody. */
/** At the first of these apps that has the poster. */
export type CountPoster = (appIds: readonly string[], tag: string, step: PosterStep) => Promise<void>;

/** A developer of an institution with the second factor shown; the app they named, if it is their institution's. */
export type ConsoleAccess = {
  enter(caller: Staff): Promise<Result<CallerPost, 'caller/not-allowed' | 'console/second-factor-needed'>>;
  ownApp(caller: Staff, appId: string): Promise<Result<PartnerApp, 'caller/not-allowed' | 'console/second-factor-needed' | 'console/app-unknown'>>;
};
