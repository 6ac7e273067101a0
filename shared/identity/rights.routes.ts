/** 本人的权利 (PIPL 44-47): a copy of what is held, and closing the account. What can be corrected is corrected where it was entered. */
import * as z from 'zod/mini';
import { defineRoute } from '../kernel/route';
import { ActingGround, Assurance, ConsentPurpose, Device, Relation, StaffPost } from './identity.schema';
import { Done, Empty } from './inputs.schema';

const NamedDocument = { name: z.string(), idType: z.string(), idNumber: z.string(), birthday: z.optional(z.string()) };

/** Cards and visit numbers are in the card package, which shows them whole. */
export const Information = z.object({
  accountId: z.string(),
  openedAt: z.string(),
  /** Whether presence was proved lately: only then names, numbers and days of birth are whole. */
  whole: z.boolean(),
  wechatApps: z.array(z.enum(['mini-program', 'service-account'])),
  phone: z.optional(z.string()),
  self: z.optional(z.object({ ...NamedDocument, assurance: Assurance, verifiedAt: z.optional(z.string()) })),
  post: z.optional(StaffPost),
  /** Every time something was agreed to or withdrawn, here or for the account of somebody who acts for me. */
  consents: z.array(z.object({ purpose: z.enum([...ConsentPurpose.options, 'acting']), version: z.string(), act: z.enum(['given', 'withdrawn']), at: z.string() })),
  sessions: z.array(z.object({ device: Device, startedAt: z.string(), lastRenewedAt: z.string() })),
  /** A child's is whole for its guardian; an adult's own copy is the adult's to ask for. */
  family: z.array(z.object({ ...NamedDocument, memberId: z.string(), relation: Relation, ground: ActingGround, addedAt: z.string() })),
});
export type Information = z.infer<typeof Information>;

export const readInformationRoute = defineRoute({
  method: 'GET', path: '/v1/me/information', summary: 'All that is held of me here; masked until presence was proved lately', callers: ['resident'], byInstitutionSession: false,
  input: Empty, output: Information, refusals: {},
});

/** The resident read what goes and what stays, and said yes to exactly that. The card itself stays at the authority. */
export const closeAccountRoute = defineRoute({
  method: 'POST', path: '/v1/me/closing', summary: 'Close the account and erase what is held of it; this cannot be undone', callers: ['resident'],
  input: z.object({ confirmed: z.literal('erase-everything') }), output: Done,
  /** Who holds a post closes the account after the post has ended. */
  refusals: { 'account/post-held': 409 },
});
