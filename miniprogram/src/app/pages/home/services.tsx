import { View } from '@tarojs/components';
import { useAccount } from '../../../platform/use-session';
import { accessible } from '../../../ui/accessible';
import { useElderMode } from '../../../ui/elder-mode';
import { Icon } from '../../../ui/icon';
import type { IconName } from '../../../ui/icons';
import { pressable } from '../../../ui/pressable';
import { HOME, SERVICES } from '../../app.copy';
import { address, open, switchTo } from '../../routes';

type Service = { readonly key: string; readonly icon: IconName; readonly title: string; readonly note: string; readonly onPress: () => void };

/** What is for signed-in people leads through signing in and on to where one wanted to go. */
function useServices(): readonly Service[] {
  const signedIn = useAccount() !== undefined;
  const elder = useElderMode();
  const go = (url: string) => () => { open(signedIn ? url : address.signIn(url)); };
  // Fewer things in elder mode: showing the card and leaving the mode are above already.
  const all: readonly (Service & { readonly elder: boolean })[] = [
    { key: 'claim', icon: 'id-card', ...SERVICES.claim, elder: true, onPress: go(address.claim()) },
    { key: 'show', icon: 'code', ...SERVICES.show, elder: false, onPress: go(address.showCode()) },
    { key: 'family', icon: 'family', ...SERVICES.family, elder: true, onPress: go(address.family()) },
    { key: 'inbox', icon: 'message', ...SERVICES.inbox, elder: true, onPress: () => { switchTo('inbox'); } },
    { key: 'more', icon: 'hospital', ...SERVICES.more, elder: false, onPress: () => { open(address.services()); } },
    { key: 'elder', icon: 'large-text', ...SERVICES.elder, elder: false, onPress: () => { elder.set(true); } },
  ];
  return all.filter((service) => service.elder || !elder.on);
}

export function Services() {
  const services = useServices();
  return (
    <View>
      <View className="section__title" {...accessible({ role: 'heading', level: 2 })}>{HOME.servicesTitle}</View>
      <View className="services">
        {services.map(({ key, icon, title, note, onPress }) => (
          <View key={key} className="service" {...pressable(onPress)}>
            <View className="service__icon"><Icon name={icon} /></View>
            <View className="service__words">
              <View className="service__title">{title}</View>
              <View className="service__note">{note}</View>
            </View>
          </View>
        ))}
      </View>
    </View>
  );
}
