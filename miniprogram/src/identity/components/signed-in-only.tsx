import type { ReactNode } from 'react';
import { address, open } from '../../app/routes';
import { useAccount } from '../../platform/use-session';
import { EmptyState } from '../../ui/states';
import { REAL_NAME } from '../identity.copy';

export type SignedInOnlyProps = { readonly here: string; /** What waits behind it. */ readonly text?: string; readonly children: ReactNode };

/** What needs an account: its content, or the way to sign in and back to this address. */
export function SignedInOnly({ here, text = '', children }: SignedInOnlyProps) {
  const signedIn = useAccount() !== undefined;
  if (signedIn) return <>{children}</>;
  return <EmptyState icon="sign-in" title={REAL_NAME.signInTitle} text={text} action={{ label: REAL_NAME.signIn, onPress: () => { open(address.signIn(here)); } }} />;
}
