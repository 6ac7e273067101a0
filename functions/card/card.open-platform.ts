/**
 * The outside open platform in the words of this slice, as far as it goes: it registers with the code of a WeChat user, and shows codes.
 * It looks nobody up by document, asks no register without issuing, and has no method for a loss, a return or a closing: the card
 * authority behind it is asked instead (card.issuers.ts).
 */
import { ok, refuse, type Result } from '../../shared/kernel/result';
import type { Foundations } from '../platform/foundations';
import type { Authority, AuthorityCard, CardRefusal, ClaimOutside, OrderForWallet, OutsideRefusal, Person } from './card.ports';

type OpenPlatform = NonNullable<Foundations['clients']['openPlatform']>;
type Registration = Parameters<OpenPlatform['registerHealthCard']>[0];
type Registered = Result<AuthorityCard & { readonly already: boolean }, OutsideRefusal>;
/** Who the user is where the codes come from: some methods want to be told. */
export type AskerOf = (accountId: string) => Promise<{ readonly relateAppId: string; readonly relateOpenId: string } | undefined>;

/** Its table has one code for residence permits whose source is not told, and none for 09. */
const WIRE_TYPES: Readonly<Record<string, string>> = {
  '01': '01', '02': '02', '03': '03', '04': '04', '05': '05', '06': '06', '07': '07', '08': '08', '10': '17', '11': '17', '15': '15', '16': '16', '17': '17', '99': '99',
};
const GENDERS = { 1: '男', 2: '女' } as const;
/** No form of ours asks for the nation. */
const NATION_NOT_TOLD = '未知';
const CHILD = '2';

/** Told by a platform that is one of ours; any other does not tell a used code from a name that does not fit. */
const IN_OUR_WORDS: Readonly<Record<string, OutsideRefusal>> = {
  'name-does-not-match': 'identity/name-does-not-match', 'not-in-register': 'identity/document-not-found', deceased: 'identity/holder-deceased',
  'guardian-does-not-match': 'family/guardian-not-registered', 'guardian-needed': 'family/guardian-not-registered', 'card-lost': 'card/lost',
  'code-not-valid': 'card/wechat-code-needed', 'code-used': 'card/wechat-code-needed',
};

export function makeCardOpenPlatform(platform: OpenPlatform, askerOf: AskerOf): Pick<Authority, 'code'> {
  return {
    async code(healthCardId, kind, accountId) {
      const card = await cardOf(platform, healthCardId);
      if (!card.ok) return card;
      const { qrCodeText, idType, idNumber } = card.value;
      if (kind === 'static' && qrCodeText !== '') return ok({ text: qrCodeText });
      const asker = accountId === undefined ? undefined : await askerOf(accountId);
      const code = await platform.getDynamicQRCode({ healthCardId, idType, idNumber, codeType: kind === 'static' ? '1' : '0' }, asker);
      return code.ok ? ok({ text: code.value.qrCodeText }) : refuse('card/authority-unavailable');
    },
  };
}

/** A claim in a channel of the platform's; nowhere without one. */
export function makeClaimOutside(platform: OpenPlatform | undefined, askerOf: AskerOf): ClaimOutside {
  return async function claimOutside(person, { healthCode, wechatCode, accountId }) {
    if (!platform) return refuse('card/authority-unavailable');
    if (healthCode) return authorised(platform, person, { healthCode, asker: await askerOf(accountId) });
    if (!wechatCode) return refuse('card/wechat-code-needed');
    const form = formOf(person, wechatCode);
    return form ? registered(platform, form) : refuse('card/channel-cannot');
  };
}

/** 放入微信卡包: by the platform's own id of ours, not WeChat's. A card it does not have is none it can put there. */
export function makeOrderForWallet(platform: OpenPlatform | undefined, appId = ''): OrderForWallet {
  return async function orderForWallet(qrCodeText) {
    if (!platform) return refuse('card/no-wallet');
    const order = await platform.getOrderIdByOutAppId({ appId, qrCodeText });
    if (order.ok) return ok(order.value.orderId);
    return refuse(order.refusal.code === 'open-platform/refused' ? 'card/no-wallet' : 'card/authority-unavailable');
  };
}

/** It does not tell whether the card was there before. */
async function registered(platform: OpenPlatform, form: Registration): Promise<Registered> {
  const card = await platform.registerHealthCard(form);
  if (card.ok) return ok({ healthCardId: card.value.healthCardId, state: 'active', outside: true, already: false });
  const isNo = card.refusal.code === 'open-platform/refused';
  return refuse(IN_OUR_WORDS[card.refusal.name ?? ''] ?? (isNo ? 'card/channel-cannot' : 'card/authority-unavailable'));
}

type Chosen = { readonly healthCode: string; readonly asker: Awaited<ReturnType<AskerOf>> };

/** 一键授权: the user chose a card on the platform's page. It may be of anybody in their family: it must be this person's. The code is good once. */
async function authorised(platform: OpenPlatform, { name, document }: Person, { healthCode, asker }: Chosen): Promise<Registered> {
  const found = await platform.getHealthCardByHealthCode({ healthCode }, asker);
  if (!found.ok) return refuse(found.refusal.code === 'open-platform/refused' ? 'card/wechat-code-needed' : 'card/authority-unavailable');
  const { card } = found.value;
  const isTheirs = card.name === name && card.idNumber === document.number && card.idType === WIRE_TYPES[document.type];
  return isTheirs ? ok({ healthCardId: card.healthCardId, state: 'active', outside: true, already: true }) : refuse('card/chosen-of-another');
}

async function cardOf(platform: OpenPlatform, healthCardId: string): Promise<Result<{ qrCodeText: string; idType: string; idNumber: string }, CardRefusal>> {
  const found = await platform.getHealthCardByHealthCardId({ healthCardId });
  if (found.ok) return ok(found.value.card);
  return refuse(found.refusal.code === 'open-platform/refused' ? 'card/unknown' : 'card/authority-unavailable');
}

/** Undefined where the platform needs what is not known of the person, or has no code for the document. */
function formOf(person: Person, wechatCode: string): Registration | undefined {
  const { name, document, phone, guardian, birthday = document.birthday } = person;
  const idType = WIRE_TYPES[document.type];
  const gender = document.gender && GENDERS[document.gender];
  if (!idType || !gender || !birthday || !phone) return undefined;
  return {
    wechatCode, name, gender, nation: NATION_NOT_TOLD, birthday, idNumber: document.number, idType, phone1: phone,
    ...(guardian ? { relation: CHILD } : {}), ...childOf(person),
  };
}

/** A newborn without a document is known by its mother. */
function childOf({ document, guardian }: Person): Pick<Registration, 'childInfo'> {
  if (document.type !== '16' || !guardian) return {};
  const { type, number } = guardian.document;
  return { childInfo: { motherName: guardian.name, motherIdType: WIRE_TYPES[type], motherIdNumber: number } };
}
