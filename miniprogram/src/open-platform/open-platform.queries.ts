/** What the pages for hospitals read and write. */
import { checkClaimRoute, claimCardRoute, listCardsRoute } from '@shared/card/card.routes';
import { beginServiceAccountRoute } from '@shared/identity/sign-in.routes';
import { giveHealthCodeRoute, giveUserCodeRoute, leaveHandOverRoute, readHandOverRoute } from '@shared/open-platform/hand-over.routes';
import { activateCardsRoute, readWaitingCardsRoute } from '@shared/open-platform/upgrade.routes';
import { useRead, useWrite } from '../platform/queries';

/** The link one came by: where it leads back to, for which hospital, and from which poster. */
export type CameFrom = { readonly returnTo: string; readonly hospitalId?: string; readonly from?: string };

export function useHospital(from: CameFrom) {
  return useRead(readHandOverRoute, from);
}

export function useCards() {
  return useRead(listCardsRoute, {});
}

/** Whether oneself may claim; waits until it matters. */
export function useOwnClaim(enabled: boolean) {
  return useRead(checkClaimRoute, {}, { enabled });
}

export function useClaim() {
  return useWrite(claimCardRoute, [listCardsRoute, checkClaimRoute]);
}

export function useGiveUserCode() {
  return useWrite(giveUserCodeRoute);
}

export function useGiveHealthCode() {
  return useWrite(giveHealthCodeRoute);
}

export function useWaitingCards(cameBy: { readonly link: string; readonly returnTo: string }) {
  return useRead(readWaitingCardsRoute, cameBy);
}

export function useActivate() {
  return useWrite(activateCardsRoute, [listCardsRoute, checkClaimRoute, readWaitingCardsRoute]);
}

export function useLeave() {
  return useWrite(leaveHandOverRoute);
}

export function useBeginAuthorization() {
  return useWrite(beginServiceAccountRoute);
}
