/** 海报: a link for each place, and what came of it. */
import { View } from '@tarojs/components';
import { useState } from 'react';
import type { AppView, PosterView } from '@shared/open-platform/console.schema';
import type * as z from 'zod/mini';
import { focusIn } from '../../platform/focus';
import { accessible } from '../../ui/accessible';
import { AppButton } from '../../ui/app-button';
import { AppCard, ListRow } from '../../ui/app-card';
import { EmptyState, Skeleton } from '../../ui/states';
import { Notice } from '../../ui/status-tag';
import { momentText } from '../../ui/words';
import { POSTERS } from '../console.copy';
import { useLinkPoster, usePosters } from '../console.queries';
import { useCopy } from '../use-copy';
import { ConsolePosterForm } from './console-poster-form';
import { ConsolePosterSheet } from './console-poster-sheet';
import { ConsoleRefused, ConsoleSaid, type Word } from './console-said';
import { FiguresTable } from './figures-table';

type Poster = z.infer<typeof PosterView>;
type Count = keyof typeof POSTERS.counts;

const COUNTS = Object.keys(POSTERS.counts) as Count[];

/** A link that opens the mini-program itself: made when it is asked for, since it ends after thirty days. */
function useUrlLink(appId: string, { tag }: Poster) {
  const link = useLinkPoster();
  const [said, setSaid] = useState<Word>();
  const [urlLink, setUrlLink] = useState<string>();
  async function make() {
    const result = await link.send({ appId, tag });
    setSaid(result.ok ? { tone: 'good', text: POSTERS.urlLinkDone(momentText(result.value.expiresAt)) } : { refusal: result.refusal });
    if (result.ok) setUrlLink(result.value.urlLink);
  }
  return { busy: link.busy, said, urlLink, press: () => { void make(); } };
}

/** The link by itself, so that it can be marked and copied; what it is good for beside it. */
function UrlLink({ place, made: { said, urlLink, press }, onCopy }: { readonly place: string; readonly made: ReturnType<typeof useUrlLink>; readonly onCopy: (text: string) => void }) {
  return (
    <View>
      <ConsoleSaid said={said} onEntered={press} />
      {urlLink === undefined ? null : (
        <View>
          <View className="console__text">{urlLink}</View>
          <View className="console__acts"><AppButton compact kind="secondary" about={place} onPress={() => { onCopy(urlLink); }}>{POSTERS.copyUrlLink}</AppButton></View>
        </View>
      )}
    </View>
  );
}

function OnePoster({ appId, poster, onOpen }: { readonly appId: string; readonly poster: Poster; readonly onOpen: () => void }) {
  const { said, copy } = useCopy(POSTERS);
  const urlLink = useUrlLink(appId, poster);
  return (
    <AppCard title={poster.place}>
      <View className="console__lead">{POSTERS.madeAt(momentText(poster.madeAt), poster.tag)}</View>
      <FiguresTable even label={poster.place} head={COUNTS.map((count) => POSTERS.counts[count])} rows={[COUNTS.map((count) => String(poster[count]))]} />
      <View className="console__text">{poster.link}</View>
      {said === undefined ? null : <View {...accessible({ role: 'status' })}><Notice tone={said.tone}>{said.text}</Notice></View>}
      <View className="console__acts">
        <AppButton compact icon="code" about={poster.place} onPress={onOpen}>{POSTERS.open}</AppButton>
        <AppButton compact kind="secondary" about={poster.place} onPress={() => { copy(poster.link); }}>{POSTERS.copy}</AppButton>
        <AppButton compact kind="secondary" about={poster.place} busy={urlLink.busy} onPress={urlLink.press}>{POSTERS.urlLink}</AppButton>
      </View>
      <UrlLink place={poster.place} made={urlLink} onCopy={copy} />
    </AppCard>
  );
}

const idOf = (tag: string) => `console-poster-${tag}`;

/** The newest first. */
function List({ appId, posters, onOpen }: { readonly appId: string; readonly posters: readonly Poster[]; readonly onOpen: (tag: string) => void }) {
  if (posters.length === 0) return <AppCard title={POSTERS.listTitle} flush><ListRow title={POSTERS.none} /></AppCard>;
  const newestFirst = [...posters].sort((one, other) => other.madeAt.localeCompare(one.madeAt));
  return <View>{newestFirst.map((poster) => <View key={poster.tag} id={idOf(poster.tag)}><OnePoster appId={appId} poster={poster} onOpen={() => { onOpen(poster.tag); }} /></View>)}</View>;
}

export type ConsolePostersProps = { readonly app: AppView; readonly toSettings: () => void };

export function ConsolePosters({ app, toSettings }: ConsolePostersProps) {
  const posters = usePosters(app.appId);
  const [open, setOpen] = useState<string>();
  if (posters.state === 'loading') return <Skeleton />;
  if (posters.state === 'refused') return <ConsoleRefused refusal={posters.refusal} again={posters.again} />;
  const { items } = posters.value;
  const opened = items.find(({ tag }) => tag === open);
  if (opened) return <ConsolePosterSheet poster={opened} onClose={() => { setOpen(undefined); focusIn(idOf(opened.tag)); }} />;
  return (
    <View>
      {app.redirectHosts.length === 0
        ? <EmptyState icon="code" title={POSTERS.title} text={POSTERS.noHosts} action={{ label: POSTERS.toSettings, onPress: toSettings }} />
        : <ConsolePosterForm app={app} tags={items.map(({ tag }) => tag)} />}
      <List appId={app.appId} posters={items} onOpen={setOpen} />
    </View>
  );
}
