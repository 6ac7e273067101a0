/** What every page an institution led to has: leaving for the institution, and going to a step that is missing and back. */
import type { Refusal } from '@shared/kernel/result';
import { createContext, useContext, useEffect, useState, type ReactNode } from 'react';
import { address, open } from '../app/routes';
import { leaveFor } from '../platform/leave';
import { leadsOn } from './agreed';

export type OnTheWay = {
  /** For the institution's page; where none opens, this page says what to do: `said`, or that it is done. */
  readonly leave: (address: string, said?: string) => void;
  /** To another page of ours, which comes back here; meanwhile this one does nothing. */
  readonly lead: (step: string, next: string) => void;
  readonly wasLed: (step: string) => boolean;
};

/** What the institution asks for, what it gets, and the way back to it for who does not want to. */
export type Ask = { readonly here: string; readonly lead: string; readonly given: readonly [string, string]; readonly label: string; readonly wayOut: ReactNode };

export const OnTheWayContext = createContext<OnTheWay>({ leave: leaveFor, lead: (_step, next) => { open(next); }, wasLed: () => false });

export function useOnTheWay(): OnTheWay {
  return useContext(OnTheWayContext);
}

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

export type MissingStep = { readonly state: 'none' | 'leading' | 'asks'; readonly go: () => void };

const NOTHING: MissingStep = { state: 'none', go: () => undefined };

/** Leads to the step a refusal asks for, once. To the consents only who has just agreed: others are asked here first, where they can also say no. */
export function useMissingStep(refusal: Refusal | undefined, here: string): MissingStep {
  const { lead, wasLed } = useOnTheWay();
  const code = refusal?.code ?? '';
  const next = MISSING[code]?.(here);
  const [met, setMet] = useState<{ readonly code: string; readonly state: 'leading' | 'asks' }>();
  useEffect(() => {
    if (next === undefined) return;
    const asks = wasLed(code) || (code === 'consent/needed' && !leadsOn(here));
    setMet({ code, state: asks ? 'asks' : 'leading' });
    if (!asks) lead(code, next);
  }, [code, next, here, lead, wasLed]);
  if (next === undefined) return NOTHING;
  return { state: met?.code === code ? met.state : 'leading', go: () => { lead(code, next); } };
}
