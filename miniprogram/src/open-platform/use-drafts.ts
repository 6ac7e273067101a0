/** Settings that are changed on the page and not yet saved, of each app: they wait while other parts are looked at. */
import { useState } from 'react';
import type { AppView } from '@shared/open-platform/console.schema';
import { changedIn, isSame, settingsOf, withTheirs, type Settings, type SettingsMember } from './app-settings';

export type SettingsDraft = {
  readonly settings: Settings;
  readonly isChanged: boolean;
  /** What somebody else saved since this was begun: taken over, but where it was changed here too. */
  readonly theirs: readonly SettingsMember[];
  readonly change: (changed: Partial<Settings>) => void;
  /** Back to what is saved. */
  readonly drop: () => void;
};

type Kept = { readonly base: Settings; readonly version: number; readonly settings: Settings; readonly theirs: readonly SettingsMember[] };

/** A draft beside settings that were saved since. */
function caughtUp(kept: Kept, saved: Settings, version: number): Kept {
  if (kept.version === version) return kept;
  const theirs = [...new Set([...kept.theirs, ...changedIn(kept.base, saved)])];
  return { base: saved, version, settings: withTheirs(kept.settings, kept.base, saved), theirs };
}

export type DraftOf = (app: AppView) => SettingsDraft;

export function useDrafts(): DraftOf {
  const [drafts, setDrafts] = useState<Readonly<Record<string, Kept | undefined>>>({});
  return function draftOf(app) {
    const { appId, version } = app;
    const saved = settingsOf(app);
    const keptIn = (all: typeof drafts) => caughtUp(all[appId] ?? { base: saved, version, settings: saved, theirs: [] }, saved, version);
    const { settings, theirs } = keptIn(drafts);
    const isChanged = !isSame(settings, saved);
    return {
      settings, isChanged,
      theirs: isChanged ? theirs : [],
      change(changed) { setDrafts((all) => { const kept = keptIn(all); return { ...all, [appId]: { ...kept, settings: { ...kept.settings, ...changed } } }; }); },
      drop() { setDrafts((all) => ({ ...all, [appId]: undefined })); },
    };
  };
}
