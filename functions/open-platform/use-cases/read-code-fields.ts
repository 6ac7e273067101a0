/** 3.3: what a hospital wants shown beside a code, for whoever may show the card, and nobody else. */
import type { Resident } from '../../../shared/kernel/caller';
import { ok, refuse } from '../../../shared/kernel/result';
import type { Answer, InputOf } from '../../../shared/kernel/route';
import { CODE_FIELDS, type readCodeFieldsRoute } from '../../../shared/open-platform/filing.routes';
import type { RecordAudit, ScanFields, ShownCards } from '../open-platform.ports';

export type ReadCodeFieldsDeps = { readonly scanFields: Pick<ScanFields, 'find' | 'open'>; readonly shownCards: ShownCards; readonly recordAudit: RecordAudit };
export type ReadCodeFields = (input: InputOf<typeof readCodeFieldsRoute>, caller: Resident) => Answer<typeof readCodeFieldsRoute>;

export function makeReadCodeFields({ scanFields, shownCards, recordAudit }: ReadCodeFieldsDeps): ReadCodeFields {
  return async function readCodeFields({ fieldCode }, { accountId, requestId }) {
    const kept = await scanFields.find(fieldCode);
    if (!kept) return refuse('open-platform/fields-unknown');
    await recordAudit({ subject: accountId, actor: accountId, action: 'open-platform.read-code-fields', ground: 'self', requestId });
    const card = (await shownCards({ accountId, requestId })).find(({ healthCardId }) => healthCardId === kept.healthCardId);
    if (!card) return refuse('open-platform/fields-unknown');
    const all = scanFields.open(kept);
    const fields = CODE_FIELDS.flatMap((name) => (all[name] ? [{ name, value: all[name] }] : []));
    return ok({ cardId: card.cardId, hospitalName: kept.hospitalName, fields });
  };
}
