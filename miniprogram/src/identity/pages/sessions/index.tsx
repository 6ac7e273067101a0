import { View } from '@tarojs/components';
import { endAllSessionsRoute, endSessionRoute, listSessionsRoute } from '@shared/identity/sign-in.routes';
import type { OpenSession } from '@shared/identity/identity.schema';
import { useState } from 'react';
import { address, switchTo } from '../../../app/routes';
import { session } from '../../../platform/api';
import { useRead, useWrite } from '../../../platform/queries';
import { AppButton } from '../../../ui/app-button';
import { AppCard, ListRow } from '../../../ui/app-card';
import { AppPage } from '../../../ui/app-page';
import { Confirm } from '../../../ui/sheet';
import { ErrorState, Skeleton } from '../../../ui/states';
import { Notice, StatusTag } from '../../../ui/status-tag';
import { momentText, refusalText } from '../../../ui/words';
import { SignedInOnly } from '../../components/signed-in-only';
import { DEVICES, SESSION_REFUSALS, SESSIONS } from '../../sign-in.copy';

/** When it began and was last used tells two of a kind apart; the one in hand is in use now. */
function noteOf({ startedAt, lastRenewedAt, current }: OpenSession): string {
  const began = SESSIONS.began(momentText(startedAt));
  return current ? began : `${began}，${SESSIONS.lastUsed(momentText(lastRenewedAt))}`;
}

type RowProps = { readonly one: OpenSession; readonly onEnd: () => void; readonly busy: boolean };

function SessionRow({ one, onEnd, busy }: RowProps) {
  return (
    <AppCard flush>
      <ListRow icon="devices" title={DEVICES[one.device]} note={noteOf(one)} {...(one.current ? { value: <StatusTag tone="good">{SESSIONS.here}</StatusTag> } : {})} />
      {one.current ? null : <AppButton kind="text" busy={busy} about={DEVICES[one.device]} onPress={onEnd}>{SESSIONS.end}</AppButton>}
    </AppCard>
  );
}

/** Ends everything, this device included; what was kept here is forgotten. */
function EndAll() {
  const endAll = useWrite(endAllSessionsRoute);
  const [asking, setAsking] = useState(false);
  const [problem, setProblem] = useState<string>();
  async function confirm() {
    const result = await endAll.send({});
    setAsking(false);
    setProblem(result.ok ? undefined : refusalText({}, result.refusal));
    if (!result.ok) return;
    session.forget();
    switchTo('home');
  }
  return (
    <View className="stack">
      {problem === undefined ? null : <Notice tone="warn">{problem}</Notice>}
      <AppButton kind="danger" onPress={() => { setAsking(true); }}>{SESSIONS.endAll}</AppButton>
      <Confirm open={asking} title={SESSIONS.endAllTitle} text={SESSIONS.endAllText} confirm={SESSIONS.endAll} danger busy={endAll.busy} onConfirm={() => { void confirm(); }} onCancel={() => { setAsking(false); }} />
    </View>
  );
}

function List() {
  const sessions = useRead(listSessionsRoute, {});
  const end = useWrite(endSessionRoute, [listSessionsRoute]);
  const [problem, setProblem] = useState<string>();
  if (sessions.state === 'loading') return <Skeleton />;
  if (sessions.state === 'refused') return <ErrorState text={refusalText({}, sessions.refusal)} again={sessions.again} />;
  async function endOne(sessionId: string) {
    const result = await end.send({ sessionId });
    setProblem(result.ok ? undefined : refusalText(SESSION_REFUSALS, result.refusal));
  }
  return (
    <View>
      {problem === undefined ? null : <Notice tone="warn">{problem}</Notice>}
      {sessions.value.items.map((one) => <SessionRow key={one.sessionId} one={one} busy={end.busy} onEnd={() => { void endOne(one.sessionId); }} />)}
      <EndAll />
    </View>
  );
}

export default function SessionsPage() {
  return (
    <AppPage title={SESSIONS.title} lead={SESSIONS.lead}>
      <SignedInOnly here={address.sessions()}><List /></SignedInOnly>
    </AppPage>
  );
}
