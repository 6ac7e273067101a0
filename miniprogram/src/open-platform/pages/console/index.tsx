import { View } from '@tarojs/components';
import { useState } from 'react';
import { address, open } from '../../../app/routes';
import { useUnsaved } from '../../../platform/unsaved';
import { useAccount } from '../../../platform/use-session';
import { AppButton } from '../../../ui/app-button';
import { AppPage } from '../../../ui/app-page';
import { Confirm } from '../../../ui/sheet';
import { EmptyState, ErrorState, Skeleton } from '../../../ui/states';
import { momentText, refusalText } from '../../../ui/words';
import { ConsoleApps } from '../../components/console-apps';
import { ConsoleDoor } from '../../components/console-door';
import { CONSOLE, CONSOLE_REFUSALS } from '../../console.copy';
import { useApps, useConsole, useLeaveConsole } from '../../console.queries';
import { useDrafts } from '../../use-drafts';
import '../../console.scss';

/** Asked only when something typed would be lost. */
function Leave({ isUnsaved }: { readonly isUnsaved: boolean }) {
  const [isAsked, ask] = useState(false);
  const { busy, send } = useLeaveConsole();
  const leave = () => { void send({}); };
  return (
    <View>
      <AppButton compact kind="text" busy={busy} onPress={() => { if (isUnsaved) ask(true); else leave(); }}>{CONSOLE.leave}</AppButton>
      <Confirm
        open={isAsked} title={CONSOLE.leaveTitle} text={CONSOLE.leaveText} confirm={CONSOLE.leave} danger busy={busy}
        onConfirm={leave} onCancel={() => { ask(false); }}
      />
    </View>
  );
}

/** Whoever was inside for half an hour is asked again: the door is looked at, not the room. */
function Inside({ until, lookAgain }: { readonly until: string; readonly lookAgain: () => void }) {
  const apps = useApps();
  const draftOf = useDrafts();
  const isUnsaved = apps.state === 'ready' && apps.value.apps.some((app) => draftOf(app).isChanged);
  useUnsaved(isUnsaved);
  if (apps.state === 'loading') return <Skeleton />;
  if (apps.state === 'refused') return <ErrorState text={refusalText(CONSOLE_REFUSALS, apps.refusal)} again={lookAgain} />;
  return (
    <View className="console">
      <ConsoleApps {...apps.value} draftOf={draftOf} />
      <View className="console__leave no-print">
        <View>{CONSOLE.until(momentText(until))}</View>
        <Leave isUnsaved={isUnsaved} />
      </View>
    </View>
  );
}

function Console() {
  const door = useConsole();
  if (door.state === 'loading') return <Skeleton />;
  if (door.state === 'refused') return <ErrorState text={refusalText(CONSOLE_REFUSALS, door.refusal)} again={door.again} />;
  const { until, secondFactor, accountId } = door.value;
  return until === undefined ? <ConsoleDoor isEnrolled={secondFactor === 'confirmed'} accountId={accountId} /> : <Inside until={until} lookAgain={door.again} />;
}

export default function ConsolePage() {
  const signedIn = useAccount() !== undefined;
  return (
    <AppPage title={CONSOLE.title} lead={CONSOLE.lead} wide>
      {signedIn
        ? <Console />
        : <EmptyState icon="sign-in" title={CONSOLE.signInTitle} text={CONSOLE.signInText} action={{ label: CONSOLE.signIn, onPress: () => { open(address.signIn(address.console())); } }} />}
    </AppPage>
  );
}
