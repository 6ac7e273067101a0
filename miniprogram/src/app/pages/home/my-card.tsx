import { View } from '@tarojs/components';
import type { CardView } from '@shared/card/card.schema';
import { listCardsRoute } from '@shared/card/card.routes';
import { useWhose } from '../../../card/use-whose';
import { useRead, type Read } from '../../../platform/queries';
import { useAccount } from '../../../platform/use-session';
import { accessible } from '../../../ui/accessible';
import { AppButton } from '../../../ui/app-button';
import { AppCard } from '../../../ui/app-card';
import { HealthCardFace } from '../../../ui/health-card-face';
import { Icon } from '../../../ui/icon';
import type { IconName } from '../../../ui/icons';
import { Skeleton } from '../../../ui/states';
import { refusalText, WORDS } from '../../../ui/words';
import { CARD_STATES, HOME, PACKAGE } from '../../app.copy';
import { address, open, TABS } from '../../routes';

type InviteProps = { readonly icon: IconName; readonly title: string; readonly text: string; readonly action: string; readonly onPress: () => void };

/** The one thing to do next, while there is no card to show. */
function Invite({ icon, title, text, action, onPress }: InviteProps) {
  return (
    <AppCard>
      <View className="invite">
        <View className="invite__sign"><Icon name={icon} large /></View>
        <View className="invite__title" {...accessible({ role: 'heading', level: 2 })}>{title}</View>
        <View className="invite__text">{text}</View>
        <AppButton onPress={onPress}>{action}</AppButton>
      </View>
    </AppCard>
  );
}

/** The card shown first: the chosen one, else one's own, else any that can be used. */
function firstOf(cards: readonly CardView[]): CardView | undefined {
  return cards.find((card) => card.isDefault) ?? cards.find((card) => card.memberId === undefined) ?? cards[0];
}

function ShownCard({ card }: { readonly card: CardView }) {
  const usable = card.state === 'active';
  const owner = useWhose(card.memberId);
  const detail = () => { open(address.card(card.cardId)); };
  return (
    <View>
      <HealthCardFace
        name={card.maskedName}
        number={card.maskedNumber}
        owner={owner}
        stateText={CARD_STATES[card.state]}
        usable={usable}
        onPress={detail}
      />
      <View className="stack">
        {usable
          ? <AppButton icon="code" onPress={() => { open(address.showCode(card.cardId)); }}>{HOME.showCode}</AppButton>
          : <AppButton onPress={detail}>{PACKAGE.details}</AppButton>}
      </View>
    </View>
  );
}

function MyPackage({ cards }: { readonly cards: Read<typeof listCardsRoute> }) {
  if (cards.state === 'loading') return <Skeleton rows={5} />;
  if (cards.state === 'refused') {
    return cards.refusal.code === 'consent/needed'
      ? <Invite icon="privacy" title={HOME.consentTitle} text={HOME.consentText} action={HOME.consentAction} onPress={() => { open(address.consents(TABS.home)); }} />
      : <Invite icon="warning" title={HOME.refused} text={refusalText({}, cards.refusal)} action={WORDS.tryAgain} onPress={cards.again} />;
  }
  const card = firstOf(cards.value.items);
  if (card) return <ShownCard card={card} />;
  return <Invite icon="id-card" title={HOME.claimTitle} text={HOME.claimText} action={HOME.claimAction} onPress={() => { open(address.claim()); }} />;
}

/** The person's card at a glance, or the way to it. */
export function MyCard() {
  const signedIn = useAccount() !== undefined;
  const cards = useRead(listCardsRoute, {}, { enabled: signedIn, keptAs: 'cards' });
  if (signedIn) return <MyPackage cards={cards} />;
  return <Invite icon="id-card" title={HOME.welcomeTitle} text={HOME.welcomeText} action={HOME.welcomeAction} onPress={() => { open(address.signIn(address.claim())); }} />;
}
