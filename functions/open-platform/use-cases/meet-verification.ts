/** 1.9 居民核验: whoever has to prove who they are sees who asks, proves it or declines, and goes back to the institution's page. */
import type { Resident } from '../../../shared/kernel/caller';
import { instantOf } from '../../../shared/kernel/china-day';
import { maskName, maskNumber } from '../../../shared/kernel/masking';
import { isPresent } from '../../../shared/identity/identity.rules';
import { ok, refuse, type Result } from '../../../shared/kernel/result';
import type { Answer, InputOf } from '../../../shared/kernel/route';
import { filledIn, withParameters } from '../../../shared/open-platform/redirect';
import type { attestVerificationRoute, declineVerificationRoute, passVerificationRoute, readVerificationRoute } from '../../../shared/open-platform/verification.routes';
import type { Identity, Order, OrderContents, Orders, RecordAudit } from '../open-platform.ports';
import { documentIn, isSamePerson, residentEntry } from '../open-platform.rules';

export type MeetVerificationDeps = {
  readonly orders: Orders;
  readonly identity: Identity;
  readonly recordAudit: RecordAudit;
  readonly verifyPage: (orderId: string) => string;
  readonly now: () => number;
};
type Meets<Route> = (input: InputOf<Route>, caller: Resident) => Answer<Route>;

export function makeReadVerification({ orders, recordAudit, verifyPage }: MeetVerificationDeps): Meets<typeof readVerificationRoute> {
  return async function read({ orderId }, caller) {
    const order = await mine(orders, orderId, caller);
    if (!order) return refuse('open-platform/order-unknown');
    await recordAudit(residentEntry(caller, 'read-verification'));
    const { name, idType, idNumber, scene, facePage } = orders.contents(order);
    // 1.9, step 4: the page gets the order, where to come back to, and how it is to be verified.
    const face = facePage && withParameters(facePage, { orderId, redirectUrl: verifyPage(orderId), verifyType: '1' });
    return ok({
      institutionName: order.hospitalName, maskedName: maskName(name), maskedNumber: maskNumber(idNumber), idType, scene, state: order.state,
      validUntil: instantOf(order.validUntilMs), ...(face ? { facePage: face } : {}),
    });
  };
}

export function makePassVerification(deps: MeetVerificationDeps): Meets<typeof passVerificationRoute> {
  return async function pass({ orderId, memberId }, caller) {
    const found = await openOrder(deps.orders, orderId, caller);
    if (!found.ok) return found;
    await deps.recordAudit(residentEntry(caller, 'pass-verification'));
    const holder = await deps.identity.holderOf(caller.accountId, memberId);
    if (!holder.ok) return holder;
    const { name, ...asked } = deps.orders.contents(found.value);
    const document = documentIn(asked, deps.now());
    if (!document.ok || !isSamePerson({ name, document: document.value }, holder.value)) return refuse('open-platform/not-this-person');
    if (!isPresent(holder.value, deps.now())) return refuse('identity/presence-needed');
    return settled(deps.orders, found.value, asked);
  };
}

export function makeAttestVerification(deps: MeetVerificationDeps): Meets<typeof attestVerificationRoute> {
  return async function attest({ orderId, verifyOrderId }, caller) {
    const found = await openOrder(deps.orders, orderId, caller);
    if (!found.ok) return found;
    await deps.recordAudit(residentEntry(caller, 'attest-verification'));
    const attested = await mine(deps.orders, verifyOrderId, caller);
    const isGood = attested?.state === 'passed' && attested.appId === found.value.appId && deps.orders.isMadeFor(attested, found.value);
    // Its one use is this.
    if (!isGood || !(await deps.orders.use(attested))) return refuse('open-platform/not-attested');
    return settled(deps.orders, { ...found.value, provedThere: true }, deps.orders.contents(found.value));
  };
}

export function makeDeclineVerification({ orders, recordAudit }: MeetVerificationDeps): Meets<typeof declineVerificationRoute> {
  return async function decline({ orderId }, caller) {
    const found = await openOrder(orders, orderId, caller);
    if (!found.ok) return found;
    await recordAudit(residentEntry(caller, 'decline-verification'));
    const { failPage } = orders.contents(found.value);
    if (!(await orders.fail(found.value))) return refuse('open-platform/order-ended');
    return ok(failPage ? { leadTo: filledIn(failPage, {}) } : {});
  };
}

async function settled(orders: Orders, order: Order, { successPage }: Pick<OrderContents, 'successPage'>): Promise<Result<{ readonly leadTo?: string }, 'open-platform/order-ended'>> {
  const registerOrderId = await orders.pass(order);
  if (registerOrderId === undefined) return refuse('open-platform/order-ended');
  return ok(successPage ? { leadTo: filledIn(successPage, { registerOrderId }) } : {});
}

/** An order made with somebody's `wechatCode` is theirs alone. */
async function mine(orders: Pick<Orders, 'find'>, orderId: string, { accountId }: Resident): Promise<Order | undefined> {
  const order = await orders.find(orderId);
  return order && (order.accountId ?? accountId) === accountId ? order : undefined;
}

async function openOrder(orders: Pick<Orders, 'find'>, orderId: string, caller: Resident): Promise<Result<Order, 'open-platform/order-unknown' | 'open-platform/order-ended'>> {
  const order = await mine(orders, orderId, caller);
  if (!order) return refuse('open-platform/order-unknown');
  return order.state === 'open' ? ok(order) : refuse('open-platform/order-ended');
}
