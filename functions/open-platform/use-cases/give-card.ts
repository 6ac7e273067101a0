/** 3.2 查卡: the card and its holder, by a code that was scanned, by the card's id, or by the `healthCode` a resident gave. */
import { readCodeText } from '../../../shared/card/code-text';
import { ok, refuse, type Result } from '../../../shared/kernel/result';
import type { getHealthCardByHealthCardId, getHealthCardByHealthCode, getHealthCardByQRCode } from '../../../shared/open-platform/card.methods';
import { ADD_CARD, DECLINED } from '../../../shared/open-platform/code.rules';
import type { InputOf, MethodAnswer } from '../../../shared/open-platform/method';
import type { CardObject } from '../../../shared/open-platform/person.schema';
import type { Issuer, OneTimeCodes, PartnerCaller, RecordAudit, Relations, ShownCard } from '../open-platform.ports';
import { cardObject, entryOf } from '../open-platform.rules';

export type GiveCardDeps = {
  readonly codes: Pick<OneTimeCodes, 'redeem'>;
  readonly issuer: Pick<Issuer, 'read' | 'code'>;
  readonly relations: Pick<Relations, 'patidOf'>;
  /** The card a resident chose, while they may still show it. */
  readonly shownCard: ShownCard;
  readonly recordAudit: RecordAudit;
};

export type GiveCardByQRCode = (input: InputOf<typeof getHealthCardByQRCode>, caller: PartnerCaller) => MethodAnswer<typeof getHealthCardByQRCode>;
export type GiveCardById = (input: InputOf<typeof getHealthCardByHealthCardId>, caller: PartnerCaller) => MethodAnswer<typeof getHealthCardByHealthCardId>;
export type GiveCardByHealthCode = (input: InputOf<typeof getHealthCardByHealthCode>, caller: PartnerCaller) => MethodAnswer<typeof getHealthCardByHealthCode>;

/** 其他: looked at, not used at a step of care. */
const LOOKED_AT = '0';

export function makeGiveCardByQRCode(deps: GiveCardDeps): GiveCardByQRCode {
  return async function giveCardByQRCode({ qrCodeText }, caller) {
    const card = await read(deps, { qrCodeText, caller, method: 'getHealthCardByQRCode' });
    return card.ok ? ok({ card: card.value }) : card;
  };
}

export function makeGiveCardById(deps: GiveCardDeps): GiveCardById {
  return async function giveCardById({ healthCardId }, caller) {
    const card = await byId(deps, { healthCardId, caller, method: 'getHealthCardByHealthCardId' });
    return card.ok ? ok({ card: card.value }) : card;
  };
}

export function makeGiveCardByHealthCode(deps: GiveCardDeps): GiveCardByHealthCode {
  return async function giveCardByHealthCode({ healthCode }, caller) {
    if (healthCode === ADD_CARD) return refuse('user-adds-card');
    if (healthCode === DECLINED) return refuse('user-declined');
    return deps.codes.redeem({ kind: 'health', text: healthCode }, { caller, content: healthCode }, async ({ accountId = '', cardId = '', more }) => {
      const filed = more?.['healthCardId'];
      if (filed !== undefined) return givenById(deps, { healthCardId: filed, caller, method: 'getHealthCardByHealthCode' });
      const shown = await deps.shownCard({ accountId, cardId, requestId: caller.requestId });
      // Taken out, lent no longer, or of an account that is gone.
      if (!shown) return refuse('card-not-found');
      const card = await byId(deps, { healthCardId: shown.healthCardId, caller, method: 'getHealthCardByHealthCode' });
      if (!card.ok) return card;
      const isSelf = shown.memberId === undefined;
      return ok({ card: { ...card.value, ...(isSelf ? { relation: '0' } : {}) }, isSelf });
    });
  };
}

/** A card that was issued on the bind page to somebody outside the resident's family here. */
async function givenById(deps: GiveCardDeps, reading: Omit<Reading, 'qrCodeText'> & { readonly healthCardId: string }) {
  const card = await byId(deps, reading);
  return card.ok ? ok({ card: card.value, isSelf: false }) : card;
}

type Refusal = 'card-not-found' | 'card-lost' | 'card-closed' | 'authority-unavailable';
type Reading = { readonly qrCodeText: string; readonly caller: PartnerCaller; readonly method: string };

async function byId(deps: GiveCardDeps, { healthCardId, caller, method }: Omit<Reading, 'qrCodeText'> & { readonly healthCardId: string }): Promise<Result<CardObject, Refusal>> {
  const code = await deps.issuer.code(healthCardId, 'static');
  if (!code.ok) return code;
  const card = await read(deps, { qrCodeText: code.value, caller, method });
  if (card.ok) return card;
  const { code: refusal } = card.refusal;
  // The authority made the code a moment ago: not to take it means it is of no help now.
  return refuse(refusal === 'qr-not-valid' || refusal === 'qr-expired' || refusal === 'qr-used-elsewhere' ? 'authority-unavailable' : refusal);
}

async function read({ issuer, relations, recordAudit }: GiveCardDeps, { qrCodeText, caller, method }: Reading) {
  const text = readCodeText(qrCodeText);
  if (!text) return refuse('qr-not-valid');
  await recordAudit(entryOf(caller, method, `card#${text.healthCardId}`));
  const { hospitalId } = caller.hospital;
  const held = await issuer.read({ codeText: qrCodeText, medStep: LOOKED_AT, terminal: hospitalId, channel: '99' });
  if (!held.ok) return held;
  const patid = await relations.patidOf(hospitalId, held.value.healthCardId);
  const staticText = text.kind === 'static' ? ok(qrCodeText) : await issuer.code(held.value.healthCardId, 'static');
  return staticText.ok ? ok(cardObject(held.value, { qrCodeText: staticText.value, patid })) : refuse('authority-unavailable');
}
