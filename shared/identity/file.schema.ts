/** 账户档案: what is kept of an account, its holder and its members. Never shown as it is: `identity.schema` says what is shown. */
import * as z from 'zod/mini';
import { ChinaDay, Instant } from '../kernel/china-day';
import { DocumentType } from '../kernel/documents';
import { Link } from './family.rules';
import { PresenceWay, Relation, StaffPost } from './identity.schema';

const ConsentGiven = z.object({ agreedVersion: z.string(), agreedAt: Instant, withdrawnAt: z.exactOptional(Instant) });

/** `version` is what was read; 0 for one that is not stored yet. */
export const AccountRecord = z.object({
  accountId: z.string(),
  openIds: z.object({ 'mini-program': z.exactOptional(z.string()), 'service-account': z.exactOptional(z.string()) }),
  /** Of the WeChat user, the same in both apps; absent until WeChat tells it. */
  unionId: z.exactOptional(z.string()),
  sealedPhone: z.exactOptional(z.string()),
  post: z.exactOptional(StaffPost),
  consents: z.object({
    privacy: z.exactOptional(ConsentGiven), sensitive: z.exactOptional(ConsentGiven),
    face: z.exactOptional(ConsentGiven), child: z.exactOptional(ConsentGiven),
  }),
  /** The account this one became part of, once WeChat told that both are one user. */
  foldedInto: z.exactOptional(z.string()),
  /** The accounts that became part of this one. */
  tookIn: z.exactOptional(z.array(z.string())),
  createdAt: Instant,
  version: z.number(),
});
export type AccountRecord = z.infer<typeof AccountRecord>;

export const MemberPart = z.object({
  relation: Relation,
  link: Link,
  addedAt: Instant,
  /** Of a child; sealed at rest, with the day below. */
  birthday: z.exactOptional(ChinaDay),
  /** The next day on which age changes the ground. */
  changesOn: z.exactOptional(ChinaDay),
  /** Of a newborn whose mother is another member. */
  motherMemberId: z.exactOptional(z.string()),
});
export type MemberPart = z.infer<typeof MemberPart>;

/** The holder's key on the file; a member's is the member id. */
export const SELF = 'self';

export const PersonOnFile = z.object({
  accountId: z.string(),
  key: z.string(),
  /** Absent until name and number were checked. */
  personId: z.exactOptional(z.string()),
  documentType: DocumentType,
  /** Keyed fingerprint of the document (with the name where a household shares the number). */
  documentMark: z.string(),
  /** Name and document. */
  sealed: z.string(),
  verifiedAt: z.exactOptional(Instant),
  /** The last proof of presence: L2 when there is one. */
  presence: z.exactOptional(z.object({ way: PresenceWay, at: Instant })),
  member: z.exactOptional(MemberPart),
  version: z.number(),
});
export type PersonOnFile = z.infer<typeof PersonOnFile>;
