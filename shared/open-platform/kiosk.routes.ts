/** What a resident does who scanned a kiosk (open platform 3.6). */
import * as z from 'zod/mini';
import { defineRoute } from '../kernel/route';
import { ChoosableCard } from './filing.routes';

const Id = z.string().check(z.minLength(1), z.maxLength(64));
const known = { 'open-platform/kiosk-unknown': 404, 'consent/needed': 403 } as const;

export const readKioskRoute = defineRoute({
  method: 'GET', path: '/v1/open/kiosks/:uid', summary: 'Which kiosk I scanned, and which cards I may use there', callers: ['resident'],
  input: z.object({ uid: Id }),
  output: z.object({ institutionName: z.string(), kiosk: z.string(), isWaiting: z.boolean(), validUntil: z.string(), cards: z.array(ChoosableCard) }), refusals: known,
});

export const authoriseKioskRoute = defineRoute({
  method: 'POST', path: '/v1/open/kiosks/:uid/authorise', summary: 'Use this card at the kiosk', callers: ['resident'],
  input: z.object({ uid: Id, cardId: Id }), output: z.object({ done: z.literal(true) }),
  refusals: { ...known, 'open-platform/kiosk-ended': 409, 'card/unknown': 404, 'card/lost': 409, 'card/closed': 409 },
});
