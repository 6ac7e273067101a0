/** An app at a glance: hospitals, hosts, usage, the terminals that were really seen. */
import { View } from '@tarojs/components';
import type { AppView } from '@shared/open-platform/console.schema';
import { AppCard, ListRow } from '../../ui/app-card';
import { Skeleton } from '../../ui/states';
import { momentText } from '../../ui/words';
import { CONSOLE } from '../console.copy';
import { useTerminals, useUsage } from '../console.queries';
import { ConsoleRefused } from './console-said';
import { ConsoleUses } from './console-uses';
import { UsageBars } from './usage-bars';

const DAYS = 14;

function Terminals({ appId }: { readonly appId: string }) {
  const seen = useTerminals(appId);
  if (seen.state === 'loading') return <Skeleton />;
  if (seen.state === 'refused') return <ConsoleRefused refusal={seen.refusal} again={seen.again} />;
  return (
    <AppCard title={CONSOLE.terminalsTitle} flush>
      {seen.value.items.length === 0 ? <ListRow title={CONSOLE.terminalsNone} /> : seen.value.items.map(({ kind, terminalId = '', hospitalId, firstSeenAt, lastSeenAt }) => (
        <ListRow key={`${hospitalId} ${kind} ${terminalId}`} title={`${CONSOLE.terminalKinds[kind]} ${terminalId}`} note={CONSOLE.seen(momentText(firstSeenAt), momentText(lastSeenAt))} value={hospitalId} />
      ))}
    </AppCard>
  );
}

function Registered({ app: { hospitals, redirectHosts, callbackUrl } }: { readonly app: AppView }) {
  return (
    <AppCard title={CONSOLE.hospitals} flush>
      {hospitals.map(({ hospitalId, name, campuses }) => <ListRow key={hospitalId} title={name} note={campuses.map((campus) => campus.name).join('、')} value={hospitalId} />)}
      <ListRow title={CONSOLE.hosts} note={redirectHosts.join('、') || CONSOLE.none} />
      <ListRow title={CONSOLE.callback} note={callbackUrl ?? CONSOLE.none} />
    </AppCard>
  );
}

export function ConsoleOverview({ app }: { readonly app: AppView }) {
  const usage = useUsage(app.appId, DAYS);
  return (
    <View>
      {usage.state === 'loading' ? <Skeleton /> : null}
      {usage.state === 'refused' ? <ConsoleRefused refusal={usage.refusal} again={usage.again} /> : null}
      {usage.state === 'ready' ? <UsageBars counts={usage.value.items} days={DAYS} /> : null}
      <ConsoleUses app={app} days={DAYS} />
      <View className="console__columns">
        <Registered app={app} />
        <Terminals appId={app.appId} />
      </View>
    </View>
  );
}
