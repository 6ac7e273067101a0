import { View } from '@tarojs/components';
import { closeAccountRoute } from '@shared/identity/rights.routes';
import { useState } from 'react';
import { address, open, switchTo } from '../../../app/routes';
import { session } from '../../../platform/api';
import { useWrite } from '../../../platform/queries';
import { useOneAtATime } from '../../../platform/use-one-at-a-time';
import { AppButton } from '../../../ui/app-button';
import { AppCard, ListRow } from '../../../ui/app-card';
import { AppPage } from '../../../ui/app-page';
import { Confirm } from '../../../ui/sheet';
import { EmptyState } from '../../../ui/states';
import { Notice } from '../../../ui/status-tag';
import { refusalText } from '../../../ui/words';
import { SignedInOnly } from '../../components/signed-in-only';
import { CLOSING, CLOSING_REFUSALS } from '../../rights.copy';

type ListProps = { readonly title: string; readonly lines: readonly { readonly title: string; readonly note: string }[] };

function List({ title, lines }: ListProps) {
  return <AppCard flush title={title}>{lines.map((line) => <ListRow key={line.title} title={line.title} note={line.note} />)}</AppCard>;
}

/** What goes and what stays is read before it is decided; the last word is asked for. */
function Closing({ onClosed }: { readonly onClosed: () => void }) {
  const closing = useWrite(closeAccountRoute);
  const [asking, setAsking] = useState(false);
  const [problem, setProblem] = useState<string>();
  const confirm = useOneAtATime(async () => {
    const result = await closing.send({ confirmed: 'erase-everything' });
    setAsking(false);
    setProblem(result.ok ? undefined : refusalText(CLOSING_REFUSALS, result.refusal));
    if (!result.ok) return;
    onClosed();
    session.forget();
  });
  return (
    <View>
      <List title={CLOSING.erasedTitle} lines={CLOSING.erased} />
      <List title={CLOSING.keptTitle} lines={CLOSING.kept} />
      <View className="stack">
        <AppButton kind="secondary" icon="cards" onPress={() => { switchTo('package'); }}>{CLOSING.cards}</AppButton>
        <AppButton kind="secondary" icon="document" onPress={() => { open(address.information()); }}>{CLOSING.copyFirst}</AppButton>
        {problem === undefined ? null : <Notice tone="warn">{problem}</Notice>}
        <AppButton kind="danger" onPress={() => { setAsking(true); }}>{CLOSING.close}</AppButton>
      </View>
      <Confirm open={asking} title={CLOSING.askTitle} text={CLOSING.askText} confirm={CLOSING.confirm} danger busy={closing.busy} onConfirm={confirm} onCancel={() => { setAsking(false); }} />
    </View>
  );
}

/** The end of it is said on the page itself, where nobody is signed in any more. */
export default function CloseAccountPage() {
  const [isClosed, setIsClosed] = useState(false);
  if (isClosed) {
    return (
      <AppPage title={CLOSING.title}>
        <EmptyState icon="done" title={CLOSING.doneTitle} text={CLOSING.done} action={{ label: CLOSING.home, onPress: () => { switchTo('home'); } }} />
      </AppPage>
    );
  }
  return (
    <AppPage title={CLOSING.title} lead={CLOSING.lead}>
      <SignedInOnly here={address.closeAccount()}><Closing onClosed={() => { setIsClosed(true); }} /></SignedInOnly>
    </AppPage>
  );
}
