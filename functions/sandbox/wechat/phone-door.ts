/** `/sandbox/…`: the phone in hand over HTTP. */
import type { Hono } from 'hono';
import * as z from 'zod/mini';
import { idCardPicture, PrintedCard } from './id-card-picture';
import type { PhoneInHand } from './phone-in-hand';
import type { Wechat } from './wechat';

const FaceAct = z.object({ outcome: z.enum(['pass', 'fail', 'cancel']), verifyRet: z.optional(z.int()) });
const Subscription = z.object({ templateId: z.string().check(z.minLength(1)), count: z.optional(z.int().check(z.minimum(1))) });

const ACT_STATUS = { done: 200, unknown: 404, expired: 410, 'already-done': 409 } as const;

export function openPhoneDoor(door: Hono, wechat: Wechat, phone: PhoneInHand): void {
  door.get('/sandbox/users', (c) => c.json({ users: wechat.users.map(({ wechatUser, nickname }) => ({ wechatUser, nickname })) }));
  door.post('/sandbox/users/:wechatUser/js-code', (c) => {
    const code = phone.jsCode(c.req.param('wechatUser'));
    return code ? c.json({ code }) : c.json({ error: 'unknown-user' }, 404);
  });
  door.post('/sandbox/users/:wechatUser/phone-code', (c) => {
    const code = phone.phoneCode(c.req.param('wechatUser'));
    return code ? c.json({ code }) : c.json({ error: 'unknown-user-or-no-phone' }, 404);
  });
  door.post('/sandbox/users/:wechatUser/subscriptions', async (c) => {
    const wish = Subscription.safeParse(await c.req.json().catch(() => undefined));
    if (!wish.success) return c.json({ error: 'malformed' }, 400);
    const known = phone.subscribe(c.req.param('wechatUser'), wish.data.templateId, wish.data.count);
    return known ? c.json({ result: 'done' }) : c.json({ error: 'unknown-user' }, 404);
  });
  door.post('/sandbox/face/:verifyId', async (c) => {
    const act = FaceAct.safeParse(await c.req.json().catch(() => undefined));
    if (!act.success) return c.json({ error: 'malformed' }, 400);
    const result = phone.faceAct(c.req.param('verifyId'), act.data.outcome, act.data.verifyRet);
    return c.json({ result }, ACT_STATUS[result]);
  });
  door.post('/sandbox/id-card', async (c) => {
    const card = PrintedCard.safeParse(await c.req.json().catch(() => undefined));
    return card.success ? c.body(new Uint8Array(idCardPicture(card.data)), 200, { 'content-type': 'image/png' }) : c.json({ error: 'malformed' }, 400);
  });
  door.get('/sandbox/sent', (c) => c.json({ messages: phone.sent() }));
}
