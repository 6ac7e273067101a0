import { ASSISTING_ROLES } from '@shared/card/assisted.routes';
import type { ReactNode } from 'react';
import { EmptyState, ErrorState, Skeleton, type NextStep } from '../../ui/states';
import { refusalText } from '../../ui/words';
import { ASSIST } from '../assisted.copy';
import { useMe } from '../card.queries';

export type StaffOnlyProps = { readonly text: string; readonly own: NextStep; readonly children?: ReactNode };

/** Only for those whose post it is; everybody else is shown the way to their own card. */
export function StaffOnly({ text, own, children }: StaffOnlyProps) {
  const me = useMe();
  if (me.state === 'loading') return <Skeleton />;
  if (me.state === 'refused') return <ErrorState text={refusalText({}, me.refusal)} again={me.again} />;
  if (ASSISTING_ROLES.includes(me.value.post?.role ?? '')) return <>{children}</>;
  return <EmptyState icon="info" title={ASSIST.notStaffTitle} text={text} action={own} />;
}
