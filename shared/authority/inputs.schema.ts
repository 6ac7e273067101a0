/** What each method of the gateway may be asked, in our words (dialect-codes.ts translates the wire's). */
import * as z from 'zod/mini';
import { ChinaDay, Instant } from '../kernel/china-day';
import { DocumentType } from '../kernel/documents';
import { ApplyChannel } from './dialect';

const text = (max: number) => z.string().check(z.minLength(1), z.maxLength(max));
const maybe = (max: number) => z.exactOptional(text(max));
const CardId = text(64);
const time = z.exactOptional(Instant);

const Contact = {
  gender: z.exactOptional(z.string().check(z.regex(/^[0129]$/))),
  birthday: z.exactOptional(ChinaDay),
  cellphone: z.exactOptional(z.string().check(z.regex(/^1\d{10}$/))),
  telephone: maybe(20),
  address: maybe(200),
  unit: maybe(200),
};

export const RegisterInput = z.object({
  ...Contact,
  registerNo: text(64), registerTime: time, applyType: z._default(ApplyChannel, 'app'), realNameMode: maybe(4),
  /** Proof of the document; checked by whoever saw it, not kept here. */
  proofFile: maybe(200_000),
  idType: z._default(DocumentType, '01'), idNumber: text(64), name: text(100),
  nation: maybe(3), nationality: maybe(3), domicile: maybe(250), workCode: maybe(10), maritalStatus: maybe(3),
  guardianIdType: z._default(DocumentType, '01'), guardianIdNumber: maybe(64), guardianName: maybe(100),
});
export type RegisterInput = z.infer<typeof RegisterInput>;

/** Only a loss is reported here, or undone. */
export const AlterInput = z.object({ ...Contact, cardId: CardId, alterNo: maybe(64), alterTime: time, cardState: z.exactOptional(z.enum(['1', '2'])) });
export type AlterInput = z.infer<typeof AlterInput>;

/** `cardState`: closed only while nobody holds it, whoever is quicker. */
export const CloseInput = z.object({ cardId: CardId, revokeNo: maybe(64), revokeTime: time, cardState: z.exactOptional(z.literal('5')) });
export type CloseInput = z.infer<typeof CloseInput>;

export const QueryInput = z.object({
  cardId: z.exactOptional(CardId),
  idType: z._default(DocumentType, '01'), idNumber: maybe(64), name: maybe(100), realNameMode: maybe(4),
  guardianIdType: z._default(DocumentType, '01'), guardianIdNumber: maybe(64), guardianName: maybe(100),
});
export type QueryInput = z.infer<typeof QueryInput>;

export const GenerateInput = z.object({
  cardId: CardId, generateNo: maybe(64), generateTime: time, codeKind: z._default(z.enum(['dynamic', 'static']), 'dynamic'), paymentToken: maybe(200),
});
export type GenerateInput = z.infer<typeof GenerateInput>;

export const VerifyInput = z.object({ codeText: text(256), medStep: text(20), terminal: text(64), channel: text(20) });
export type VerifyInput = z.infer<typeof VerifyInput>;

/** One line of 用卡数据: all five are required. */
export const UseRecord = z.object({ cardId: CardId, medStep: text(20), terminal: text(64), channel: text(20), useTime: Instant });
export type UseRecord = z.infer<typeof UseRecord>;

const OrgCode = text(50);
const Division = z.string().check(z.regex(/^\d{6}$/));
const OrgDetails = { orgProperty: maybe(20), accessMethod: maybe(20), validTime: z.exactOptional(ChinaDay), orgLevel: maybe(20), orgHierarchy: maybe(20) };

export const AddOrgInput = z.object({ orgCode: OrgCode, orgName: text(200), orgAddress: Division, ...OrgDetails });
export type AddOrgInput = z.infer<typeof AddOrgInput>;

export const UpdateOrgInput = z.object({
  orgCode: OrgCode, orgName: maybe(200), orgAddress: z.exactOptional(Division), ...OrgDetails, valid: z.exactOptional(z.enum(['0', '1'])),
});
export type UpdateOrgInput = z.infer<typeof UpdateOrgInput>;

export const QueryOrgInput = z.object({ orgCode: OrgCode });
export type QueryOrgInput = z.infer<typeof QueryOrgInput>;
