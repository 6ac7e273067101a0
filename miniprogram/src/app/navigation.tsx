import { useMemo, type ReactNode } from 'react';
import { countUnreadRoute } from '@shared/messages/messages.routes';
import { useAfterWrites, useAskAgain, useRead } from '../platform/queries';
import { useAccount } from '../platform/use-session';
import { NavigationProvider, type Navigation } from '../ui/navigation';
import { TAB_LABELS } from './app.copy';
import { goBack, switchTo } from './routes';

/** What a person does is told in the inbox a moment later. */
const TOLD_AFTER_MS = 1_500;

/** Tells the ui which main places there are, and how many messages wait. */
export function AppNavigation({ children }: { readonly children?: ReactNode }) {
  const signedIn = useAccount() !== undefined;
  const unread = useRead(countUnreadRoute, {}, { enabled: signedIn });
  const askAgain = useAskAgain([countUnreadRoute]);
  useAfterWrites(() => { setTimeout(askAgain, TOLD_AFTER_MS); });
  const badge = signedIn && unread.state === 'ready' ? unread.value.unread : 0;
  const navigation = useMemo<Navigation>(() => ({
    goBack,
    places: [
      { key: 'home', label: TAB_LABELS.home, icon: 'home', open: () => { switchTo('home'); } },
      { key: 'package', label: TAB_LABELS.package, icon: 'cards', open: () => { switchTo('package'); } },
      { key: 'inbox', label: TAB_LABELS.inbox, icon: 'inbox', badge, open: () => { switchTo('inbox'); } },
      { key: 'me', label: TAB_LABELS.me, icon: 'person', open: () => { switchTo('me'); } },
    ],
  }), [badge]);
  return <NavigationProvider value={navigation}>{children}</NavigationProvider>;
}
