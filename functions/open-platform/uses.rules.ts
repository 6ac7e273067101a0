/** Where a card was used, as scans and reports name it. */
import { instantOf } from '../../shared/kernel/china-day';
import type { Hospital } from './open-platform.ports';

/** 其他: the contract lets the channel of a scan be left out. */
export const OTHER_CHANNEL = '99';

export type UsePlace = { readonly hospitalId: string; readonly subHospitalCode?: string };

/** One of the app's, by its own number or a campus's. */
export function usePlace(hospitals: readonly Hospital[], code: string): UsePlace | undefined {
  const found = hospitals.find(({ hospitalId, campuses = [] }) => hospitalId === code || campuses.some((campus) => campus.code === code));
  return found && (found.hospitalId === code ? { hospitalId: code } : { hospitalId: found.hospitalId, subHospitalCode: code });
}

/** To the second, as reports name it. */
export function secondOf(epochMs: number): string {
  return instantOf(epochMs - (epochMs % 1000));
}
