/** 1.9, step 4: an institution whose own page checks the face asks whose it must be, and tells how it ended. Its word is good for itself only. */
import { chinaDayOf } from '../../../shared/kernel/china-day';
import { ok, refuse, type Result } from '../../../shared/kernel/result';
import type { Answered, InputOf, MethodAnswer } from '../../../shared/open-platform/method';
import type { getOrderInfoByOrderId, registerRealPersonAuthOrder } from '../../../shared/open-platform/verification.methods';
import { FACE_PASSED } from '../../../shared/open-platform/verification.rules';
import type { CodeSubject, Issuer, NamedPerson, OneTimeCodes, Order, Orders, PartnerCaller, RecordAudit, Tallies } from '../open-platform.ports';
import { countingMisses, documentIn, entryOf, isSamePerson, readNamed } from '../open-platform.rules';

export type AttestPersonDeps = {
  readonly codes: Pick<OneTimeCodes, 'redeem'>;
  readonly orders: Pick<Orders, 'open' | 'find' | 'contents'>;
  readonly issuer: Pick<Issuer, 'isNamed'>;
  readonly tallies: Tallies;
  readonly recordAudit: RecordAudit;
  readonly markOf: (document: NamedPerson['document']) => string;
  readonly now: () => number;
};
type Attest = typeof registerRealPersonAuthOrder;
export type GiveOrderInfo = (input: InputOf<typeof getOrderInfoByOrderId>, caller: PartnerCaller) => MethodAnswer<typeof getOrderInfoByOrderId>;
export type AttestPerson = (input: InputOf<Attest>, caller: PartnerCaller) => MethodAnswer<Attest>;

export function makeGiveOrderInfo({ orders, recordAudit }: Pick<AttestPersonDeps, 'orders' | 'recordAudit'>): GiveOrderInfo {
  return async function give({ orderId }, caller) {
    const order = await orders.find(orderId);
    if (!order || !isOpenFor(order, caller)) return refuse('code-not-valid', { field: 'orderId' });
    await recordAudit(entryOf(caller, 'getOrderInfoByOrderId', order.mark));
    const { name, idType, idNumber } = orders.contents(order);
    return ok({ name, cardType: idType, idCard: idNumber });
  };
}

export function makeAttestPerson(deps: AttestPersonDeps): AttestPerson {
  return async function attest(input, caller) {
    const { name, cardType, idCard, wechatCode } = input;
    const person = readNamed({ name, idType: cardType, idNumber: idCard }, chinaDayOf(deps.now()));
    if (!person.ok) return refuse('input-not-valid', { field: person.refusal.facts?.field === 'name' ? 'name' : 'idCard' });
    await deps.recordAudit(entryOf(caller, 'registerRealPersonAuthOrder', deps.markOf(person.value.document)));
    const named = await isNamed(deps, caller, person.value);
    if (!named.ok) return named;
    const open = async (subject: CodeSubject) => attestedBy(deps, { input, caller, person: person.value, subject });
    if (wechatCode === caller.app.permanentWechatCode) return open({});
    return deps.codes.redeem({ kind: 'wechat', text: wechatCode }, { caller, content: JSON.stringify(input) }, open);
  };
}

/** What is found for it later is the card of a person: nobody gets one for a number alone. While the authority is away it is taken as told. */
async function isNamed({ issuer, tallies }: AttestPersonDeps, caller: PartnerCaller, person: NamedPerson): Promise<Result<true, 'name-does-not-match' | 'day-is-spent'>> {
  const named = await countingMisses({ tallies, caller, what: 'real-name' }, () => issuer.isNamed(person), (answer) => answer.ok && !answer.value);
  if (!named.ok && named.refusal.code === 'day-is-spent') return refuse('day-is-spent');
  return named.ok && !named.value ? refuse('name-does-not-match', { field: 'name' }) : ok(true);
}

type Attesting = { readonly input: InputOf<Attest>; readonly caller: PartnerCaller; readonly person: NamedPerson; readonly subject: CodeSubject };

async function attestedBy(deps: AttestPersonDeps, attesting: Attesting): Promise<Answered<Attest>> {
  const { input: { orderId, result }, caller: { app, hospital }, person: { name, document }, subject: { accountId } } = attesting;
  const fits = await fitsOrder(deps, attesting);
  if (!fits.ok) return fits;
  const verifyOrderId = await deps.orders.open({
    kind: 'attested', appId: app.appId, hospitalId: hospital.hospitalId, hospitalName: hospital.name, mark: deps.markOf(document), state: result === FACE_PASSED ? 'passed' : 'failed',
    ...(accountId ? { accountId } : {}), ...(orderId ? { forOrder: orderId } : {}), contents: { name, idType: document.type, idNumber: document.number, scene: '0' },
  });
  return ok({ verifyOrderId });
}

/** Where it settles an order, it must be about that order's person, and by the account that has it. */
async function fitsOrder({ orders, now }: AttestPersonDeps, { input: { orderId }, caller, person, subject }: Attesting): Promise<Result<true, 'code-not-valid' | 'holder-does-not-match'>> {
  if (orderId === undefined) return ok(true);
  const order = await orders.find(orderId);
  if (!order || !isOpenFor(order, caller) || isAnothers(order, subject.accountId)) return refuse('code-not-valid', { field: 'orderId' });
  const { name, ...numbered } = orders.contents(order);
  const document = documentIn(numbered, now());
  return document.ok && isSamePerson({ name, document: document.value }, person) ? ok(true) : refuse('holder-does-not-match', { field: 'idCard' });
}

function isOpenFor({ appId, hospitalId, state, kind }: Order, { app, hospital }: PartnerCaller): boolean {
  return appId === app.appId && hospitalId === hospital.hospitalId && state === 'open' && kind !== 'attested';
}

function isAnothers({ accountId }: Order, mine: string | undefined): boolean {
  return accountId !== undefined && mine !== undefined && accountId !== mine;
}
