/** Unbinds a hospital's number from the card; repeating it changes nothing. */
import type { unbindVisitNumberRoute } from '../../../shared/card/card.routes';
import type { Resident } from '../../../shared/kernel/caller';
import { instantOf } from '../../../shared/kernel/china-day';
import { ok, refuse } from '../../../shared/kernel/result';
import type { Answer, InputOf } from '../../../shared/kernel/route';
import type { Access, Institution, Packages } from '../card.ports';
import { askedBy, recorded, unbound } from '../card.rules';

export type UnbindVisitNumberDeps = {
  readonly access: Pick<Access, 'card'>;
  readonly packages: Pick<Packages, 'open' | 'revise' | 'markerOf'>;
  readonly institutions: ReadonlyMap<string, Institution>;
  readonly now: () => number;
};
export type UnbindVisitNumber = (input: InputOf<typeof unbindVisitNumberRoute>, caller: Resident) => Answer<typeof unbindVisitNumberRoute>;

export function makeUnbindVisitNumber({ access, packages, institutions, now }: UnbindVisitNumberDeps): UnbindVisitNumber {
  return async function unbindVisitNumber({ cardId, institutionId }, caller) {
    const found = await access.card(askedBy(caller, 'card.unbind-visit-number'), cardId);
    if (!found.ok) return refuse('card/unknown');
    const note = institutions.get(institutionId)?.name ?? institutionId;
    await packages.revise(caller.accountId, async ({ cards }) => {
      const card = cards.find((one) => one.cardId === cardId);
      const contents = card && (await packages.open(card));
      const visit = contents?.visits.find((one) => one.institutionId === institutionId);
      if (!card || !contents || !visit) return { outcome: undefined };
      const event = { at: instantOf(now()), kind: 'visit-number-unbound', by: found.value.by, note } as const;
      const visits = contents.visits.filter((one) => one !== visit);
      return {
        change: {
          changed: { card, contents: { ...contents, visits } },
          markers: [unbound(await packages.markerOf(visit))],
          ...recorded(card, event),
        },
        outcome: undefined,
      };
    });
    return ok({ done: true });
  };
}
