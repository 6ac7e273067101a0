import type { Refusal } from '@shared/kernel/result';
import { useEffect } from 'react';
import { address, replace } from '../app/routes';

/** Steps that are missing are taken one after the other, and lead back here. */
const MISSING: Readonly<Record<string, (here: string) => string>> = {
  'consent/needed': address.consents,
  'identity/real-name-needed': address.realName,
  'identity/presence-needed': (comeBackTo) => address.presence({ comeBackTo }),
  'session/expired': address.signIn, 'session/ended': address.signIn, 'session/missing': address.signIn,
};

export function isMissingStep(refusal: Refusal): boolean {
  return MISSING[refusal.code] !== undefined;
}

/** Goes to the step a refusal asks for; true on the way there. */
export function useMissingStep(refusal: Refusal | undefined, here: string): boolean {
  const next = refusal && MISSING[refusal.code];
  useEffect(() => { if (next) replace(next(here)); }, [next, here]);
  return next !== undefined;
}
