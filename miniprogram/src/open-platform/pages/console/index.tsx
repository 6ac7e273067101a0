import { View } from '@tarojs/components';
import { address, open } from '../../../app/routes';
import { useAccount } from '../../../platform/use-session';
import { AppButton } from '../../../ui/app-button';
import { AppPage } from '../../../ui/app-page';
import { EmptyState, ErrorState, Skeleton } from '../../../ui/states';
import { momentText, refusalText } from '../../../ui/words';
import { ConsoleApps } from '../../components/console-apps';
import { ConsoleDoor } from '../../components/console-door';
import { CONSOLE, CONSOLE_REFUSALS } from '../../console.copy';
import { useApps, useConsole, useLeaveConsole } from '../../console.queries';
import '../../console.scss';

/** Whoever was inside for half an hour is asked again: the door is looked at, not the room. */
function Inside({ until, lookAgain }: { readonly until: string; readonly lookAgain: () => void }) {
  const apps = useApps();
  const leave = useLeaveConsole();
  if (apps.state === 'loading') return <Skeleton />;
  if (apps.state === 'refused') return <ErrorState text={refusalText(CONSOLE_REFUSALS, apps.refusal)} again={lookAgain} />;
  return (
    <View className="console">
      <ConsoleApps {...apps.value} />
      <View className="console__leave no-print">
        <View>{CONSOLE.until(momentText(until))}</View>
        <AppButton compact kind="text" busy={leave.busy} onPress={() => { void leave.send({}); }}>{CONSOLE.leave}</AppButton>
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
