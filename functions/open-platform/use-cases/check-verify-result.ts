/** 3.4 核验结果: told to the institution that ordered it, once; a repetition within a minute hears the same. */
import { ok, refuse, type Result } from '../../../shared/kernel/result';
import { CODE_REPEAT_SECONDS } from '../../../shared/open-platform/code.rules';
import type { InputOf, MethodAnswer } from '../../../shared/open-platform/method';
import type { checkUniformVerifyResult, verifyFaceIdentity } from '../../../shared/open-platform/verification.methods';
import { PROVED_HERE, PROVED_THERE } from '../../../shared/open-platform/verification.rules';
import type { Issuer, Order, Orders, PartnerCaller, RecordAudit } from '../open-platform.ports';
import { documentIn, entryOf } from '../open-platform.rules';

export type CheckVerifyResultDeps = {
  readonly orders: Pick<Orders, 'find' | 'contents' | 'use' | 'isResult'>;
  readonly issuer: Pick<Issuer, 'cardOf'>;
  readonly recordAudit: RecordAudit;
  readonly now: () => number;
};
export type CheckVerifyResult = (input: InputOf<typeof checkUniformVerifyResult>, caller: PartnerCaller) => MethodAnswer<typeof checkUniformVerifyResult>;
export type VerifyFaceIdentity = (input: InputOf<typeof verifyFaceIdentity>, caller: PartnerCaller) => MethodAnswer<typeof verifyFaceIdentity>;

export function makeCheckVerifyResult(deps: CheckVerifyResultDeps): CheckVerifyResult {
  return async function check({ verifyOrderId, verifyResult }, caller) {
    const checked = await checkedOrder(deps, { orderId: verifyOrderId, result: verifyResult }, { caller, method: 'checkUniformVerifyResult', field: 'verifyOrderId' });
    if (!checked.ok) return checked;
    const { order, passed } = checked.value;
    return ok({ suc: passed, verifyType: order.kind === 'attested' || order.provedThere ? PROVED_THERE : PROVED_HERE, healthCardId: passed ? await cardOf(deps, order) : '' });
  };
}

export function makeVerifyFaceIdentity(deps: CheckVerifyResultDeps): VerifyFaceIdentity {
  return async function verify({ orderId, verifyResult }, caller) {
    const checked = await checkedOrder(deps, { orderId, result: verifyResult }, { caller, method: 'verifyFaceIdentity', field: 'orderId' });
    if (!checked.ok) return checked;
    const { order, passed } = checked.value;
    return ok({ status: passed, result: passed, healthCardId: passed ? await cardOf(deps, order) : '' });
  };
}

type Asked = { readonly orderId: string; readonly result: string };
type Asking = { readonly caller: PartnerCaller; readonly method: string; readonly field: string };

async function checkedOrder(deps: CheckVerifyResultDeps, { orderId, result }: Asked, { caller, method, field }: Asking): Promise<Result<{ readonly order: Order; readonly passed: boolean }, 'code-not-valid' | 'code-used'>> {
  const order = await deps.orders.find(orderId);
  // Another institution's order is none.
  if (!order || !isOrderedBy(order, caller)) return refuse('code-not-valid', { field });
  await deps.recordAudit(entryOf(caller, method, order.mark));
  if (!isSettledFor(deps, order, result)) return ok({ order, passed: false });
  if (order.state === 'passed' && (await deps.orders.use(order))) return ok({ order, passed: true });
  const used = order.state === 'used' ? order : await deps.orders.find(orderId);
  return isRepeated(used, deps.now()) ? ok({ order, passed: true }) : refuse('code-used', { field });
}

function isOrderedBy({ appId, hospitalId }: Order, { app, hospital }: PartnerCaller): boolean {
  return appId === app.appId && hospitalId === hospital.hospitalId;
}

function isSettledFor({ orders }: CheckVerifyResultDeps, order: Order, result: string): boolean {
  return (order.state === 'passed' || order.state === 'used') && orders.isResult(order, result);
}

function isRepeated(order: Order | undefined, nowMs: number): boolean {
  return order?.usedAtMs !== undefined && nowMs <= order.usedAtMs + CODE_REPEAT_SECONDS * 1000;
}

/** The card of whoever proved it, by name and document; empty when there is none, or the authority does not answer now. */
async function cardOf({ orders, issuer, now }: CheckVerifyResultDeps, order: Order): Promise<string> {
  const contents = orders.contents(order);
  const document = documentIn(contents, now());
  const card = document.ok ? await issuer.cardOf(document.value, contents.name) : undefined;
  return card?.ok ? (card.value?.healthCardId ?? '') : '';
}
