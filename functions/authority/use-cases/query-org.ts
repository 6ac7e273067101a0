/** 查询机构 */
import { mayWorkFor } from '../../../shared/authority/authority.rules';
import type { QueryOrgInput } from '../../../shared/authority/inputs.schema';
import { ok, refuse } from '../../../shared/kernel/result';
import type { AuthorityCaller, MethodAnswer, Orgs } from '../authority.ports';

export type QueryOrg = (input: QueryOrgInput, caller: AuthorityCaller) => MethodAnswer;

export function makeQueryOrg({ orgs }: { readonly orgs: Pick<Orgs, 'find'> }): QueryOrg {
  return async function queryOrg({ orgCode }, caller) {
    const org = await orgs.find(orgCode);
    if (!org || !mayWorkFor(caller.cityCode, org.cityCode)) return refuse('org-unknown');
    const { orgName, orgProperty, accessMethod, validTime, orgAddress, orgLevel, orgHierarchy, valid } = org;
    return ok({ orgCode, orgName, orgProperty, accessMethod, validTime, orgAddress, orgLevel, orgHierarchy, valid });
  };
}
