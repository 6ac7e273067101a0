/** An institution's places in the console: each of its apps, and asking for another; further ones are tabs beside them. */
import { View } from '@tarojs/components';
import { useState } from 'react';
import type { OutputOf } from '@shared/kernel/route';
import type { listAppsRoute } from '@shared/open-platform/console.routes';
import { CONSOLE } from '../console.copy';
import type { DraftOf } from '../use-drafts';
import { ConsoleApp } from './console-app';
import { ConsoleApply } from './console-apply';
import { ConsoleTabs } from './console-tabs';

/** No app's id: those have no slash. */
const APPLY_KEY = '/apply';

export type ConsoleAppsProps = OutputOf<typeof listAppsRoute> & { readonly draftOf: DraftOf };

export function ConsoleApps({ apps, requests, draftOf }: ConsoleAppsProps) {
  const [chosen, choose] = useState<string>();
  const app = chosen === APPLY_KEY ? undefined : (apps.find(({ appId }) => appId === chosen) ?? apps[0]);
  const tabs = [...apps.map(({ appId, name, closed }) => ({ key: appId, label: closed ? `${name}（${CONSOLE.closed}）` : name })), { key: APPLY_KEY, label: CONSOLE.apply }];
  return (
    <View>
      <ConsoleTabs top label={CONSOLE.ofInstitution} tabs={tabs} current={app?.appId ?? APPLY_KEY} onChoose={choose} />
      {app ? <ConsoleApp key={app.appId} app={app} draft={draftOf(app)} /> : <ConsoleApply hasApps={apps.length > 0} requests={requests} />}
    </View>
  );
}
