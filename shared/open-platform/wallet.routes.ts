/** 放入卡包 (open platform takeMsCard, 1.3): the card of an order in the package of whoever is its holder. */
import * as z from 'zod/mini';
import { defineRoute } from '../kernel/route';

export const takeWalletCardRoute = defineRoute({
  method: 'POST', path: '/v1/wallet-orders/:orderId/take', summary: 'The card of a hospital\'s order into my package', callers: ['resident'],
  input: z.object({ orderId: z.string().check(z.minLength(1), z.maxLength(64)) }),
  output: z.object({ cardId: z.string(), maskedName: z.string(), maskedNumber: z.string() }),
  refusals: { 'open-platform/wallet-order-unknown': 404, 'open-platform/wallet-card-of-another': 409, 'consent/needed': 403 },
});
