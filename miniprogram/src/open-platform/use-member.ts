/** The member of the family an order to prove who one is (1.9) is about. */
import { listFamilyRoute } from '@shared/identity/family.routes';
import { useRead } from '../platform/queries';
import { memberAskedAbout, type Member } from './whom-to-verify';

export type Whom = { readonly state: 'loading' | 'known'; readonly member?: Member | undefined };

/** Without an answer about the family it is oneself: who is somebody else is told so when proving it. */
export function useMember(order: { readonly maskedName: string; readonly maskedNumber: string } | undefined): Whom {
  const family = useRead(listFamilyRoute, {}, { enabled: order !== undefined });
  if (order === undefined || family.state === 'loading') return { state: 'loading' };
  return { state: 'known', member: family.state === 'ready' ? memberAskedAbout(family.value.members, order) : undefined };
}
