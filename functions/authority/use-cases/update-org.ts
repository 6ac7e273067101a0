/** 修改机构: new details, or out of use (`valid` 0) and back. Another city's institution is as good as unknown. */
import { cityCodeOf, mayWorkFor } from '../../../shared/authority/authority.rules';
import type { UpdateOrgInput } from '../../../shared/authority/inputs.schema';
import { ok, refuse } from '../../../shared/kernel/result';
import type { AuthorityCaller, MethodAnswer, Org, Orgs } from '../authority.ports';

export type UpdateOrg = (input: UpdateOrgInput, caller: AuthorityCaller) => MethodAnswer;

const LOOKS = 5;

export function makeUpdateOrg({ orgs }: { readonly orgs: Pick<Orgs, 'find' | 'change'> }): UpdateOrg {
  return async function updateOrg(input, caller) {
    for (let look = 1; look <= LOOKS; look += 1) {
      const org = await orgs.find(input.orgCode);
      if (!org || !mayWorkFor(caller.cityCode, org.cityCode)) return refuse('org-unknown');
      const cityCode = cityCodeOf(input.orgAddress ?? org.orgAddress);
      if (!cityCode || !mayWorkFor(caller.cityCode, cityCode)) return refuse('biz-not-valid', { field: 'orgAddress' });
      if (await orgs.change({ ...org, ...given(input), cityCode })) return ok(undefined);
    }
    return refuse('busy');
  };
}

function given(input: UpdateOrgInput): Partial<Org> {
  return Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined));
}
