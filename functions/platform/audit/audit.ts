/**
 * 审计: who did what to whose data, on which ground. Append-only; written before anything personal is opened, and when it
 * cannot be written the caller's work fails. Entries carry ids only, never a name or a number.
 */
import type { AuditEntry } from '../../../shared/kernel/audit-entry';
import { instantOf } from '../../../shared/kernel/china-day';
import { makeUlid } from '../../../shared/kernel/ids';
import type { Log } from '../observe/log';
import type { Store } from '../store/store';

/** 等保 2.0 level 3 and the cyber-security law ask for six months; kept three years (PIPL 56). */
const KEPT_SECONDS = 3 * 366 * 86_400;

/**
 * Whose data an entry is of; there are no other kinds. Of one person:
 * - `account_…`: an account's file, which is its holder's and the family's together (identity, messages);
 * - `person_…`: a person of the index and their cards, whoever acted (card, authority, person-index);
 * - `document#<fingerprint>`: a document, where its person is not known or was not asked for (`fingerprints.of('document', …)`);
 * - `claim_…`: an assisted claim read again; its person stands in the claim.
 *
 * Of many at once: `institution#<id>`, the claims it assisted with; `app#<id>`, an institution's app as operations changed it;
 * `authority:<app>`, the use records it reported.
 * One person's entries are those of their person id (of the merged ones too), of every account they are verified in, and of
 * their documents' fingerprints.
 */
export const AUDIT_SUBJECT = /^((account|person|claim)_[0-9A-Z]{26}|document#v\d+\.\S+|card#[\w-]+|institution#\S+|app#\S+|authority:\S+)$/;

export type Audit = { record(entry: AuditEntry): Promise<void> };

export type AuditDeps = {
  readonly store: Pick<Store, 'putAnyway'>;
  readonly table: string;
  readonly log: Log;
  readonly now: () => number;
  readonly randomBytes: (length: number) => Uint8Array;
};

export function makeAudit({ store, table, log, now, randomBytes }: AuditDeps): Audit {
  return {
    async record(entry) {
      const at = now();
      const instant = instantOf(at);
      const month = instant.slice(0, 7);
      await store.putAnyway(table, {
        pk: `subject#${entry.subject}#${month}`,
        sk: makeUlid('audit', at, randomBytes(10)),
        at: instant,
        version: 1,
        expiresAt: Math.floor(at / 1000) + KEPT_SECONDS,
        ...entry,
      }).catch((error: unknown) => {
        log.error('audit.not-written', error, { requestId: entry.requestId, code: entry.action });
        throw error;
      });
    },
  };
}
