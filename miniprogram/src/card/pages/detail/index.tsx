import { View } from '@tarojs/components';
import { useRouter } from '@tarojs/taro';
import type { CardMove } from '@shared/card/card.rules';
import type { CardState, CardView } from '@shared/card/card.schema';
import { useState, type ReactNode } from 'react';
import { address, open } from '../../../app/routes';
import { toTop } from '../../../platform/scroll';
import { accessible } from '../../../ui/accessible';
import { AppButton } from '../../../ui/app-button';
import { AppCard, ListRow } from '../../../ui/app-card';
import { AppPage } from '../../../ui/app-page';
import { useElderMode } from '../../../ui/elder-mode';
import { Skeleton } from '../../../ui/states';
import { Notice, type Tone } from '../../../ui/status-tag';
import { dayText } from '../../../ui/words';
import { DETAIL, MOVED, ORIGINS, STATE_WORDS } from '../../card-life.copy';
import { usePackage } from '../../card.queries';
import { CardFace } from '../../components/card-face';
import { CardHistory } from '../../components/card-history';
import { CardMoves } from '../../components/card-moves';
import { CardSettings } from '../../components/card-settings';
import { Refused } from '../../components/refused';
import { RemoveCard } from '../../components/remove-card';
import { SignedIn } from '../../components/signed-in';
import { VisitNumbers } from '../../components/visit-numbers';
import { WalletRow } from '../../components/wallet-row';
import './index.scss';

const TONES: Readonly<Record<CardState, Tone>> = { active: 'good', lost: 'danger', closed: 'quiet', pending: 'warn' };

/** The card, its state in words, and the one thing most people came for. */
function AtAGlance({ card, moves, moved }: { readonly card: CardView; readonly moves: ReactNode; readonly moved: CardMove | undefined }) {
  const words = card.lossOnItsWay ? DETAIL.lossOnItsWay : STATE_WORDS[card.state];
  const { cardId, state, origin, claimedAt } = card;
  return (
    <View className="card-detail__glance">
      <CardFace card={card} />
      <View className="card-detail__notice" {...(moved ? accessible({ role: 'alert' }) : {})}><Notice tone={TONES[state]}>{moved ? `${MOVED[moved]}${words}` : words}</Notice></View>
      <View className="card-detail__origin">{`${dayText(claimedAt)}，${ORIGINS[origin]}`}</View>
      {state === 'active' ? <AppButton icon="code" onPress={() => { open(address.showCode(cardId)); }}>{DETAIL.show}</AppButton> : null}
      {state === 'active' ? null : <AppCard flush>{moves}</AppCard>}
    </View>
  );
}

function Detail({ card, meant }: { readonly card: CardView; readonly meant: string | undefined }) {
  const elder = useElderMode();
  const [moved, setMoved] = useState<CardMove>();
  const active = card.state === 'active';
  function show(move: CardMove) {
    setMoved(move);
    toTop();
  }
  const moves = <CardMoves card={card} meant={meant} onMoved={show} />;
  return (
    <View className="card-detail">
      <AtAGlance card={card} moves={moves} moved={moved} />
      <View className="card-detail__rest">
        <CardSettings card={card} plain={elder.on} />
        <VisitNumbers card={card} />
        <AppCard title={DETAIL.more} flush>
          {active ? <ListRow icon="print" title={DETAIL.print} note={DETAIL.printNote} onPress={() => { open(address.printCard(card.cardId)); }} /> : null}
          <WalletRow card={card} />
          {active ? moves : null}
          <RemoveCard card={card} />
        </AppCard>
        <CardHistory cardId={card.cardId} folded={elder.on} />
      </View>
    </View>
  );
}

/** Read from the package, which is kept on the phone: the page is there without network too. */
function Found({ cardId, here, meant }: { readonly cardId: string; readonly here: string; readonly meant: string | undefined }) {
  const cards = usePackage();
  if (cards.state === 'loading') return <Skeleton rows={6} />;
  if (cards.state === 'refused') return <Refused refusal={cards.refusal} place={{ here }} again={cards.again} />;
  const card = cards.value.items.find((one) => one.cardId === cardId);
  return card ? <Detail card={card} meant={meant} /> : <Refused refusal={{ code: 'card/unknown' }} place={{ here }} again={cards.again} />;
}

export default function DetailPage() {
  const { cardId = '', move } = useRouter().params;
  const here = address.card(cardId);
  return (
    <AppPage title={DETAIL.title} wide>
      <SignedIn here={here} text={DETAIL.signInText}><Found cardId={cardId} here={here} meant={move} /></SignedIn>
    </AppPage>
  );
}
