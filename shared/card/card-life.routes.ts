/** 挂失 · 解挂 · 注销 · 补领: reporting a loss is never hindered, also by no consent; what gives the card back needs the person (L2). */
import * as z from 'zod/mini';
import { defineRoute } from '../kernel/route';
import { authorityRefusals, cardUnknown, Id } from './card.routes';
import { CardView } from './card.schema';

const input = z.object({ cardId: Id });
const moved = { ...cardUnknown, ...authorityRefusals, 'card/move-not-allowed': 409, 'family/not-consented': 403 } as const;
const present = { ...moved, 'consent/needed': 403, 'identity/presence-needed': 403 } as const;

export const reportLossRoute = defineRoute({
  method: 'POST', path: '/v1/cards/:cardId/loss', summary: 'Report the card lost: every code of it is refused from now on', callers: ['resident'],
  input, output: CardView, refusals: moved,
});

export const restoreCardRoute = defineRoute({
  method: 'POST', path: '/v1/cards/:cardId/restoration', summary: 'Found again', callers: ['resident'],
  input, output: CardView, refusals: present,
});

export const closeCardRoute = defineRoute({
  method: 'POST', path: '/v1/cards/:cardId/closure', summary: 'Close the card', callers: ['resident'],
  input, output: CardView, refusals: present,
});

export const reissueCardRoute = defineRoute({
  method: 'POST', path: '/v1/cards/:cardId/reissue', summary: 'A card again after loss or closing', callers: ['resident'],
  input, output: CardView, refusals: present,
});
