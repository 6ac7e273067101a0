/** 告知 (PIPL 17): everybody may read what they would agree to before they sign in. */
import { ok } from '../../../shared/kernel/result';
import type { Answer } from '../../../shared/kernel/route';
import { CONSENT_TEXTS } from '../../../shared/identity/consent-texts';
import type { readConsentTextsRoute } from '../../../shared/identity/identity.routes';

export async function readConsentTexts(): Answer<typeof readConsentTextsRoute> {
  return ok({ items: CONSENT_TEXTS.map((text) => ({ ...text, body: [...text.body] })) });
}
