/** The account of whoever is signed in, as they see it. */
import { ok } from '../../../shared/kernel/result';
import type { Resident } from '../../../shared/kernel/caller';
import type { Answer } from '../../../shared/kernel/route';
import type { readMeRoute } from '../../../shared/identity/identity.routes';
import type { ShowAccount } from '../identity.ports';

export type ReadMe = (input: object, caller: Resident) => Answer<typeof readMeRoute>;

export function makeReadMe({ showAccount }: { readonly showAccount: ShowAccount }): ReadMe {
  return async function readMe(_input, caller) {
    return ok(await showAccount(caller));
  };
}
