import { View } from '@tarojs/components';
import type { checkClaimRoute } from '@shared/card/card.routes';
import type { CardView } from '@shared/card/card.schema';
import type { OutputOf } from '@shared/kernel/route';
import { address, open, replace, switchTo } from '../../app/routes';
import { hasHealthCardPlugIn } from '../../platform/health-card-plugin';
import { useOneAtATime } from '../../platform/use-one-at-a-time';
import { accessible } from '../../ui/accessible';
import { AppButton } from '../../ui/app-button';
import { EmptyState, Skeleton } from '../../ui/states';
import { dayText } from '../../ui/words';
import { CLAIM } from '../card.copy';
import { claimThrough } from '../card.client';
import { usePackage, type ForWhom } from '../card.queries';
import { nextStep } from '../next-steps';
import { useTaking } from '../use-taking';
import { WECHAT_CARD } from '../wechat-card.copy';
import { WhyNotTaken } from './why-not-taken';

export type ClaimOfferProps = {
  readonly whom: ForWhom;
  /** By the authority, whatever the channel of this build. */
  readonly plain: boolean;
  readonly name: string;
  readonly here: string;
  readonly found: OutputOf<typeof checkClaimRoute>;
  readonly onClaimed: (card: CardView) => void;
};

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

/** In a channel of the outside platform: a card one has there already, or a claim without it once something there went wrong. */
function OtherWays({ whom, found, stopped }: Pick<ClaimOfferProps, 'whom' | 'found'> & { readonly stopped: boolean }) {
  const { outsideHospital: hospitalId } = found;
  if (!hasHealthCardPlugIn || hospitalId === undefined) return null;
  return (
    <View className="stack">
      <AppButton kind="secondary" onPress={() => { open(address.wechatCard({ ...whom, hospitalId })); }}>{WECHAT_CARD.choose}</AppButton>
      {stopped ? <AppButton kind="text" onPress={() => { replace(address.claim({ ...whom, plain: 'yes' })); }}>{WECHAT_CARD.plain}</AppButton> : null}
    </View>
  );
}

function Held({ since }: { readonly since: string | undefined }) {
  return <View className="claim__held" {...accessible({ role: 'heading', level: 2 })}>{CLAIM.heldTitle(since === undefined ? undefined : dayText(since))}</View>;
}

/** What the check found decides what is offered: a new card, the card one already has, or showing the one in the package. */
export function ClaimOffer({ whom, plain, name, here, found, onClaimed }: ClaimOfferProps) {
  const { problem, busy, take } = useTaking(whom, onClaimed);
  const press = useOneAtATime(async () => {
    const through = plain ? {} : await claimThrough();
    if (through) await take(through);
    else open(address.wechatCard(whom));
  });
  if (found.state === 'in-package') return <InPackage whom={whom} name={name} />;
  if (found.needsPresence) return <AfterClosing here={here} whom={whom} />;
  const held = found.state === 'held-elsewhere';
  return (
    <View className="claim__offer">
      {held ? <Held since={found.heldSince} /> : null}
      <View className="claim__text">{held ? CLAIM.heldText : CLAIM.none}</View>
      {problem ? <WhyNotTaken problem={problem} here={here} whom={whom} /> : null}
      <AppButton icon="id-card" busy={busy} onPress={press}>{held ? CLAIM.bind : CLAIM.claim}</AppButton>
      {plain ? null : <OtherWays whom={whom} found={found} stopped={problem !== undefined} />}
    </View>
  );
}
