/** Henan: its 18 cities, their counties, 45 hospitals. Where the numbers come from is told in the JSON beside; the hospitals are those the card slice knows. */
import directory from '../../card/institutions.json';
import file from './henan-divisions.json';

/** A district, a county-level city or a county; GB/T 2260 code of six digits. */
export type County = { readonly code: string; readonly name: string; readonly type: string };

export type City = {
  readonly code: string;
  readonly name: string;
  readonly short: string;
  readonly kind: string;
  readonly population2020: number;
  readonly telAreaCode: string;
  /** Empty for Jiyuan, which the province administers directly. */
  readonly counties: readonly County[];
};

export type Hospital = {
  /** Also its code at the authority. */
  readonly institutionId: string;
  readonly name: string;
  readonly cityCode: string;
  /** Unchecked: for screens and tests, never as a statement about the hospital. */
  readonly level: string;
};

export const CITIES: readonly City[] = file.cities;
export const HOSPITALS: readonly Hospital[] = directory.institutions;

/** The city a county lies in, or the city itself. The first four digits would not do: Jiyuan's group is 4190. */
export function cityOf(code: string): City | undefined {
  return CITIES.find((city) => city.code === code || city.counties.some((county) => county.code === code));
}

export function hospitalsIn(cityCode: string): readonly Hospital[] {
  return HOSPITALS.filter((hospital) => hospital.cityCode === cityCode);
}
