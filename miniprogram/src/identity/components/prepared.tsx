import { readMeRoute } from '@shared/identity/identity.routes';
import type { ReactNode } from 'react';
import { address, open } from '../../app/routes';
import { useRead } from '../../platform/queries';
import { EmptyState, ErrorState, Skeleton } from '../../ui/states';
import { refusalText } from '../../ui/words';
import { areGiven, REQUIRED } from '../consents-in-force';
import { REAL_NAME } from '../identity.copy';

export type PreparedProps = {
  /** Where the person comes back to. */
  readonly here: string;
  /** Why the holder's own real name is needed first; absent when it is not. */
  readonly realNameFirst?: string;
  readonly children: ReactNode;
};

/** What a form needs is asked for before anything is typed, so that nothing typed is lost on the way. */
export function Prepared({ here, realNameFirst, children }: PreparedProps) {
  const me = useRead(readMeRoute, {});
  if (me.state === 'loading') return <Skeleton rows={6} />;
  if (me.state === 'refused') return <ErrorState text={refusalText({}, me.refusal)} again={me.again} />;
  if (!areGiven(me.value.consents, REQUIRED)) {
    return <EmptyState icon="privacy" title={REAL_NAME.consentTitle} text={REAL_NAME.consentText} action={{ label: REAL_NAME.consentAction, onPress: () => { open(address.consents(here)); } }} />;
  }
  if (realNameFirst !== undefined && !me.value.realName) {
    return <EmptyState icon="id-card" title={REAL_NAME.title} text={realNameFirst} action={{ label: REAL_NAME.start, onPress: () => { open(address.realName(here)); } }} />;
  }
  return <>{children}</>;
}
