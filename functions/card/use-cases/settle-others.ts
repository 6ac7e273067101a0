/**
 * A person has one card. What a package holds for them beside the one the authority names was closed by a merge of persons or,
 * after a split, is somebody else's: then it may not be shown here any more.
 */
import type { Authority, Card, LearnState, Packages, RecordAudit, SettleOthers, TakeOut } from '../card.ports';

export type SettleOthersDeps = {
  readonly packages: Pick<Packages, 'load'>;
  readonly authority: Pick<Authority, 'code'>;
  readonly recordAudit: RecordAudit;
  readonly learnState: LearnState;
  readonly takeOut: TakeOut;
};

export function makeSettleOthers({ packages, authority, recordAudit, learnState, takeOut }: SettleOthersDeps): SettleOthers {
  return async function settleOthers({ accountId, actor, action, requestId }, { memberId, healthCardId }) {
    const { cards } = await packages.load(accountId);
    for (const card of cards.filter((one) => one.memberId === memberId && isDoubtful(one, healthCardId))) {
      // Whoever the card came with: the person index may say today that it is somebody else.
      await recordAudit({ subject: card.personId, actor, action, ground: 'authority', requestId });
      const code = await authority.code(card.healthCardId, 'static', accountId);
      await (code.ok ? takeOut(card, { by: 'authority', forGood: false }) : learnState(card, code.refusal.code));
    }
  };
}

/** A loss on its way to the authority is not forgotten over this. */
function isDoubtful({ healthCardId, state, lossWaitsSince }: Card, theirs: string): boolean {
  return healthCardId !== theirs && state === 'active' && lossWaitsSince === undefined;
}
