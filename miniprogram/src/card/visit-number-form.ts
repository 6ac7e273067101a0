/** What is typed to bind a hospital's number, and what is still missing. Pure. */
import { VISIT } from './paper.copy';

export type TypedVisit = { readonly cityCode: string | undefined; readonly institutionId: string | undefined; readonly number: string };
export type VisitErrors = { readonly city?: string; readonly hospital?: string; readonly number?: string };

export const NOTHING_TYPED: TypedVisit = { cityCode: undefined, institutionId: undefined, number: '' };
export const VISIT_NUMBER_LENGTH_MAX = 40;

/** Full-width digits and blanks, as they come from paper and clipboards. */
export function cleanVisitNumber(typed: string): string {
  return typed.normalize('NFKC').replace(/\s/g, '');
}

function numberError(number: string): string | undefined {
  if (number === '') return VISIT.numberMissing;
  return /^[\dA-Za-z-]+$/.test(number) ? undefined : VISIT.numberWrong;
}

/** What was said of a field goes when the field is changed; a hospital that is not asked for yet is not missing. */
export function visitStillWrong({ city, hospital, number }: VisitErrors, before: TypedVisit, after: TypedVisit): VisitErrors {
  const sameCity = before.cityCode === after.cityCode;
  return {
    ...(city !== undefined && sameCity ? { city } : {}),
    ...(hospital !== undefined && sameCity && before.institutionId === after.institutionId ? { hospital } : {}),
    ...(number !== undefined && before.number === after.number ? { number } : {}),
  };
}

/** Undefined when everything is there. */
export function visitErrors({ cityCode, institutionId, number }: TypedVisit): VisitErrors | undefined {
  const wrong = numberError(cleanVisitNumber(number));
  const errors = {
    ...(cityCode === undefined ? { city: VISIT.cityMissing } : {}),
    ...(institutionId === undefined ? { hospital: VISIT.hospitalMissing } : {}),
    ...(wrong === undefined ? {} : { number: wrong }),
  };
  return Object.keys(errors).length === 0 ? undefined : errors;
}
