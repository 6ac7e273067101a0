/**
 * What operations order by invoking a function on AWS (`serverless invoke`), here by a POST: only `npm start` and the tests have it, on
 * loopback. Named as the functions are.
 */
import type { Hono } from 'hono';
import * as z from 'zod/mini';
import { Appoint, type IdentityWindow } from '../identity/identity.public';
import { CloseApp, DecideApp, ForgetSecondFactor, OpenMigration, RegisterApp, ReviewService, type OpenPlatformWindow } from '../open-platform/open-platform.public';

type Windows = { readonly identityWindow: IdentityWindow; readonly openPlatformWindow: OpenPlatformWindow };
/** What waits for an answer is given back; the others give nothing. */
type Order = (body: unknown) => Promise<unknown>;

export function takeOrders(app: Hono, { identityWindow, openPlatformWindow }: Windows): void {
  const orders: Readonly<Record<string, Order>> = {
    'identity-appoint': taking(Appoint, ({ unionId, post }) => identityWindow.appoint(unionId, post)),
    'open-platform-app': taking(RegisterApp, (order) => openPlatformWindow.registerApp(order)),
    'open-platform-close': taking(CloseApp, (order) => openPlatformWindow.closeApp(order)),
    'open-platform-decide': taking(DecideApp, (order) => openPlatformWindow.decideApp(order)),
    'open-platform-free': taking(ForgetSecondFactor, (order) => openPlatformWindow.forgetSecondFactor(order)),
    'open-platform-migration': taking(OpenMigration, (order) => openPlatformWindow.openMigration(order)),
    'open-platform-waiting': () => openPlatformWindow.waiting(),
    'open-platform-review': taking(ReviewService, (order) => openPlatformWindow.reviewService(order)),
  };
  app.post('/local/orders/:name', async (c) => {
    const order = orders[c.req.param('name')];
    // Another site's page in the same browser cannot send JSON here.
    if (!order || c.req.header('content-type') !== 'application/json') return c.json({ orders: Object.keys(orders) }, 404);
    try {
      const answer = await order(await c.req.json());
      return c.json(answer === undefined ? { done: true } : answer as object);
    } catch (error) {
      return c.json({ done: false, why: error instanceof Error ? error.message : 'unknown' }, 422);
    }
  });
}

function taking<S extends z.ZodMiniType>(schema: S, work: (order: z.infer<S>) => Promise<void>): Order {
  return (body) => work(z.parse(schema, body));
}
