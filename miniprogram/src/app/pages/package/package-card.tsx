import { View } from '@tarojs/components';
import { listCardsRoute, setDefaultCardRoute } from '@shared/card/card.routes';
import type { CardView } from '@shared/card/card.schema';
import { useWhose } from '../../../card/use-whose';
import { useWrite } from '../../../platform/queries';
import { AppButton } from '../../../ui/app-button';
import { HealthCardFace } from '../../../ui/health-card-face';
import { CARD_STATES, PACKAGE } from '../../app.copy';
import { address, open } from '../../routes';

/** One card with what can be done with it. `only`: nothing to choose a first one from. */
export function PackageCard({ card, only }: { readonly card: CardView; readonly only: boolean }) {
  const choose = useWrite(setDefaultCardRoute, [listCardsRoute]);
  const { cardId, state, isDefault, memberId, maskedName, maskedNumber } = card;
  const usable = state === 'active';
  const whose = useWhose(memberId);
  return (
    <View className="package__item">
      <HealthCardFace
        name={maskedName}
        number={maskedNumber}
        owner={isDefault && !only ? `${whose} · ${PACKAGE.first}` : whose}
        stateText={CARD_STATES[state]}
        usable={usable}
      />
      <View className="package__actions">
        {usable ? <AppButton compact icon="code" about={maskedName} onPress={() => { open(address.showCode(cardId)); }}>{PACKAGE.showCode}</AppButton> : null}
        <AppButton compact kind="secondary" about={maskedName} onPress={() => { open(address.card(cardId)); }}>{PACKAGE.details}</AppButton>
        {usable && !isDefault && !only
          ? <AppButton compact kind="text" about={maskedName} busy={choose.busy} onPress={() => { void choose.send({ cardId }); }}>{PACKAGE.makeFirst}</AppButton>
          : null}
      </View>
    </View>
  );
}
