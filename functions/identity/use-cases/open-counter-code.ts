/** A number to say aloud at the counter or to the village doctor, who then confirm presence. */
import { instantOf } from '../../../shared/kernel/china-day';
import type { Resident } from '../../../shared/kernel/caller';
import { ok, refuse } from '../../../shared/kernel/result';
import type { Answer, InputOf } from '../../../shared/kernel/route';
import { SELF } from '../../../shared/identity/file.schema';
import { COUNTER_CODE_SECONDS } from '../../../shared/identity/identity.rules';
import type { openCounterCodeRoute } from '../../../shared/identity/identity.routes';
import { existing, personOf, todayAt, untilSaved } from '../identity.rules';
import type { Files, Proofs, RecordAudit } from '../identity.ports';

export type OpenCounterCode = (input: InputOf<typeof openCounterCodeRoute>, caller: Resident) => Answer<typeof openCounterCodeRoute>;

export type OpenCounterCodeDeps = {
  readonly files: Files;
  readonly proofs: Proofs;
  readonly recordAudit: RecordAudit;
  readonly newCode: () => string;
  /** Keyed, since eight digits are quickly tried out. */
  readonly markOf: (code: string) => string;
  readonly now: () => number;
};

export function makeOpenCounterCode({ files, proofs, recordAudit, newCode, markOf, now }: OpenCounterCodeDeps): OpenCounterCode {
  return async function openCounterCode({ memberId = SELF }, { accountId, requestId }) {
    await recordAudit({ subject: accountId, actor: accountId, action: 'identity.open-counter-code', ground: 'self', requestId });
    const person = await personOf(existing(await files.read(accountId)), memberId, todayAt(now()));
    if (!person) return refuse(memberId === SELF ? 'identity/real-name-needed' : 'identity/member-unknown');
    const endsAt = now() + COUNTER_CODE_SECONDS * 1000;
    const { key, documentMark } = person;
    const code = await untilSaved(async () => {
      const fresh = newCode();
      const kept = await proofs.keep({ kind: 'counter', id: markOf(fresh), accountId, key, documentMark, endsAt, wrong: 0, version: 0 });
      return kept ? fresh : undefined;
    });
    return ok({ code, expiresAt: instantOf(endsAt) });
  };
}
