import { countUnreadRoute } from '@shared/messages/messages.routes';
import { Inbox } from '../../../messages/components/inbox';
import { useRead } from '../../../platform/queries';
import { useAccount } from '../../../platform/use-session';
import { AppPage } from '../../../ui/app-page';
import { EmptyState } from '../../../ui/states';
import { INBOX, ME } from '../../app.copy';
import { address, open, TABS } from '../../routes';

export default function InboxPage() {
  const signedIn = useAccount() !== undefined;
  const unread = useRead(countUnreadRoute, {}, { enabled: signedIn });
  return (
    <AppPage title={INBOX.title} tab="inbox">
      {signedIn
        ? <Inbox unread={unread.state === 'ready' ? unread.value.unread : 0} />
        : <EmptyState icon="inbox" title={ME.signInTitle} text={INBOX.signIn} action={{ label: ME.signIn, onPress: () => { open(address.signIn(TABS.inbox)); } }} />}
    </AppPage>
  );
}
