import { View } from '@tarojs/components';
import type { CardView } from '@shared/card/card.schema';
import type { ReactNode } from 'react';
import { accessible } from '../../ui/accessible';
import { Icon } from '../../ui/icon';
import { QrImage } from '../../ui/qr-image';
import { SHOW } from '../show-code.copy';
import { useWhose } from '../use-whose';

export type CodePanelProps = {
  readonly card: CardView;
  /** Absent while it is on its way. */
  readonly text: string | undefined;
  /** Under the code: its countdown, or what to show beside it. */
  readonly children?: ReactNode;
};

function Waiting() {
  return (
    <View className="code-panel__waiting" {...accessible({ role: 'status', busy: true })}>
      <Icon name="code" large />
      <View>{SHOW.asking}</View>
    </View>
  );
}

/** The card's face and its code on white, as large as the phone allows: what the person at the window looks at. */
export function CodePanel({ card, text, children }: CodePanelProps) {
  const { maskedName, maskedNumber, memberId } = card;
  const owner = useWhose(memberId);
  return (
    <View className="code-panel">
      <View className="code-panel__head">
        <View className="code-panel__issuer">{SHOW.issuer}</View>
        <View className="code-panel__who">
          <View className="code-panel__name">{maskedName}</View>
          <View className="code-panel__owner">{owner}</View>
          <View className="code-panel__number">{maskedNumber}</View>
        </View>
      </View>
      <View className="code-panel__body">
        {text === undefined ? <Waiting /> : <QrImage text={text} label={SHOW.label(maskedName)} />}
        {text === undefined ? null : <View className="said-only" {...accessible({ role: 'status' })}>{SHOW.shown}</View>}
        {children}
      </View>
    </View>
  );
}
