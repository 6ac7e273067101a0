/** One app in its parts; another part is a word in `CONSOLE.parts` and a line here. */
import { View } from '@tarojs/components';
import { useState, type ReactNode } from 'react';
import type { AppView } from '@shared/open-platform/console.schema';
import { accessible } from '../../ui/accessible';
import { CONSOLE } from '../console.copy';
import type { SettingsDraft } from '../use-drafts';
import { ConsoleCalls } from './console-calls';
import { ConsoleDebug } from './console-debug';
import { ConsoleDownload } from './console-download';
import { ConsoleKeys } from './console-keys';
import { ConsoleOverview } from './console-overview';
import { ConsolePosters } from './console-posters';
import { ConsoleServices } from './console-services';
import { ConsoleSettings } from './console-settings';
import { ConsoleTabs } from './console-tabs';

type Part = keyof typeof CONSOLE.parts;
type PartProps = { readonly app: AppView; readonly draft: SettingsDraft; readonly open: (part: Part) => void };

const PARTS: Readonly<Record<Part, (of: PartProps) => ReactNode>> = {
  overview: ({ app }) => <ConsoleOverview app={app} />,
  settings: ({ app, draft }) => <ConsoleSettings app={app} draft={draft} />,
  keys: ({ app }) => <ConsoleKeys app={app} />,
  posters: ({ app, open }) => <ConsolePosters app={app} toSettings={() => { open('settings'); }} />,
  services: ({ app, open }) => <ConsoleServices app={app} toSettings={() => { open('settings'); }} />,
  calls: ({ app }) => <ConsoleCalls appId={app.appId} />,
  debug: ({ app }) => <ConsoleDebug appId={app.appId} />,
  download: ({ app }) => <ConsoleDownload appId={app.appId} />,
};

export function ConsoleApp({ app, draft }: Omit<PartProps, 'open'>) {
  const [part, open] = useState<Part>('overview');
  const tabs = (Object.keys(CONSOLE.parts) as Part[]).map((key) => ({ key, label: `${CONSOLE.parts[key]}${key === 'settings' && draft.isChanged ? CONSOLE.unsavedMark : ''}` }));
  return (
    <View>
      <View className="said-only no-print" {...accessible({ role: 'heading', level: 2 })}>{app.name}</View>
      <ConsoleTabs label={CONSOLE.ofApp(app.name)} tabs={tabs} current={part} onChoose={open} />
      {PARTS[part]({ app, draft, open })}
    </View>
  );
}
