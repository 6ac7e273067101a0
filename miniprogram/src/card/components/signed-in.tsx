import type { ReactNode } from 'react';
import { address, open } from '../../app/routes';
import { useAccount } from '../../platform/use-session';
import { EmptyState } from '../../ui/states';
import { CLAIM, WAYS } from '../card.copy';

export type SignedInProps = { readonly here: string; readonly text?: string; readonly children?: ReactNode };

/** What is for people who signed in; others sign in and come back. */
export function SignedIn({ here, text = CLAIM.signInText, children }: SignedInProps) {
  const signedIn = useAccount() !== undefined;
  if (signedIn) return <>{children}</>;
  return <EmptyState icon="sign-in" title={WAYS.signInTitle} text={text} action={{ label: WAYS.signIn, onPress: () => { open(address.signIn(here)); } }} />;
}
