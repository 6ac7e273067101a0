/** 3.2 关联就诊号: a hospital's own number of a patient, tied to the card; one number leads to one card. */
import { readCodeText } from '../../../shared/card/code-text';
import { ok, refuse } from '../../../shared/kernel/result';
import type { bindCardRelation } from '../../../shared/open-platform/card.methods';
import type { InputOf, MethodAnswer } from '../../../shared/open-platform/method';
import type { Issuer, PartnerCaller, RecordAudit, Relations } from '../open-platform.ports';
import { entryOf } from '../open-platform.rules';

export type BindCardRelationDeps = { readonly issuer: Pick<Issuer, 'code'>; readonly relations: Pick<Relations, 'bind'>; readonly recordAudit: RecordAudit };
export type BindCardRelation = (input: InputOf<typeof bindCardRelation>, caller: PartnerCaller) => MethodAnswer<typeof bindCardRelation>;

export function makeBindCardRelation({ issuer, relations, recordAudit }: BindCardRelationDeps): BindCardRelation {
  return async function bind({ patid, qrCodeText }, caller) {
    const text = readCodeText(qrCodeText);
    if (!text) return refuse('qr-not-valid');
    // Asked only to learn that the card is there and good.
    const card = await issuer.code(text.healthCardId, 'static');
    if (!card.ok) return card;
    await recordAudit(entryOf(caller, 'bindCardRelation', `card#${text.healthCardId}`));
    const done = await relations.bind({ hospitalId: caller.hospital.hospitalId, healthCardId: text.healthCardId, patid });
    return done ? ok({ result: true }) : refuse('patid-of-another', { field: 'patid' });
  };
}
