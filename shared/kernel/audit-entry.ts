/** 审计: what is written down of whoever sees or changes somebody's data. Ids only, never a name or a number. */

export type AuditEntry = {
  /** Whose data: see AUDIT_SUBJECT in `platform/audit`. */
  readonly subject: string;
  /** Who: an account id, `authority:<app>`, `visitor` where nobody is signed in, or `system`. */
  readonly actor: string;
  /** Verb and thing: `card.list`, `identity.verify`. */
  readonly action: string;
  /** Why it was allowed: `self`, `guardian`, `delegate`, `post:counter`, `contract`; `none` for an attempt that was not. */
  readonly ground: string;
  /** Of the request; of a job its run, of a notice the event it tells of. */
  readonly requestId: string;
  readonly institutionId?: string;
};

/** Throws when the entry cannot be written; then nothing is opened or changed. */
export type RecordAudit = (entry: AuditEntry) => Promise<void>;
