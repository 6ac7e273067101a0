/**
 * Everything the platform may say in its logs. The runbook (docs/operations) is generated from this list, so every line
 * that can appear has a meaning and, where somebody should act, says what to do.
 */

export type LogLevel = 'debug' | 'info' | 'warn' | 'error';

export type LogCodeEntry = {
  readonly level: LogLevel;
  readonly meaning: string;
  /** What the person on duty does; absent when nothing has to be done. */
  readonly action?: string;
};

export const LOG_CODES = {
  'http.answered': { level: 'info', meaning: 'A request was answered; `code` is the refusal, absent on success.' },
  'http.failed': { level: 'error', meaning: 'A request ended in a surprise and was answered with server/error.', action: 'Read the fault frames; look for the same requestId in the other functions.' },
  'http.busy': { level: 'warn', meaning: 'A request was answered "busy", because the store throttled or conflicted for seconds; the caller may repeat it.', action: 'Nothing for single lines; many: look for one partition that is asked too often.' },
  'http.answer-not-kept': { level: 'error', meaning: 'A write was done and answered, but its answer could not be kept for a repeat with the same key.', action: 'Check the idempotency table; for a minute a repeat is told request/in-progress, later it is done anew.' },

  'call.answered': { level: 'debug', meaning: 'An outside system answered.' },
  'call.failed': { level: 'warn', meaning: 'A call to an outside system failed; `code` says how, `attempt` which try it was.', action: 'Nothing for single lines; many for one target: see call.circuit-opened.' },
  'call.circuit-opened': { level: 'error', meaning: 'A target failed so often that calls to it are refused at once for a while.', action: 'Check the target and the way to it (allow-list, certificate, DNS); calls resume by themselves.' },
  'call.circuit-closed': { level: 'info', meaning: 'A target answers again.' },
  'call.not-accepted': { level: 'error', meaning: 'A target does not accept our credentials, clock or signature.', action: 'Compare app id, secret, clock and allow-list with what the target has on record. `wechat` with 101002: the pictures of ID cards that were paid for are used up (100 a day are free); buy more in WeChat\'s service market.' },

  'wechat.refused': { level: 'warn', meaning: 'WeChat refused with the errcode in `status`.', action: 'Look the errcode up in WeChat\'s table of return codes.' },
  'wechat.token-renewed': { level: 'info', meaning: 'A new access token was fetched; more than a few an hour means that somebody else fetches it too.' },
  'open-platform.refused': { level: 'warn', meaning: 'The outside open platform refused; `status` is its resultCode, `code` the method.', action: 'Nothing for single lines: a used code or a name that does not fit. Many of one number: ask the platform what it means.' },
  'open-platform.token-renewed': { level: 'info', meaning: 'A new token of the outside open platform was fetched; more than one in two hours means that somebody else fetches for the same app id, or that the platform lost its tokens.' },
  'open-platform.call-not-kept': { level: 'warn', meaning: 'A call was answered, but could not be written into its institution\'s call log.', action: 'Nothing for single lines; many: check the table open-platform for throttling.' },
  'open-platform.call-back-failed': { level: 'warn', meaning: 'A call owed to an institution could not be made or settled for a fault of ours; it is tried again every minute.', action: 'Nothing for single lines; many: check the table open-platform for throttling, and the key ring.' },
  'open-platform.count-not-kept': { level: 'warn', meaning: 'A resident came by an institution\'s poster, but could not be counted.', action: 'Nothing for single lines; many: check the table open-platform for throttling.' },
  'authority.refused': { level: 'warn', meaning: 'The card authority refused; `code` is its coded refusal.', action: 'shared/authority/refusals.ts tells cause and remedy.' },

  'counter.try-failed': { level: 'warn', meaning: 'Staff typed a name, birthday or guardian that the register does not have with the document; `code` is the refusal.', action: 'Nothing for single lines; many: find in the audit, by requestId, whether it is one clerk.' },
  'counter.tries-over': { level: 'error', meaning: 'It was the clerk\'s last try on this document for a day; colleagues and the resident are not stopped.', action: 'Find the clerk in the audit by requestId, and ask their institution whether the person was there.' },

  'queue.handled': { level: 'info', meaning: 'A message was handled; `eventId` is the event that it tells.' },
  'queue.failed': { level: 'error', meaning: 'A message could not be handled and will come again.', action: 'Read the fault frames; the message is kept.' },
  'queue.waits': { level: 'warn', meaning: 'The embedded queue in `code` could not look into its box, because the store was busy; it looks again in a second.' },
  'queue.dead': { level: 'error', meaning: 'A message failed for the last time and was put aside.', action: 'Mend the cause, then send the message again from the dead-letter queue.' },

  'stream.handled': { level: 'info', meaning: 'Events of a table\'s change feed were handed on to the queues, `count` in all.' },
  'stream.failed': { level: 'error', meaning: 'A record of a change feed could not be handled and will come again.', action: 'Read the fault frames; the feed waits behind this record.' },

  'job.done': { level: 'info', meaning: 'A scheduled job ended.' },
  'job.failed': { level: 'error', meaning: 'A function that a schedule, feed, queue or person started ended in a surprise; all but a person try again.', action: 'Read the fault frames; the fault `$ZodError` means that what it was given has not the declared form.' },

  'audit.not-written': { level: 'error', meaning: 'An audit entry could not be written, so nothing was shown or changed; `code` is what was to be done.', action: 'Check the audit table; care must not wait for it: use the paper procedure.' },
} as const satisfies Record<string, LogCodeEntry>;

export type LogCode = keyof typeof LOG_CODES;
