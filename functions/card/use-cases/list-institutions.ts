/** Where visit numbers can come from. */
import type { listInstitutionsRoute } from '../../../shared/card/card.routes';
import { ok } from '../../../shared/kernel/result';
import type { Answer, InputOf } from '../../../shared/kernel/route';
import type { Institution } from '../card.ports';

export type ListInstitutionsDeps = { readonly cities: readonly { readonly code: string; readonly name: string }[]; readonly institutions: ReadonlyMap<string, Institution> };
export type ListInstitutions = (input: InputOf<typeof listInstitutionsRoute>) => Answer<typeof listInstitutionsRoute>;

export function makeListInstitutions({ cities, institutions }: ListInstitutionsDeps): ListInstitutions {
  return async function listInstitutions({ cityCode }) {
    const items = [...institutions.values()].filter((one) => cityCode === undefined || one.cityCode === cityCode);
    return ok({ cities: [...cities], items });
  };
}
