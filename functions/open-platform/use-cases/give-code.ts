/** 3.2 取二维码: of a card whose holder's document is named rightly; as text and as a picture. */
import { ok, refuse } from '../../../shared/kernel/result';
import type { getDynamicQRCode } from '../../../shared/open-platform/card.methods';
import type { InputOf, MethodAnswer } from '../../../shared/open-platform/method';
import type { Issuer, PartnerCaller, RecordAudit } from '../open-platform.ports';
import { documentIn, entryOf } from '../open-platform.rules';

export type GiveCodeDeps = {
  readonly issuer: Pick<Issuer, 'cardOf' | 'code'>;
  /** PNG in Base64, without the prefix of a data URI (4.3). */
  readonly pictureOf: (text: string) => string;
  readonly recordAudit: RecordAudit;
  readonly now: () => number;
};
export type GiveCode = (input: InputOf<typeof getDynamicQRCode>, caller: PartnerCaller) => MethodAnswer<typeof getDynamicQRCode>;

const STATIC = '1';

export function makeGiveCode({ issuer, pictureOf, recordAudit, now }: GiveCodeDeps): GiveCode {
  return async function giveCode({ healthCardId, codeType, ...typed }, caller) {
    const document = documentIn(typed, now());
    if (!document.ok) return refuse('holder-does-not-match', { field: 'idNumber' });
    await recordAudit(entryOf(caller, 'getDynamicQRCode', `card#${healthCardId}`));
    const card = await issuer.cardOf(document.value);
    // Without a name nothing is checked but the number.
    if (!card.ok) return refuse('authority-unavailable');
    if (card.value?.healthCardId !== healthCardId) return refuse('holder-does-not-match', { field: 'idNumber' });
    const code = await issuer.code(healthCardId, String(codeType) === STATIC ? 'static' : 'dynamic');
    if (!code.ok) return code;
    return ok({ qrCodeText: code.value, qrCodeImg: pictureOf(code.value), color: 0, healthCardId });
  };
}
