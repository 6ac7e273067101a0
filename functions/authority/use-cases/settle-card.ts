/**
 * Brings a person's card in line with the person index: closed while the person is merged into another, itself again after a
 * split. The index is asked, not the event, so that events may come twice, late or in any order.
 */
import type { Cards, PersonIndex, RecordAudit } from '../authority.ports';

export type SettleCardDeps = {
  readonly cards: Pick<Cards, 'ofPerson' | 'change'>;
  readonly persons: Pick<PersonIndex, 'survivorOf'>;
  readonly recordAudit: RecordAudit;
  readonly newRequestId: () => string;
};
export type SettleCard = (personId: string) => Promise<undefined>;

const LOOKS = 10;

export function makeSettleCard({ cards, persons, recordAudit, newRequestId }: SettleCardDeps): SettleCard {
  return async function settleCard(personId) {
    // After a change the index is asked again: it may have changed while the card was written.
    for (let look = 1; look <= LOOKS; look += 1) {
      const merged = (await persons.survivorOf(personId)) !== personId;
      const card = await cards.ofPerson(personId);
      if (!card || card.merged === merged) return undefined;
      await recordAudit({
        subject: personId, actor: 'system', action: merged ? 'authority.merge' : 'authority.split', ground: 'registrar', requestId: newRequestId(),
      });
      await cards.change({ ...card, merged });
    }
    throw new Error('a card could not be brought in line with its person');
  };
}
