/** 默认卡: the card shown first. */
import type { setDefaultCardRoute } from '../../../shared/card/card.routes';
import type { Resident } from '../../../shared/kernel/caller';
import { ok, refuse } from '../../../shared/kernel/result';
import type { Answer, InputOf } from '../../../shared/kernel/route';
import type { Access, Packages, Views } from '../card.ports';
import { askedBy, headOf } from '../card.rules';

export type SetDefaultCardDeps = { readonly access: Pick<Access, 'package'>; readonly packages: Pick<Packages, 'revise'>; readonly views: Pick<Views, 'package'> };
export type SetDefaultCard = (input: InputOf<typeof setDefaultCardRoute>, caller: Resident) => Answer<typeof setDefaultCardRoute>;

export function makeSetDefaultCard({ access, packages, views }: SetDefaultCardDeps): SetDefaultCard {
  return async function setDefaultCard({ cardId }, caller) {
    const { seen } = await access.package(askedBy(caller, 'card.set-default'));
    if (!seen.some((card) => card.cardId === cardId)) return refuse('card/unknown');
    const chosen = await packages.revise(caller.accountId, async (read) => {
      const next = { ...read, chosen: cardId };
      return { change: { package: headOf(next) }, outcome: next };
    });
    return ok(await views.package({ package: chosen, seen }));
  };
}
