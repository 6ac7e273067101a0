/** Settings that are changed on the page and not yet saved, of each app: they wait while other parts are looked at. */
import { useState } from 'react';
import type { AppView } from '@shared/open-platform/console.schema';
import { isSame, settingsOf, type Settings } from './app-settings';

export type SettingsDraft = {
  readonly settings: Settings;
  readonly isChanged: boolean;
  readonly change: (changed: Partial<Settings>) => void;
  /** Back to what is saved. */
  readonly drop: () => void;
};

export function useDrafts(): (app: AppView) => SettingsDraft {
  const [drafts, setDrafts] = useState<Readonly<Record<string, Settings | undefined>>>({});
  return function draftOf(app) {
    const saved = settingsOf(app);
    const settings = drafts[app.appId] ?? saved;
    return {
      settings,
      isChanged: !isSame(settings, saved),
      change(changed) { setDrafts((all) => ({ ...all, [app.appId]: { ...(all[app.appId] ?? saved), ...changed } })); },
      drop() { setDrafts((all) => ({ ...all, [app.appId]: undefined })); },
    };
  };
}
