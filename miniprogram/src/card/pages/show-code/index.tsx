import { View } from '@tarojs/components';
import { useDidHide, useDidShow, useRouter } from '@tarojs/taro';
import type { CardView } from '@shared/card/card.schema';
import { useEffect, useState } from 'react';
import { address, open, switchTo } from '../../../app/routes';
import { keepBright } from '../../../platform/screen';
import { AppCard, ListRow } from '../../../ui/app-card';
import { AppPage } from '../../../ui/app-page';
import { useElderMode } from '../../../ui/elder-mode';
import { EmptyState, Skeleton } from '../../../ui/states';
import { usePackage } from '../../card.queries';
import { CardSwitch } from '../../components/card-switch';
import { CodeFields } from '../../components/code-fields';
import { Refused } from '../../components/refused';
import { ShownCode } from '../../components/shown-code';
import { SignedIn } from '../../components/signed-in';
import { NOT_SHOWN, SHOW } from '../../show-code.copy';
import './index.scss';

/** True while this page is the one being looked at. */
function useVisible(): boolean {
  const [visible, setVisible] = useState(true);
  useDidShow(() => { setVisible(true); });
  useDidHide(() => { setVisible(false); });
  return visible;
}

function NotShown({ card, state }: { readonly card: CardView; readonly state: keyof typeof NOT_SHOWN }) {
  const { title, text, action } = NOT_SHOWN[state];
  return <EmptyState icon="warning" title={title} text={text} action={{ label: action, onPress: () => { open(address.card(card.cardId)); } }} />;
}

/** Left out in elder mode: there the code is alone on the page. */
function Beside({ card }: { readonly card: CardView }) {
  return (
    <View className="show-code__beside">
      <AppCard title={SHOW.tipsTitle}>{SHOW.tips.map((tip) => <View key={tip} className="show-code__tip">{tip}</View>)}</AppCard>
      <AppCard flush>
        <ListRow icon="id-card" title={SHOW.details} onPress={() => { open(address.card(card.cardId)); }} />
        <ListRow icon="print" title={SHOW.print} onPress={() => { open(address.printCard(card.cardId)); }} />
      </AppCard>
    </View>
  );
}

/** The one asked for is not there, or none is. */
function NoCard({ any }: { readonly any: boolean }) {
  if (any) return <EmptyState icon="cards" title={SHOW.goneTitle} text={SHOW.goneText} action={{ label: SHOW.toPackage, onPress: () => { switchTo('package'); } }} />;
  return <EmptyState icon="cards" title={SHOW.emptyTitle} text={SHOW.emptyText} action={{ label: SHOW.claim, onPress: () => { open(address.claim()); } }} />;
}

/** One that is named and not there is none: not the first one instead. */
function idOf(items: readonly CardView[], healthCardId: string | undefined): string | undefined {
  return healthCardId === undefined ? undefined : (items.find((card) => card.healthCardId === healthCardId)?.cardId ?? healthCardId);
}

type Wanted = { readonly cardId?: string | undefined; /** As hospitals name it. */ readonly healthCardId?: string | undefined; readonly fieldCode?: string | undefined };

function Cards({ items, wanted }: { readonly items: readonly CardView[]; readonly wanted: Wanted }) {
  const visible = useVisible();
  const elder = useElderMode();
  const { healthCardId, fieldCode } = wanted;
  const [cardId, setCardId] = useState(wanted.cardId ?? idOf(items, healthCardId));
  useEffect(() => (visible ? keepBright() : undefined), [visible]);
  const first = Math.max(0, items.findIndex((card) => card.isDefault));
  const found = items.findIndex((card) => card.cardId === cardId);
  // Somebody else's code instead of the one asked for would be taken for theirs at the window.
  const at = found < 0 && !cardId ? first : found;
  const card = items[at];
  if (!card) return <NoCard any={items.length > 0} />;
  return (
    <View className="show-code">
      <View className="show-code__code">
        <CardSwitch at={at} of={items.length} onSwitch={(next) => { setCardId(items[next]?.cardId); }}>
          {card.state === 'active' ? <ShownCode key={card.cardId} card={card} visible={visible} /> : <NotShown card={card} state={card.state} />}
        </CardSwitch>
      </View>
      <CodeFields fieldCode={fieldCode} cardId={card.cardId} />
      {card.state === 'active' && !elder.on ? <Beside card={card} /> : null}
    </View>
  );
}

function Shown({ wanted, here }: { readonly wanted: Wanted; readonly here: string }) {
  const cards = usePackage();
  if (cards.state === 'loading') return <Skeleton rows={6} />;
  if (cards.state === 'refused') return <Refused refusal={cards.refusal} place={{ here }} again={cards.again} />;
  return <Cards items={cards.value.items} wanted={wanted} />;
}

export default function ShowCodePage() {
  const { cardId, healthCardId, fieldCode } = useRouter().params;
  const here = fieldCode ? address.showCodeFor({ ...(healthCardId ? { healthCardId } : {}), fieldCode }) : address.showCode(cardId);
  return (
    <AppPage title={SHOW.title} titleHidden wide>
      <SignedIn here={here} text={SHOW.signInText}><Shown wanted={{ cardId, healthCardId, fieldCode }} here={here} /></SignedIn>
    </AppPage>
  );
}
