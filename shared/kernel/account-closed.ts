/** 注销账号: told to the slices that keep something of the account; each erases it, however often it is told. */
import * as z from 'zod/mini';

export const AccountClosed = z.object({ type: z.literal('account.closed.v1'), eventId: z.string(), at: z.string(), accountId: z.string() });
export type AccountClosed = z.infer<typeof AccountClosed>;
