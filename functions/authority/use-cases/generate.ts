/** 生成二维码: the static text of a card, or a dynamic one that is valid for two minutes and good for one use. */
import { stateOf, whyUnusable } from '../../../shared/authority/authority.rules';
import type { GenerateInput } from '../../../shared/authority/inputs.schema';
import { DYNAMIC_VALID_SECONDS } from '../../../shared/card/card.rules';
import { dynamicCodeText, staticCodeText } from '../../../shared/card/code-text';
import { instantOf } from '../../../shared/kernel/china-day';
import { ok, refuse } from '../../../shared/kernel/result';
import type { AuthorityCaller, Cards, Codes, MethodAnswer, RecordAudit } from '../authority.ports';
import { entryOf } from '../authority.rules';

export type GenerateDeps = {
  readonly cards: Pick<Cards, 'find'>;
  readonly codes: Pick<Codes, 'keep'>;
  readonly recordAudit: RecordAudit;
  /** 32 hex digits that nobody can guess. */
  readonly newDynamicPart: () => string;
  readonly now: () => number;
};
export type Generate = (input: GenerateInput, caller: AuthorityCaller) => MethodAnswer;

export function makeGenerate({ cards, codes, recordAudit, newDynamicPart, now }: GenerateDeps): Generate {
  return async function generate({ cardId, codeKind }, caller) {
    const card = await cards.find(cardId);
    if (!card) return refuse('card-not-found');
    const unusable = whyUnusable(stateOf(card));
    if (unusable) return refuse(unusable);
    await recordAudit(entryOf(caller, 'generate', card.personId));
    if (codeKind === 'static') return ok({ codeText: staticCodeText(cardId) });
    const dynamicPart = newDynamicPart();
    const validUntilMs = now() + DYNAMIC_VALID_SECONDS * 1000;
    await codes.keep(dynamicPart, { healthCardId: cardId, validUntilMs, version: 1 });
    return ok({ codeText: dynamicCodeText(cardId, dynamicPart), validUntil: instantOf(validUntilMs) });
  };
}
