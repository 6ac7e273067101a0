import { View } from '@tarojs/components';
import type { checkClaimRoute, claimCardRoute } from '@shared/card/card.routes';
import type { CardView } from '@shared/card/card.schema';
import type { Refusal } from '@shared/kernel/result';
import type { OutputOf } from '@shared/kernel/route';
import { useState } from 'react';
import { address, replace, switchTo } from '../../app/routes';
import type { CallRefusal } from '../../platform/call';
import { useOneAtATime } from '../../platform/use-one-at-a-time';
import { accessible } from '../../ui/accessible';
import { AppButton } from '../../ui/app-button';
import { EmptyState, Skeleton } from '../../ui/states';
import { Notice } from '../../ui/status-tag';
import { dayText, refusalText } from '../../ui/words';
import { CLAIM, CLAIM_REFUSALS } from '../card.copy';
import { claimThrough, keepStaticCode } from '../card.client';
import { useClaim, usePackage, type ForWhom } from '../card.queries';
import { nextStep } from '../next-steps';

export type ClaimOfferProps = {
  readonly whom: ForWhom;
  readonly name: string;
  readonly here: string;
  readonly found: OutputOf<typeof checkClaimRoute>;
  readonly onClaimed: (card: CardView) => void;
};

type Problem = Refusal<CallRefusal<typeof claimCardRoute>> & { readonly cardId?: string };

function Why({ problem, here, whom }: { readonly problem: Problem } & Pick<ClaimOfferProps, 'here' | 'whom'>) {
  const step = nextStep(problem.code, { here, cardId: problem.cardId, ...whom });
  return (
    <View className="claim__problem" {...accessible({ role: 'alert' })}>
      <Notice tone="warn">{refusalText(CLAIM_REFUSALS, problem)}</Notice>
      {step ? <AppButton kind="secondary" onPress={step.onPress}>{step.label}</AppButton> : null}
    </View>
  );
}

const toPackage = { label: CLAIM.openPackage, onPress: () => { switchTo('package'); } };

/** Nothing to claim: the card is there, and showing it is what one came for; of a lost one, having it back. */
function InPackage({ whom, name }: Pick<ClaimOfferProps, 'whom' | 'name'>) {
  const cards = usePackage();
  if (cards.state === 'loading') return <Skeleton />;
  const theirs = cards.state === 'ready' ? cards.value.items.filter(({ memberId }) => memberId === whom.memberId) : [];
  const active = theirs.find(({ state }) => state === 'active');
  const lost = theirs.find(({ state }) => state === 'lost');
  if (active) {
    return <EmptyState icon="done" title={CLAIM.inTitle} text={CLAIM.inText(name)} action={{ label: CLAIM.show, onPress: () => { replace(address.showCode(active.cardId)); } }} second={toPackage} />;
  }
  if (lost) {
    return <EmptyState icon="warning" title={CLAIM.lostTitle} text={CLAIM.lostText(name)} action={{ label: CLAIM.toLost, onPress: () => { replace(address.card(lost.cardId)); } }} second={toPackage} />;
  }
  return <EmptyState icon="cards" title={CLAIM.inTitle} text={CLAIM.inElse(name)} action={toPackage} />;
}

/** A closed card is given back to its holder alone: the ways to prove it stand here instead of a button that would be refused. */
function AfterClosing({ here, whom }: Pick<ClaimOfferProps, 'here' | 'whom'>) {
  const step = nextStep('identity/presence-needed', { here, ...whom });
  return (
    <View className="claim__offer">
      <View className="claim__held" {...accessible({ role: 'heading', level: 2 })}>{CLAIM.closedTitle}</View>
      <View className="claim__text">{CLAIM.closedText}</View>
      {step ? <AppButton icon="verified" onPress={step.onPress}>{step.label}</AppButton> : null}
    </View>
  );
}

/** What the check found decides what is offered: a new card, the card one already has, or showing the one in the package. */
export function ClaimOffer({ whom, name, here, found, onClaimed }: ClaimOfferProps) {
  const claim = useClaim();
  const [problem, setProblem] = useState<Problem>();
  const take = useOneAtATime(async () => {
    setProblem(undefined);
    const result = await claim.send({ ...whom, ...(await claimThrough()) });
    if (!result.ok) {
      setProblem(result.refusal);
      return;
    }
    // In the package now, and there it is restored or reissued.
    if (result.value.state === 'lost') {
      setProblem({ code: 'card/lost', cardId: result.value.cardId });
      return;
    }
    void keepStaticCode(result.value);
    onClaimed(result.value);
  });
  if (found.state === 'in-package') return <InPackage whom={whom} name={name} />;
  if (found.needsPresence) return <AfterClosing here={here} whom={whom} />;
  const held = found.state === 'held-elsewhere';
  return (
    <View className="claim__offer">
      {held ? <View className="claim__held" {...accessible({ role: 'heading', level: 2 })}>{CLAIM.heldTitle(found.heldSince === undefined ? undefined : dayText(found.heldSince))}</View> : null}
      <View className="claim__text">{held ? CLAIM.heldText : CLAIM.none}</View>
      {problem ? <Why problem={problem} here={here} whom={whom} /> : null}
      <AppButton icon="id-card" busy={claim.busy} onPress={take}>{held ? CLAIM.bind : CLAIM.claim}</AppButton>
    </View>
  );
}
