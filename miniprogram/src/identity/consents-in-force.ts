/** Which consents an account has given to the texts in force. */
import type { Consent, ConsentPurpose } from '@shared/identity/identity.schema';

/** Without these nothing is typed and no card is issued. */
export const REQUIRED: readonly ConsentPurpose[] = ['privacy', 'sensitive'];

/** Agreed to, in the version that is in force. */
export function isGiven(consent: Consent | undefined): boolean {
  return consent?.agreedVersion !== undefined && consent.agreedVersion === consent.currentVersion;
}

/** True when every purpose is agreed to. */
export function areGiven(consents: readonly Consent[], purposes: readonly ConsentPurpose[]): boolean {
  return purposes.every((purpose) => isGiven(consents.find((consent) => consent.purpose === purpose)));
}
