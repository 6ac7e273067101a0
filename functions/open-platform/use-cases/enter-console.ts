/** 第二因素: enrolled at first use, shown for each session of the console; a code is taken once, and wrong ones are counted. */
import { instantOf } from '../../../shared/kernel/china-day';
import type { AuditEntry } from '../../../shared/kernel/audit-entry';
import type { Staff } from '../../../shared/kernel/caller';
import { ok, refuse } from '../../../shared/kernel/result';
import type { Answer, InputOf } from '../../../shared/kernel/route';
import { CONSOLE_SECONDS, WRONG_CODES_MAX, type enrolSecondFactorRoute, type readConsoleRoute, type signInConsoleRoute, type signOutConsoleRoute } from '../../../shared/open-platform/console.routes';
import type { ConsoleSessions, RecordAudit, SecondFactor, SecondFactors } from '../open-platform.ports';

export type EnterConsoleDeps = {
  readonly factors: SecondFactors;
  readonly consoleSessions: ConsoleSessions;
  readonly newFactorSecret: () => Uint8Array;
  readonly base32: (bytes: Uint8Array) => string;
  /** The step a code is good for; undefined when it is wrong or was used. */
  readonly stepOf: (secret: Uint8Array, code: string, when: { readonly nowMs: number; readonly after: number }) => number | undefined;
  readonly recordAudit: RecordAudit;
  readonly now: () => number;
};
export type ReadConsole = (input: unknown, caller: Staff) => Answer<typeof readConsoleRoute>;
export type EnrolSecondFactor = (input: unknown, caller: Staff) => Answer<typeof enrolSecondFactorRoute>;
export type SignInConsole = (input: InputOf<typeof signInConsoleRoute>, caller: Staff) => Answer<typeof signInConsoleRoute>;
export type SignOutConsole = (input: unknown, caller: Staff) => Answer<typeof signOutConsoleRoute>;

/** Of the developer themselves: who looks into a misuse finds what was tried in their name. */
function entryOf({ accountId, requestId, post: { institutionId } }: Staff, action: string): AuditEntry {
  return { subject: `institution#${institutionId}`, actor: accountId, action, ground: 'post:institution-developer', requestId, institutionId };
}

const isDeveloper = ({ post }: Staff) => post.role === 'institution-developer';

export function makeReadConsole({ factors, consoleSessions, now }: EnterConsoleDeps): ReadConsole {
  return async function readConsole(_input, caller) {
    if (!isDeveloper(caller)) return refuse('caller/not-allowed');
    const [factor, until] = await Promise.all([factors.find(caller.accountId), consoleSessions.untilOf(caller.sessionId)]);
    return ok({
      institutionName: caller.post.institutionName, accountId: caller.accountId, secondFactor: factor?.isConfirmed ? 'confirmed' : 'none',
      ...(until !== undefined && until > now() ? { until: instantOf(until) } : {}),
    });
  };
}

export function makeEnrolSecondFactor({ factors, newFactorSecret, base32, recordAudit }: EnterConsoleDeps): EnrolSecondFactor {
  return async function enrolSecondFactor(_input, caller) {
    if (!isDeveloper(caller)) return refuse('caller/not-allowed');
    await recordAudit(entryOf(caller, 'console.enrol-second-factor'));
    const before = await factors.find(caller.accountId);
    const secret = newFactorSecret();
    const saved = !before?.isConfirmed && (await factors.save(caller.accountId, { secret, isConfirmed: false, lastStep: 0, version: before?.version ?? 0 }));
    if (!saved) return refuse('console/already-enrolled');
    return ok({ address: `otpauth://totp/${encodeURIComponent(`河南健康:${caller.post.institutionName}`)}?secret=${base32(secret)}&issuer=${encodeURIComponent('河南健康')}` });
  };
}

export function makeSignInConsole(deps: EnterConsoleDeps): SignInConsole {
  const { factors, consoleSessions, recordAudit, now } = deps;
  return async function signInConsole({ code }, caller) {
    if (!isDeveloper(caller)) return refuse('caller/not-allowed');
    const { accountId, sessionId } = caller;
    const factor = await factors.find(accountId);
    if (!factor) return refuse('console/not-enrolled');
    const { count, endsAt } = await factors.countTry(accountId);
    if (count > WRONG_CODES_MAX) return refuse('console/tries-over', { retryAt: instantOf(endsAt) });
    if (!(await isTaken(deps, accountId, { factor, code }))) {
      // So many and no more: what comes after them is not looked at.
      await recordAudit(entryOf(caller, 'console.wrong-code'));
      return refuse('console/code-wrong', { triesLeft: WRONG_CODES_MAX - count });
    }
    await factors.forgetTries(accountId);
    await recordAudit(entryOf(caller, 'console.sign-in'));
    const until = now() + CONSOLE_SECONDS * 1000;
    await consoleSessions.open({ sessionId, accountId }, until);
    return ok({ until: instantOf(until) });
  };
}

/** Whoever comes second with a code finds the factor changed. */
async function isTaken({ factors, stepOf, now }: EnterConsoleDeps, accountId: string, { factor, code }: { readonly factor: SecondFactor; readonly code: string }): Promise<boolean> {
  const step = stepOf(factor.secret, code, { nowMs: now(), after: factor.lastStep });
  return step !== undefined && factors.save(accountId, { ...factor, isConfirmed: true, lastStep: step });
}

export function makeSignOutConsole({ consoleSessions }: EnterConsoleDeps): SignOutConsole {
  return async function signOutConsole(_input, caller) {
    if (!isDeveloper(caller)) return refuse('caller/not-allowed');
    await consoleSessions.close(caller.sessionId);
    return ok({});
  };
}
