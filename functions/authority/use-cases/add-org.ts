/** 新增机构: an institution whose terminals accept the card, in its city's keeping. */
import { cityCodeOf, mayWorkFor } from '../../../shared/authority/authority.rules';
import type { AddOrgInput } from '../../../shared/authority/inputs.schema';
import { ok, refuse } from '../../../shared/kernel/result';
import type { AuthorityCaller, MethodAnswer, Orgs } from '../authority.ports';

export type AddOrg = (input: AddOrgInput, caller: AuthorityCaller) => MethodAnswer;

export function makeAddOrg({ orgs }: { readonly orgs: Pick<Orgs, 'add'> }): AddOrg {
  return async function addOrg(input, caller) {
    const cityCode = cityCodeOf(input.orgAddress);
    if (!cityCode || !mayWorkFor(caller.cityCode, cityCode)) return refuse('biz-not-valid', { field: 'orgAddress' });
    return (await orgs.add({ ...input, valid: '1', cityCode, version: 1 })) ? ok(undefined) : refuse('org-exists');
  };
}
