import { View } from '@tarojs/components';
import type { PrintableCard } from '@shared/card/card.schema';
import { canPrint, printPage } from '../../platform/print';
import { AppButton } from '../../ui/app-button';
import { AppCard } from '../../ui/app-card';
import { QrImage } from '../../ui/qr-image';
import { dayText } from '../../ui/words';
import { PAPER } from '../paper.copy';
import './paper.scss';

function Fact({ label, value, name = false }: { readonly label: string; readonly value: string; readonly name?: boolean }) {
  return (
    <View className="paper__fact">
      <View className="paper__label">{label}</View>
      <View className={name ? 'paper__value paper__value--name' : 'paper__value'}>{value}</View>
    </View>
  );
}

/** The card as it comes out of a printer. */
export function Paper({ card }: { readonly card: PrintableCard }) {
  return (
    <View className="paper">
      <View className="paper__title">{PAPER.cardTitle}</View>
      <QrImage text={card.codeText} label={PAPER.code} />
      <View className="paper__facts">
        <Fact label={PAPER.name} value={card.name} name />
        <Fact label={PAPER.number} value={card.maskedNumber} />
        <Fact label={PAPER.issued} value={dayText(card.issuedAt)} />
      </View>
      <View className="paper__use">{PAPER.use}</View>
      <View className="paper__use">{PAPER.lost}</View>
    </View>
  );
}

/** Printing where there is a printer; where there is none, how to come by paper. */
export function Printing() {
  if (!canPrint) {
    return (
      <View className="paper-after no-print">
        <AppCard title={PAPER.howTitle}>{PAPER.how.map((way) => <View key={way} className="paper-how">{way}</View>)}</AppCard>
        <View className="paper-after__note">{PAPER.guard}</View>
      </View>
    );
  }
  return (
    <View className="paper-after no-print">
      <AppButton icon="print" onPress={printPage}>{PAPER.print}</AppButton>
      <View className="paper-after__note">{`${PAPER.cut}${PAPER.guard}`}</View>
    </View>
  );
}
