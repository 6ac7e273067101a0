/** 查阅 (PIPL 45): what is kept of one's own card and a child's; a withdrawn consent ends its use, not the right to see it. */
import type { listKeptCardsRoute } from '../../../shared/card/card.routes';
import type { Resident } from '../../../shared/kernel/caller';
import { ok } from '../../../shared/kernel/result';
import type { Answer } from '../../../shared/kernel/route';
import type { Access, Views } from '../card.ports';
import { askedBy } from '../card.rules';

export type ListKeptCardsDeps = { readonly access: Pick<Access, 'packageRegardless'>; readonly views: Pick<Views, 'package'> };
export type ListKeptCards = (input: unknown, caller: Resident) => Answer<typeof listKeptCardsRoute>;

export function makeListKeptCards({ access, views }: ListKeptCardsDeps): ListKeptCards {
  return async function listKeptCards(_input, caller) {
    const { items } = await views.package(await access.packageRegardless(askedBy(caller, 'card.list-kept')));
    return ok({ items });
  };
}
