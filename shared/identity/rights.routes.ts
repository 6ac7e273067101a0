/** 本人的权利 (PIPL 44-47): closing the account. What can be corrected is corrected where it was entered. */
import * as z from 'zod/mini';
import { defineRoute } from '../kernel/route';
import { Done } from './inputs.schema';

/** The resident read what goes and what stays, and said yes to exactly that. The card itself stays at the authority. */
export const closeAccountRoute = defineRoute({
  method: 'POST', path: '/v1/me/closing', summary: 'Close the account and erase what is held of it; this cannot be undone', callers: ['resident'],
  input: z.object({ confirmed: z.literal('erase-everything') }), output: Done,
  /** Who holds a post closes the account after the post has ended. */
  refusals: { 'account/post-held': 409 },
});
