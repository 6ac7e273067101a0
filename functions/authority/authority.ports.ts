/** What the card authority needs, in the words of shared/. */
import type { AuthorityMethod, CardStatus, DigestForm } from '../../shared/authority/authority.schema';
import type { BizFields } from '../../shared/authority/biz.schema';
import type { AddOrgInput, UseRecord } from '../../shared/authority/inputs.schema';
import type { AuthorityRefusal } from '../../shared/authority/refusals';
import type { LegalDocument } from '../../shared/kernel/documents';
import type { Result } from '../../shared/kernel/result';

export type { AuditEntry, RecordAudit } from '../../shared/kernel/audit-entry';

/** Who calls: a registered client, as the gateway found out. */
export type AuthorityCaller = { readonly appId: string; readonly cityCode: string; readonly requestId: string };

/** What a method answers: members for `biz_content`, or nothing but success. */
export type MethodAnswer = Promise<Result<BizFields | undefined, AuthorityRefusal>>;

/** A system that may call: city platform, hospital, our own card slice. */
export type Client = {
  readonly appId: string;
  /** Sixteen characters: digest secret and SM4 key in one. */
  readonly appSecret: string;
  readonly termIds: readonly string[];
  readonly digestForm: DigestForm;
  /** The tenant; 410000 works for the whole province. */
  readonly cityCode: string;
  /** All when absent. */
  readonly methods?: readonly AuthorityMethod[];
};

export type Clients = { find(appId: string): Promise<Client | undefined>; register(client: Client): Promise<void> };

export type NewCard = {
  readonly healthCardId: string;
  /** 主索引号 shown to partners. Both ids are made at the first issue and never again. */
  readonly phid: string;
  readonly personId: string;
  readonly status: CardStatus;
  /** Its person went into another: closed until they are split again, whatever the status. */
  readonly merged: boolean;
  readonly issueNo: number;
  readonly issuedAt: string;
  readonly issuedBy: string;
  /** It was made ahead and closed before anybody held it. */
  readonly unheld?: boolean;
  /** Dynamic codes made before this instant are dead: the card was reported lost then, or issued again. */
  readonly voidBefore?: string;
};
/** A card as read: opened with `holderOf`, written back only if nobody changed it since. */
export type Card = NewCard & { readonly sealedHolder: string; readonly version: number };

/** The person on the card. Sealed where it rests. */
export type Holder = {
  readonly name: string;
  readonly idType: string;
  readonly idNumber: string;
  readonly gender?: string | undefined;
  readonly birthday?: string | undefined;
  readonly nation?: string | undefined;
  readonly nationality?: string | undefined;
  readonly domicile?: string | undefined;
  readonly cellphone?: string | undefined;
  readonly telephone?: string | undefined;
  readonly address?: string | undefined;
  readonly workCode?: string | undefined;
  readonly maritalStatus?: string | undefined;
  readonly unit?: string | undefined;
  /** What the register or the document's number said: nobody changes it by saying something else. */
  readonly proven?: readonly ProvenMember[] | undefined;
};
export type ProvenMember = 'gender' | 'birthday';

/** An application under the client's own serial number. */
export type Application = { readonly appId: string; readonly registerNo: string; readonly document: LegalDocument; readonly name: string };
/** What an application was answered. */
export type ApplicationAnswer = Pick<NewCard, 'healthCardId' | 'phid' | 'personId' | 'status' | 'issuedAt'> & { readonly already: boolean };
export type Answered = { readonly application: Application; readonly answer: ApplicationAnswer };

export type Cards = {
  find(healthCardId: string): Promise<Card | undefined>;
  ofPerson(personId: string): Promise<Card | undefined>;
  /** The first card of a person, with the application it answers; false when the person has one, or the serial was used. */
  issue(card: NewCard, holder: Holder, answered: Answered): Promise<boolean>;
  /** Writes the card if it is as it was read, with a new holder or an application when given. */
  change(card: Card, also?: { readonly holder?: Holder; readonly answered?: Answered }): Promise<boolean>;
  /** Opens sealed data: audit first. */
  holderOf(card: Card): Promise<Holder>;
};

export type Applications = {
  /** `other`: the serial was used for another person. */
  find(application: Application): Promise<ApplicationAnswer | 'other' | undefined>;
  /** For an answer that changed no card; false when the serial was used meanwhile. */
  keep(answered: Answered): Promise<boolean>;
};

/** A dynamic code, found by its random part. */
export type Code = {
  readonly healthCardId: string;
  readonly validUntilMs: number;
  readonly used?: { readonly appId: string; readonly terminal: string; readonly atMs: number };
  readonly version: number;
};

export type Codes = {
  keep(dynamicPart: string, code: Code): Promise<void>;
  find(dynamicPart: string): Promise<Code | undefined>;
  /** Marks the code used and writes the use; false when somebody used it meanwhile. */
  consume(dynamicPart: string, code: Code, use: KeptUse): Promise<boolean>;
};

/** 用卡记录: a use of a card at one step of care, in the tenant it happened in. */
export type KeptUse = UseRecord & { readonly appId: string; readonly cityCode: string; readonly source: 'verified' | 'reported' };
/** The same content is one record, however often it comes. */
export type Uses = { keep(uses: readonly KeptUse[]): Promise<void> };

export type Org = AddOrgInput & { readonly valid: '0' | '1'; readonly cityCode: string; readonly version: number };
export type Orgs = { find(orgCode: string): Promise<Org | undefined>; add(org: Org): Promise<boolean>; change(org: Org): Promise<boolean> };

export type PersonOnDocument = { readonly document: LegalDocument; readonly name: string };
export type RegisterFacts = { readonly gender?: string; readonly birthday?: string; readonly nation?: string };
/** The population register: do name and number belong together? */
export type CheckRealName = (question: PersonOnDocument & { readonly guardian?: PersonOnDocument }) => Promise<Result<
  RegisterFacts,
  'register/name-does-not-match' | 'register/not-found' | 'register/deceased' | 'register/guardian-does-not-match' | 'register/unavailable'
>>;

/** The window of the person index. */
export type PersonIndex = {
  findOrRegister(document: LegalDocument, name: string): Promise<{ personId: string; isNew: boolean }>;
  find(document: LegalDocument, name?: string): Promise<string | undefined>;
  survivorOf(personId: string): Promise<string>;
};
