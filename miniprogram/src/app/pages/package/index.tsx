import { View } from '@tarojs/components';
import { listCardsRoute, refreshPackageRoute } from '@shared/card/card.routes';
import type { CardPackage } from '@shared/card/card.schema';
import { useState } from 'react';
import { useRead, useWrite } from '../../../platform/queries';
import { useAccount } from '../../../platform/use-session';
import { AppButton } from '../../../ui/app-button';
import { AppPage } from '../../../ui/app-page';
import { names } from '../../../ui/class-names';
import { Notice } from '../../../ui/status-tag';
import { EmptyState, ErrorState, Skeleton } from '../../../ui/states';
import { momentText, refusalText } from '../../../ui/words';
import { HOME, ME, PACKAGE } from '../../app.copy';
import { address, open, TABS } from '../../routes';
import { PackageCard } from './package-card';
import './index.scss';

const CARD_WORDS = { 'card/authority-unavailable': '省卡管平台暂时连不上，卡包里的卡照常使用，请稍后再查。' } as const;

/** Cards made at a window or in another city come in by asking the authority. */
function Refresh({ checkedAt }: { readonly checkedAt: string | undefined }) {
  const refresh = useWrite(refreshPackageRoute, [listCardsRoute]);
  const [said, setSaid] = useState<string>();
  async function ask() {
    const result = await refresh.send({});
    setSaid(result.ok ? undefined : refusalText(CARD_WORDS, result.refusal));
  }
  return (
    <View>
      {said === undefined ? null : <Notice tone="warn">{said}</Notice>}
      <AppButton kind="secondary" icon="refresh" busy={refresh.busy} onPress={() => { void ask(); }}>{PACKAGE.refresh}</AppButton>
      {checkedAt ? <View className="package__checked">{PACKAGE.refreshed(momentText(checkedAt))}</View> : null}
    </View>
  );
}

function Cards({ items, checkedAt }: CardPackage) {
  const claim = () => { open(address.claim()); };
  if (items.length === 0) {
    return (
      <View>
        <EmptyState icon="cards" title={PACKAGE.emptyTitle} text={PACKAGE.emptyText} action={{ label: PACKAGE.claim, onPress: claim }} />
        <Refresh checkedAt={checkedAt} />
      </View>
    );
  }
  return (
    <View className={names('package-page', items.length === 1 && 'package-page--one')}>
      <View className="package">{items.map((card) => <PackageCard key={card.cardId} card={card} only={items.length === 1} />)}</View>
      <View className="stack package__more">
        <AppButton kind="secondary" icon="add" onPress={() => { open(address.family()); }}>{PACKAGE.forFamily}</AppButton>
        <Refresh checkedAt={checkedAt} />
      </View>
    </View>
  );
}

function MyPackage() {
  const cards = useRead(listCardsRoute, {}, { keptAs: 'cards' });
  if (cards.state === 'loading') return <Skeleton rows={6} />;
  if (cards.state === 'ready') return <Cards {...cards.value} />;
  if (cards.refusal.code !== 'consent/needed') return <ErrorState text={refusalText({}, cards.refusal)} again={cards.again} />;
  return <EmptyState icon="privacy" title={HOME.consentTitle} text={HOME.consentText} action={{ label: HOME.consentAction, onPress: () => { open(address.consents(TABS.package)); } }} />;
}

export default function PackagePage() {
  const signedIn = useAccount() !== undefined;
  return (
    <AppPage title={PACKAGE.title} lead={PACKAGE.lead} tab="package" wide>
      {signedIn
        ? <MyPackage />
        : <EmptyState icon="cards" title={ME.signInTitle} text={PACKAGE.signIn} action={{ label: HOME.welcomeAction, onPress: () => { open(address.signIn(TABS.package)); } }} />}
    </AppPage>
  );
}
