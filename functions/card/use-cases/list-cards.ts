/** 统一卡包: the resident's cards and those of the family they may act for today. */
import type { listCardsRoute } from '../../../shared/card/card.routes';
import type { Resident } from '../../../shared/kernel/caller';
import { ok } from '../../../shared/kernel/result';
import type { Answer } from '../../../shared/kernel/route';
import type { Access, Views } from '../card.ports';
import { askedBy } from '../card.rules';

export type ListCardsDeps = { readonly access: Pick<Access, 'package'>; readonly views: Pick<Views, 'package'> };
export type ListCards = (input: unknown, caller: Resident) => Answer<typeof listCardsRoute>;

export function makeListCards({ access, views }: ListCardsDeps): ListCards {
  return async function listCards(_input, caller) {
    return ok(await views.package(await access.package(askedBy(caller, 'card.list'))));
  };
}
