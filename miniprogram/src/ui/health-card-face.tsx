import { View } from '@tarojs/components';
import { accessible } from './accessible';
import { names } from './class-names';
import { Icon } from './icon';
import { pressable } from './pressable';

export type HealthCardFaceProps = {
  /** Masked, as the platform sent it. */
  readonly name: string;
  readonly number: string;
  readonly idTypeText?: string;
  /** 本人 or the relation, and the like. */
  readonly owner: string;
  readonly stateText: string;
  /** Lost, closed and pending cards are drawn grey with the state beside a sign. */
  readonly usable: boolean;
  /** Where the face itself opens the code. */
  readonly onPress?: () => void;
};

/** 河南省居民电子健康卡, as one would draw it on plastic. */
export function HealthCardFace({ name, number, idTypeText, owner, stateText, usable, onPress }: HealthCardFaceProps) {
  return (
    <View className={names('card-face', !usable && 'card-face--out')} {...(onPress ? pressable(onPress) : {})}>
      <View className="card-face__river" {...accessible({ hidden: true })} />
      <View className="card-face__head">
        <View className="card-face__issuer">河南省居民电子健康卡</View>
        <View className="card-face__state"><Icon name={usable ? 'done' : 'warning'} />{stateText}</View>
      </View>
      <View className="card-face__name">{name}<View className="card-face__owner">{owner}</View></View>
      <View className="card-face__foot">
        <View>
          {idTypeText ? <View className="card-face__type">{idTypeText}</View> : null}
          <View className="card-face__number">{number}</View>
        </View>
        {usable ? <View className="card-face__code"><Icon name="code" large /></View> : null}
      </View>
    </View>
  );
}
