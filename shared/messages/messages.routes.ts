import * as z from 'zod/mini';
import { pageOf, PageRequest } from '../kernel/page';
import { defineRoute } from '../kernel/route';
import { Message } from './messages.schema';

const Done = z.object({ done: z.literal(true) });
const Id = z.string().check(z.minLength(1), z.maxLength(64));

export const listMessagesRoute = defineRoute({
  method: 'GET', path: '/v1/messages', summary: 'My inbox, newest first', callers: ['resident'],
  input: PageRequest, output: pageOf(Message), refusals: { 'messages/cursor-not-valid': 400 },
});

export const countUnreadRoute = defineRoute({
  method: 'GET', path: '/v1/messages/unread', summary: 'How many are unread (99 at most)', callers: ['resident'],
  input: z.object({}), output: z.object({ unread: z.number() }), refusals: {},
});

export const markReadRoute = defineRoute({
  method: 'POST', path: '/v1/messages/:messageId/read', summary: 'Mark one read', callers: ['resident'],
  input: z.object({ messageId: Id }), output: Done, refusals: { 'messages/unknown': 404 },
});

export const markAllReadRoute = defineRoute({
  method: 'POST', path: '/v1/messages/read', summary: 'Mark all read', callers: ['resident'],
  input: z.object({}), output: Done, refusals: {},
});
