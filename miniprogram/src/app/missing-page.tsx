import { View } from '@tarojs/components';
import { useEffect, useState } from 'react';
import { onNetworkChange } from '../platform/network';
import { onMissingPage, openAgain } from '../platform/page-code';
import { accessible } from '../ui/accessible';
import { names } from '../ui/class-names';
import { useElderMode } from '../ui/elder-mode';
import { EmptyState } from '../ui/states';
import { WORDS } from '../ui/words';
import { MISSING_PAGE } from './app.copy';
import { goBack } from './routes';
import './missing-page.scss';

function useMissing(): boolean {
  const [missing, setMissing] = useState(false);
  useEffect(() => onMissingPage(setMissing), []);
  return missing;
}

function Missing() {
  const elder = useElderMode();
  const [busy, setBusy] = useState(false);
  useEffect(() => onNetworkChange((online) => { if (online) void openAgain(); }), []);
  async function again() {
    setBusy(true);
    await openAgain();
    setBusy(false);
  }
  return (
    <View className={names('page', 'missing-page', elder.on && 'page--elder')} {...accessible({ role: 'alert' })}>
      <EmptyState
        icon="offline" title={MISSING_PAGE.title} text={MISSING_PAGE.text}
        action={{ label: WORDS.tryAgain, busy, onPress: () => { void again(); } }} second={{ label: WORDS.back, onPress: goBack }}
      />
    </View>
  );
}

/** Over everything when the code of a page did not come (H5): says so, and goes on by itself when the network is back. */
export function MissingPage() {
  return useMissing() ? <Missing /> : null;
}
