/** 单点登录: where a resident who comes from an institution is led. */
import * as z from 'zod/mini';
import type { LegalDocument } from './legal-document';

export const SignOnPage = z.enum(['home', 'package', 'services']);
export type SignOnPage = z.infer<typeof SignOnPage>;

/** A user an institution sends. `userId`: its own name of them; `person`: who it says they are. */
export type SentUser = {
  readonly institutionId: string; readonly institutionName: string; readonly userId: string; readonly page: SignOnPage;
  readonly person: { readonly name: string; readonly document: LegalDocument };
};

/** What an institution's signed-in user brings with them. */
export type SignOnTickets = {
  /** Undefined when unknown, used or over. */
  peek(ticket: string): Promise<SentUser | undefined>;
  /** Uses it up: only one caller gets it. */
  take(ticket: string): Promise<SentUser | undefined>;
};
