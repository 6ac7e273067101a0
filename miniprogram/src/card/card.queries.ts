/** What the card pages read and write. */
import {
  bindVisitNumberRoute, checkClaimRoute, claimCardRoute, listCardsRoute, listInstitutionsRoute, orderCardsRoute, orderWalletCardRoute, readCardHistoryRoute,
  readCardRoute, readPrintableCardRoute, removeCardRoute, setDefaultCardRoute, unbindVisitNumberRoute,
} from '@shared/card/card.routes';
import { closeCardRoute, reissueCardRoute, reportLossRoute, restoreCardRoute } from '@shared/card/card-life.routes';
import { assistClaimRoute, listAssistedClaimsRoute, readAssistedClaimRoute } from '@shared/card/assisted.routes';
import { moveAtCounterRoute } from '@shared/card/counter.routes';
import { listFamilyRoute } from '@shared/identity/family.routes';
import { readMeRoute } from '@shared/identity/identity.routes';
import { readCodeFieldsRoute } from '@shared/open-platform/filing.routes';
import { useRead, useWrite } from '../platform/queries';
import { channel } from './card.client';

/** For whom a card is claimed: nobody named means oneself. */
export type ForWhom = { readonly memberId?: string };

const CARD = [listCardsRoute, readCardRoute, readCardHistoryRoute, readPrintableCardRoute];

export function useMe() {
  return useRead(readMeRoute, {});
}

export function useFamily(enabled: boolean) {
  return useRead(listFamilyRoute, {}, { enabled });
}

/** Kept on the phone: the package is looked at without network too. */
export function usePackage() {
  return useRead(listCardsRoute, {}, { keptAs: 'cards' });
}

export function useClaimCheck(whom: ForWhom) {
  return useRead(checkClaimRoute, { ...whom, ...channel() });
}

export function useClaim() {
  return useWrite(claimCardRoute, [...CARD, checkClaimRoute]);
}

export function useWalletOrder() {
  return useWrite(orderWalletCardRoute, []);
}

export function useCodeFields(fieldCode: string) {
  return useRead(readCodeFieldsRoute, { fieldCode });
}

export function useHistory(cardId: string) {
  return useRead(readCardHistoryRoute, { cardId });
}

export function usePrintable(cardId: string) {
  return useRead(readPrintableCardRoute, { cardId });
}

export function useReportLoss() {
  return useWrite(reportLossRoute, CARD);
}

export function useRestore() {
  return useWrite(restoreCardRoute, CARD);
}

export function useClose() {
  return useWrite(closeCardRoute, [...CARD, checkClaimRoute]);
}

export function useReissue() {
  return useWrite(reissueCardRoute, CARD);
}

export function useSetDefault() {
  return useWrite(setDefaultCardRoute, CARD);
}

export function useOrder() {
  return useWrite(orderCardsRoute, [listCardsRoute]);
}

export function useRemove() {
  return useWrite(removeCardRoute, [listCardsRoute, checkClaimRoute]);
}

/** All cities, and the institutions of one; without a city none are asked for. */
export function useInstitutions(cityCode: string | undefined) {
  return useRead(listInstitutionsRoute, cityCode === undefined ? {} : { cityCode });
}

export function useBindVisitNumber() {
  return useWrite(bindVisitNumberRoute, CARD);
}

export function useUnbindVisitNumber() {
  return useWrite(unbindVisitNumberRoute, CARD);
}

export function useAssistClaim() {
  return useWrite(assistClaimRoute, [listAssistedClaimsRoute]);
}

export function useMoveAtCounter() {
  return useWrite(moveAtCounterRoute, CARD);
}

/** One page of what this institution's staff did; `cursor` comes from the page before. */
export function useAssistedClaims(cursor?: string) {
  return useRead(listAssistedClaimsRoute, cursor === undefined ? {} : { cursor });
}

export function useAssistedClaim(claimId: string) {
  return useRead(readAssistedClaimRoute, { claimId });
}
