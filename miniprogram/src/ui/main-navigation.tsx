import { Text, View } from '@tarojs/components';
import { accessible } from './accessible';
import { names } from './class-names';
import { useElderMode } from './elder-mode';
import { Icon } from './icon';
import { useNavigation, type MainPlace } from './navigation';
import { pressable } from './pressable';
import { WORDS } from './words';

const BADGE_MAX = 99;

function Place({ place, current }: { readonly place: MainPlace; readonly current: boolean }) {
  const badge = place.badge ?? 0;
  return (
    <View className={names('place', current && 'place--current')} {...pressable(place.open, { role: 'link', current })}>
      <View className="place__icon">
        <Icon name={place.icon} />
        {badge > 0 ? <Text className="place__badge" {...accessible({ hidden: true })}>{badge > BADGE_MAX ? `${BADGE_MAX}+` : badge}</Text> : null}
      </View>
      <Text className="place__label">{place.label}</Text>
      {badge > 0 ? <View className="said-only">{`，${badge} 条未读`}</View> : null}
    </View>
  );
}

/** At the bottom of a phone's main pages. */
export function TabBar({ current }: { readonly current: string }) {
  const { places } = useNavigation();
  return (
    <View className="tab-bar" {...accessible({ role: 'navigation', label: WORDS.navigation })}>
      {places.map((place) => <Place key={place.key} place={place} current={place.key === current} />)}
    </View>
  );
}

/** On the left of every page from 960 px (H5 only). */
export function SideBar({ current }: { readonly current?: string | undefined }) {
  const { places } = useNavigation();
  const elder = useElderMode();
  return (
    <View className="side-bar" {...accessible({ role: 'navigation', label: WORDS.navigation })}>
      <View className="side-bar__brand">
        <View className="side-bar__mark"><Icon name="privacy" large /></View>
        <View>
          <View className="side-bar__name">{WORDS.platform}</View>
          <View className="side-bar__line">{WORDS.platformLine}</View>
        </View>
      </View>
      {places.map((place) => <Place key={place.key} place={place} current={place.key === current} />)}
      <View className="side-bar__mode">
        <View className="place" {...pressable(() => { elder.set(!elder.on); })}>
          <View className="place__icon"><Icon name="large-text" /></View>
          <Text className="place__label">{elder.on ? WORDS.elderModeOff : WORDS.elderMode}</Text>
        </View>
      </View>
    </View>
  );
}
