import { View } from '@tarojs/components';
import type { CardView } from '@shared/card/card.schema';
import { address, open, replace, switchTo } from '../../app/routes';
import { accessible } from '../../ui/accessible';
import { AppButton } from '../../ui/app-button';
import { Icon } from '../../ui/icon';
import { CLAIM } from '../card.copy';
import { CardFace } from './card-face';

/** The end of claiming: the card, and showing it first. */
export function Claimed({ card }: { readonly card: CardView }) {
  return (
    <View className="claimed">
      <View className="claimed__head" {...accessible({ role: 'status' })}>
        <View className="claimed__sign"><Icon name="check" large /></View>
        <View className="claimed__title">{CLAIM.doneTitle}</View>
        <View className="claimed__text">{CLAIM.doneText(card.maskedName)}</View>
      </View>
      <CardFace card={card} />
      <View className="stack">
        <AppButton icon="code" onPress={() => { replace(address.showCode(card.cardId)); }}>{CLAIM.show}</AppButton>
        <AppButton kind="secondary" onPress={() => { switchTo('package'); }}>{CLAIM.openPackage}</AppButton>
        <AppButton kind="text" onPress={() => { open(address.family()); }}>{CLAIM.next}</AppButton>
      </View>
    </View>
  );
}
