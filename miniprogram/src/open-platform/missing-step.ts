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

/** Goes on to the step that a refusal lacks; true while it does. */
export function useMissingStep(refusal: Refusal | undefined, here: string): boolean {
  const next = refusal && MISSING[refusal.code];
  useEffect(() => { if (next) replace(next(here)); }, [next, here]);
  return next !== undefined;
}
