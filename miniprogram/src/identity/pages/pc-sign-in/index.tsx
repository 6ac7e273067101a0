import { View } from '@tarojs/components';
import { useRouter } from '@tarojs/taro';
import { decidePcTicketRoute, listSessionsRoute, scanPcTicketRoute } from '@shared/identity/sign-in.routes';
import { useEffect, useRef, useState } from 'react';
import { address, open, switchTo } from '../../../app/routes';
import { useWrite } from '../../../platform/queries';
import { useAccount } from '../../../platform/use-session';
import { AppButton } from '../../../ui/app-button';
import { AppCard, ListRow } from '../../../ui/app-card';
import { AppPage } from '../../../ui/app-page';
import { Notice } from '../../../ui/status-tag';
import { EmptyState, Skeleton } from '../../../ui/states';
import { momentText, refusalText } from '../../../ui/words';
import { PC_REFUSALS, PC_SIGN_IN } from '../../sign-in.copy';

const home = () => { switchTo('home'); };

function Decided({ approved }: { readonly approved: boolean }) {
  const title = approved ? PC_SIGN_IN.approved : PC_SIGN_IN.refused;
  const text = approved ? PC_SIGN_IN.approvedText : PC_SIGN_IN.refusedText;
  return (
    <EmptyState
      icon={approved ? 'done' : 'privacy'} title={title} text={text}
      action={{ label: PC_SIGN_IN.home, onPress: home }}
      second={{ label: PC_SIGN_IN.sessions, onPress: () => { open(address.sessions()); } }}
    />
  );
}

type Asked = { readonly openedAt: string; readonly openedFrom?: string | undefined };

function Question({ ticketId, asked }: { readonly ticketId: string; readonly asked: Asked }) {
  const decide = useWrite(decidePcTicketRoute, [listSessionsRoute]);
  const [decided, setDecided] = useState<boolean>();
  const [problem, setProblem] = useState<string>();
  async function answer(approve: boolean) {
    const result = await decide.send({ ticketId, approve });
    if (result.ok) setDecided(approve);
    else setProblem(refusalText(PC_REFUSALS, result.refusal));
  }
  if (decided !== undefined) return <Decided approved={decided} />;
  return (
    <View>
      <AppCard flush>
        <ListRow icon="devices" title={PC_SIGN_IN.where} value={asked.openedFrom ?? PC_SIGN_IN.unknownPlace} />
        <ListRow icon="clock" title={PC_SIGN_IN.openedAt} value={momentText(asked.openedAt)} />
      </AppCard>
      <Notice tone="warn">{PC_SIGN_IN.warning}</Notice>
      {problem === undefined ? null : <Notice tone="danger">{problem}</Notice>}
      <View className="stack">
        <AppButton busy={decide.busy} onPress={() => { void answer(true); }}>{PC_SIGN_IN.approve}</AppButton>
        <AppButton kind="secondary" onPress={() => { void answer(false); }}>{PC_SIGN_IN.refuse}</AppButton>
      </View>
    </View>
  );
}

/** Telling the platform that the code was scanned binds the ticket to this account; then the person decides. */
function Scanned({ ticketId }: { readonly ticketId: string }) {
  const scan = useWrite(scanPcTicketRoute);
  const send = useRef(scan.send);
  const [asked, setAsked] = useState<Asked>();
  const [problem, setProblem] = useState<string>();
  useEffect(() => {
    void send.current({ ticketId }).then((result) => {
      if (result.ok) setAsked(result.value);
      else setProblem(refusalText(PC_REFUSALS, result.refusal));
    });
  }, [ticketId]);
  if (problem !== undefined) return <EmptyState icon="warning" title={PC_SIGN_IN.failed} text={problem} action={{ label: PC_SIGN_IN.home, onPress: home }} />;
  return asked ? <Question ticketId={ticketId} asked={asked} /> : <Skeleton />;
}

export default function PcSignInPage() {
  const { ticketId = '' } = useRouter().params;
  const signedIn = useAccount() !== undefined;
  return (
    <AppPage title={PC_SIGN_IN.title} lead={PC_SIGN_IN.lead}>
      {signedIn
        ? <Scanned ticketId={ticketId} />
        : <EmptyState icon="sign-in" title={PC_SIGN_IN.signInFirst} text={PC_SIGN_IN.signInFirstText} action={{ label: PC_SIGN_IN.signIn, onPress: () => { open(address.signIn(address.pcSignIn(ticketId))); } }} />}
    </AppPage>
  );
}
