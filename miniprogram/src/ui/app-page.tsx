import { View } from '@tarojs/components';
import type { ReactNode } from 'react';
import { useOnline } from '../platform/use-online';
import { accessible } from './accessible';
import { names } from './class-names';
import { useElderMode } from './elder-mode';
import { Icon } from './icon';
import { SideBar, TabBar } from './main-navigation';
import { useNavigation } from './navigation';
import { pressable } from './pressable';
import { PrivacySheet } from './privacy-sheet';
import { WORDS } from './words';

const h5 = process.env.TARO_ENV === 'h5';

export type AppPageProps = {
  readonly title: string;
  /** One sentence under the title: what this page is for. */
  readonly lead?: string;
  /** Key of the main place when this is one of the main pages: it gets the tab bar instead of a way back. */
  readonly tab?: string;
  /** Two columns on a PC; else one column of reading width. */
  readonly wide?: boolean;
  /** The title is in the page's own drawing (home); screen readers still hear it. */
  readonly titleHidden?: boolean;
  readonly children?: ReactNode;
};

function BackRow() {
  const { goBack } = useNavigation();
  return (
    <View className="page__back" {...pressable(goBack)}>
      <Icon name="back" />
      {WORDS.back}
    </View>
  );
}

function OfflineBanner() {
  if (useOnline()) return null;
  return (
    <View className="page__offline" {...accessible({ role: 'status' })}>
      <Icon name="offline" />
      <View>{WORDS.offlineBanner}</View>
    </View>
  );
}

function PageHead({ title, lead, tab, titleHidden = false }: AppPageProps) {
  return (
    <>
      {h5 && tab === undefined ? <BackRow /> : null}
      <View className={names('page__title', titleHidden && 'said-only')} {...accessible({ role: 'heading', level: 1 })}>{title}</View>
      {lead ? <View className="page__lead">{lead}</View> : null}
    </>
  );
}

/** The frame of every page: elder mode, title, way back or tab bar, offline notice, PC layout, WeChat's privacy question. */
export function AppPage(props: AppPageProps) {
  const { tab, wide = false, children } = props;
  const elder = useElderMode();
  return (
    <View className={names('page', elder.on && 'page--elder', tab !== undefined && 'page--tab', wide && 'page--wide')}>
      {h5 ? <SideBar current={tab} /> : null}
      <View className="page__main" {...accessible({ role: 'main' })}>
        <OfflineBanner />
        <PageHead {...props} />
        {children}
      </View>
      {tab === undefined ? null : <TabBar current={tab} />}
      <PrivacySheet />
    </View>
  );
}

export type SectionProps = { readonly title: string; readonly children?: ReactNode };

/** A part of a page under its own heading. */
export function Section({ title, children }: SectionProps) {
  return (
    <View className="section">
      <View className="section__title" {...accessible({ role: 'heading', level: 2 })}>{title}</View>
      {children}
    </View>
  );
}
