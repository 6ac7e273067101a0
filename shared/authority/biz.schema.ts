/** Members of `biz_content` in our words. What each is called on the wire is the dialect's business. */
import * as z from 'zod/mini';

const HOLDER = [
  'idType', 'idNumber', 'name', 'gender', 'nation', 'nationality', 'domicile', 'birthday', 'cellphone', 'telephone', 'address',
  'workCode', 'maritalStatus', 'unit', 'guardianIdType', 'guardianIdNumber', 'guardianName',
] as const;
const APPLICATION = ['registerNo', 'registerTime', 'applyType', 'realNameMode', 'proofFile'] as const;
const CHANGE = ['alterNo', 'alterTime', 'revokeNo', 'revokeTime'] as const;
const CARD = ['cardId', 'mainIndex', 'cardState', 'replacedBy', 'issuedTime', 'issuer', 'already', 'realName'] as const;
const CODE = ['generateNo', 'generateTime', 'codeKind', 'paymentToken', 'codeText', 'validUntil', 'medStep', 'terminal', 'channel', 'useTime'] as const;
const ORGANISATION = [
  'orgName', 'orgCode', 'orgProperty', 'accessMethod', 'validTime', 'orgAddress', 'orgLevel', 'orgHierarchy', 'valid',
] as const;

export const BizMember = z.enum([...HOLDER, ...APPLICATION, ...CHANGE, ...CARD, ...CODE, ...ORGANISATION]);
export type BizMember = z.infer<typeof BizMember>;

/** One object of `biz_content`; every value is text, as the gateway has it. */
export type BizFields = { readonly [member in BizMember]?: string | undefined };

/** What the register said about name and number. */
export const RealNameAnswer = z.enum(['match', 'name-does-not-match', 'not-found', 'deceased', 'guardian-does-not-match', 'not-asked']);
export type RealNameAnswer = z.infer<typeof RealNameAnswer>;
