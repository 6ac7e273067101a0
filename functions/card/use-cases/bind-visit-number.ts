/** 就诊卡号: a hospital's own number bound to the card. One number of a hospital belongs to one health card, in however many packages. */
import { VISIT_NUMBERS_MAX } from '../../../shared/card/card.rules';
import type { bindVisitNumberRoute } from '../../../shared/card/card.routes';
import type { Resident } from '../../../shared/kernel/caller';
import { instantOf } from '../../../shared/kernel/china-day';
import { ok, refuse, type Result } from '../../../shared/kernel/result';
import type { Answer, InputOf } from '../../../shared/kernel/route';
import type { Access, Card, CardContents, Change, Decision, Institution, Packages, SeenCard, Visit } from '../card.ports';
import { askedBy, recorded, unbound } from '../card.rules';

export type BindVisitNumberDeps = {
  readonly access: Pick<Access, 'card'>;
  readonly packages: Pick<Packages, 'open' | 'revise' | 'markerOf'>;
  readonly institutions: ReadonlyMap<string, Institution>;
  readonly now: () => number;
};
export type BindVisitNumber = (input: InputOf<typeof bindVisitNumberRoute>, caller: Resident) => Answer<typeof bindVisitNumberRoute>;

type Bound = Decision<Result<Visit, 'card/unknown' | 'card/visit-number-taken' | 'card/visit-numbers-full'>>;

export function makeBindVisitNumber({ access, packages, institutions, now }: BindVisitNumberDeps): BindVisitNumber {
  return async function bindVisitNumber({ cardId, institutionId, visitNumber }, caller) {
    const found = await access.card(askedBy(caller, 'card.bind-visit-number'), cardId);
    if (!found.ok) return refuse('card/unknown');
    const institution = institutions.get(institutionId);
    if (!institution) return refuse('card/institution-unknown', { field: 'institutionId' });
    const wanted = { institutionId, visitNumber, boundAt: instantOf(now()) };
    const bound = await packages.revise<Bound['outcome']>(caller.accountId, async ({ cards }) => {
      const card = cards.find((one) => one.cardId === cardId);
      return card ? decided({ card, by: found.value.by }, await packages.open(card), wanted) : { outcome: refuse('card/unknown') };
    });
    return bound.ok ? ok({ ...bound.value, institutionName: institution.name }) : bound;
  };

  async function decided(seen: SeenCard, contents: CardContents, wanted: Visit): Promise<Bound> {
    const { card } = seen;
    const former = contents.visits.find(({ institutionId }) => institutionId === wanted.institutionId);
    if (former?.visitNumber.toUpperCase() === wanted.visitNumber.toUpperCase()) return { outcome: ok(former) };
    if (!former && contents.visits.length >= VISIT_NUMBERS_MAX) return { outcome: refuse('card/visit-numbers-full') };
    const marker = await packages.markerOf(wanted);
    if (marker.bindings > 0 && marker.healthCardId !== card.healthCardId) return { outcome: refuse('card/visit-number-taken', { field: 'visitNumber' }) };
    const markers = [
      { ...marker, healthCardId: card.healthCardId, bindings: marker.bindings + 1 },
      ...(former ? [unbound(await packages.markerOf(former))] : []),
    ];
    const visits = [...contents.visits.filter((visit) => visit !== former), wanted];
    return { change: { changed: { card, contents: { ...contents, visits } }, markers, event: eventOf(seen, wanted) }, outcome: ok(wanted) };
  }

  function eventOf({ card, by }: { readonly card: Card; readonly by: SeenCard['by'] }, { institutionId, boundAt }: Visit): NonNullable<Change['event']> {
    const note = institutions.get(institutionId)?.name ?? institutionId;
    return recorded(card, { at: boundAt, kind: 'visit-number-bound', by, note }).event;
  }
}
