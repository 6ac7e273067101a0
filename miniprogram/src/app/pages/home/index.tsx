import { View } from '@tarojs/components';
import { readMeRoute } from '@shared/identity/identity.routes';
import { useRead } from '../../../platform/queries';
import { useAccount } from '../../../platform/use-session';
import { accessible } from '../../../ui/accessible';
import { AppPage } from '../../../ui/app-page';
import { useElderMode } from '../../../ui/elder-mode';
import { Icon } from '../../../ui/icon';
import { pressable } from '../../../ui/pressable';
import { HOME } from '../../app.copy';
import { MyCard } from './my-card';
import { Services } from './services';
import './index.scss';

function Greeting() {
  const signedIn = useAccount() !== undefined;
  const me = useRead(readMeRoute, {}, { enabled: signedIn });
  const name = signedIn && me.state === 'ready' ? me.value.realName?.maskedName : undefined;
  return (
    <View className="home__words">
      <View className="home__hello">{HOME.hello(name)}</View>
      <View className="home__line">{HOME.line}</View>
    </View>
  );
}

/** Always in sight, at the same place: whoever needs it cannot go looking for it. */
function ElderSwitch() {
  const elder = useElderMode();
  return (
    <View className="home__elder" {...pressable(() => { elder.set(!elder.on); })}>
      <Icon name="large-text" />
      <View>{elder.on ? HOME.elderOff : HOME.elderOn}</View>
    </View>
  );
}

export default function HomePage() {
  return (
    <AppPage title={HOME.title} titleHidden tab="home" wide>
      <View className="home">
        <View className="home__band">
          <Greeting />
          <ElderSwitch />
        </View>
        <View className="home__columns">
          <View className="home__card">
            <View className="section__title home__card-title" {...accessible({ role: 'heading', level: 2 })}>{HOME.cardTitle}</View>
            <MyCard />
          </View>
          <View className="home__services"><Services /></View>
        </View>
        <View className="home__safety" {...accessible({ role: 'note' })}>
          <Icon name="privacy" />
          <View>{HOME.safety}</View>
        </View>
      </View>
    </AppPage>
  );
}
