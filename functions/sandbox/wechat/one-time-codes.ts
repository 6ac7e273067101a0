/** Codes that can be spent once, within five minutes: sign-in, web sign-in, phone number. */
import { randomBytes } from 'node:crypto';

const LIFETIME_MS = 5 * 60_000;

export type OneTimeCodes<Value> = {
  issue(value: Value): string;
  /** The value, or the errcode: 40029 never issued or too old, 40163 already spent. */
  spend(code: string): Value | 40029 | 40163;
};

export function makeOneTimeCodes<Value extends object>(clock: () => number): OneTimeCodes<Value> {
  const issued = new Map<string, { value: Value; expiresAt: number; spent: boolean }>();
  return {
    issue(value) {
      const code = randomBytes(24).toString('base64url');
      issued.set(code, { value, expiresAt: clock() + LIFETIME_MS, spent: false });
      return code;
    },
    spend(code) {
      const entry = issued.get(code);
      if (!entry) return 40029;
      if (entry.spent) return 40163;
      entry.spent = true;
      return entry.expiresAt > clock() ? entry.value : 40029;
    },
  };
}
