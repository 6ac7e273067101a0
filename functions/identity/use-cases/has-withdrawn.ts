/**
 * 撤回: an adult is acted for on her own consent, so what she withdrew in an account of her own ends the acting until she agrees
 * again. A text that changed is no withdrawal.
 */
import { RESTS_ON } from '../../../shared/identity/family.rules';
import type { Files, HasWithdrawn } from '../identity.ports';

export function makeHasWithdrawn({ files }: { readonly files: Files }): HasWithdrawn {
  return async function hasWithdrawn(personId) {
    const own = await Promise.all((await files.accountsOf(personId)).map((accountId) => files.read(accountId)));
    return own.some((file) => file !== undefined && RESTS_ON.some((purpose) => file.account.consents[purpose]?.withdrawnAt !== undefined));
  };
}
