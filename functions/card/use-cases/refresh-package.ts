/** The resident asks for cards and states we do not know yet. */
import type { refreshPackageRoute } from '../../../shared/card/card.routes';
import type { Resident } from '../../../shared/kernel/caller';
import { ok } from '../../../shared/kernel/result';
import type { Answer } from '../../../shared/kernel/route';
import type { Access, CheckPackage, Views } from '../card.ports';
import { askedBy } from '../card.rules';

export type RefreshPackageDeps = { readonly checkPackage: CheckPackage; readonly access: Pick<Access, 'package'>; readonly views: Pick<Views, 'package'> };
export type RefreshPackage = (input: unknown, caller: Resident) => Answer<typeof refreshPackageRoute>;

export function makeRefreshPackage({ checkPackage, access, views }: RefreshPackageDeps): RefreshPackage {
  return async function refreshPackage(_input, caller) {
    const checked = await checkPackage(askedBy(caller, 'card.refresh'));
    if (!checked.ok) return checked;
    return ok(await views.package(await access.package(askedBy(caller, 'card.list'))));
  };
}
