/** 3.4 登记核验订单: whom an institution wants to see proved, and the pages it wants them back on. */
import { chinaDayOf } from '../../../shared/kernel/china-day';
import { ok, refuse, type Result } from '../../../shared/kernel/result';
import type { Answered, InputOf, MethodAnswer } from '../../../shared/open-platform/method';
import type { registerOrder, registerUniformVerifyOrder } from '../../../shared/open-platform/verification.methods';
import type { CodeSubject, NamedPerson, NewOrder, OneTimeCodes, Orders, PartnerCaller, RecordAudit } from '../open-platform.ports';
import { entryOf, foreignPage, readNamed } from '../open-platform.rules';

export type RegisterVerifyOrderDeps = {
  readonly codes: Pick<OneTimeCodes, 'redeem'>;
  readonly orders: Pick<Orders, 'open'>;
  readonly recordAudit: RecordAudit;
  readonly markOf: (document: NamedPerson['document']) => string;
  /** The page on which a resident meets the order. */
  readonly verifyPage: (orderId: string) => string;
  readonly now: () => number;
};
type Uniform = typeof registerUniformVerifyOrder;
export type RegisterOrder = (input: InputOf<typeof registerOrder>, caller: PartnerCaller) => MethodAnswer<typeof registerOrder>;
export type RegisterVerifyOrder = (input: InputOf<Uniform>, caller: PartnerCaller) => MethodAnswer<Uniform>;

/** The older pair knows the resident identity card only, and no step of care. */
const RESIDENT_CARD = '01';
const NO_SCENE = '0';

export function makeRegisterOrder(deps: RegisterVerifyOrderDeps): RegisterOrder {
  return async function register({ name, idCardNumber }, caller) {
    const person = readNamed({ name, idType: RESIDENT_CARD, idNumber: idCardNumber }, chinaDayOf(deps.now()));
    if (!person.ok) return refuse('input-not-valid', { field: person.refusal.facts?.field === 'name' ? 'name' : 'idCardNumber' });
    await deps.recordAudit(entryOf(caller, 'registerOrder', deps.markOf(person.value.document)));
    return ok({ orderId: await deps.orders.open(orderOf(deps, { kind: 'plain', person: person.value, caller, scene: NO_SCENE, pages: {} })) });
  };
}

export function makeRegisterVerifyOrder(deps: RegisterVerifyOrderDeps): RegisterVerifyOrder {
  return async function register(input, caller) {
    const person = whole(input, caller, deps.now());
    if (!person.ok) return person;
    await deps.recordAudit(entryOf(caller, 'registerUniformVerifyOrder', deps.markOf(person.value.document)));
    const open = (subject: CodeSubject) => openFor(deps, { input, caller, person: person.value, subject });
    // Clients of 2021 do not send one (3.4); the permanent one is of no user.
    if (input.wechatCode === undefined || input.wechatCode === caller.app.permanentWechatCode) return open({});
    return deps.codes.redeem({ kind: 'wechat', text: input.wechatCode }, { caller, content: JSON.stringify(input) }, open);
  };
}

function whole({ name, cardType, idCard, ...input }: InputOf<Uniform>, { app }: PartnerCaller, nowMs: number): Result<NamedPerson, 'input-not-valid'> {
  const { verifySuccessRedirectUrl, verifyFailRedirectUrl, faceUrl, ncidasUrl } = input;
  const field = foreignPage(app, { verifySuccessRedirectUrl, verifyFailRedirectUrl, faceUrl, ncidasUrl });
  if (field !== undefined) return refuse('input-not-valid', { field });
  const person = readNamed({ name, idType: cardType, idNumber: idCard }, chinaDayOf(nowMs));
  return person.ok ? person : refuse('input-not-valid', { field: person.refusal.facts?.field === 'name' ? 'name' : 'idCard' });
}

type Opening = { readonly input: InputOf<Uniform>; readonly caller: PartnerCaller; readonly person: NamedPerson; readonly subject: CodeSubject };

async function openFor(deps: RegisterVerifyOrderDeps, { input, caller, person, subject: { accountId } }: Opening): Promise<Answered<Uniform>> {
  const pages = { successPage: input.verifySuccessRedirectUrl, failPage: input.verifyFailRedirectUrl, ...(input.faceUrl ? { facePage: input.faceUrl } : {}) };
  const order = orderOf(deps, { kind: 'uniform', person, caller, scene: input.scene, pages });
  const verifyOrderId = await deps.orders.open({ ...order, ...(accountId ? { accountId } : {}) });
  return ok({ verifyOrderId, verifyUrl: deps.verifyPage(verifyOrderId) });
}

type Ordered = { readonly kind: 'plain' | 'uniform'; readonly person: NamedPerson; readonly caller: PartnerCaller; readonly scene: string; readonly pages: Partial<NewOrder['contents']> };

function orderOf({ markOf }: Pick<RegisterVerifyOrderDeps, 'markOf'>, { kind, person: { name, document }, caller: { app, hospital }, scene, pages }: Ordered): NewOrder {
  return {
    kind, appId: app.appId, hospitalId: hospital.hospitalId, hospitalName: hospital.name, mark: markOf(document), state: 'open',
    contents: { name, idType: document.type, idNumber: document.number, scene, ...pages },
  };
}
