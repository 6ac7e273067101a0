import { View } from '@tarojs/components';
import { AppCard } from '../../../ui/app-card';
import { AppPage } from '../../../ui/app-page';
import { ABOUT } from '../../app.copy';
import './index.scss';

export default function AboutPage() {
  return (
    <AppPage title={ABOUT.title}>
      {ABOUT.paragraphs.map((paragraph) => <View key={paragraph} className="about__paragraph">{paragraph}</View>)}
      <AppCard title={ABOUT.helpTitle}><View>{ABOUT.help}</View></AppCard>
      <View className="about__version">{`${ABOUT.version} ${process.env.APP_VERSION}`}</View>
    </AppPage>
  );
}
