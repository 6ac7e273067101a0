/** A new poster: where it hangs, what it opens, where one goes afterwards. */
import { View } from '@tarojs/components';
import { useState } from 'react';
import type { AppView } from '@shared/open-platform/console.schema';
import { AppButton } from '../../ui/app-button';
import { AppCard } from '../../ui/app-card';
import { AppField } from '../../ui/app-field';
import { AppPicker } from '../../ui/app-picker';
import { POSTERS } from '../console.copy';
import { useAddPoster } from '../console.queries';
import { posterProblem, type Poster, type PosterProblem } from '../poster-form';
import { ConsoleSaid, type Word } from './console-said';

type Member = PosterProblem['member'];

const EMPTY: Poster = { tag: '', place: '', page: 'card-list', returnTo: '' };
const PAGES = (Object.keys(POSTERS.pages) as Poster['page'][]).map((value) => ({ value, label: POSTERS.pages[value] }));

/** The return address stays: the next poster mostly has the same. */
function nextAfter({ returnTo, page }: Poster): Poster {
  return { ...EMPTY, returnTo, page };
}

export type ConsolePosterFormProps = { readonly app: AppView; /** Tags in use. */ readonly tags: readonly string[] };

export function ConsolePosterForm({ app, tags }: ConsolePosterFormProps) {
  const [form, setForm] = useState(EMPTY);
  const [wrong, setWrong] = useState<PosterProblem>();
  const [said, say] = useState<Word>();
  const { busy, send } = useAddPoster();
  const field = (member: Member) => ({ value: form[member], onChange: (text: string) => { setForm({ ...form, [member]: text }); }, error: wrong?.member === member ? POSTERS.problems[wrong.problem] : undefined });
  async function make() {
    const asked = { ...form, tag: form.tag.trim().toLowerCase(), place: form.place.trim(), returnTo: form.returnTo.trim() };
    const problem = posterProblem(asked, app, tags);
    setWrong(problem);
    if (problem !== undefined) return;
    const result = await send({ appId: app.appId, ...asked });
    say(result.ok ? { tone: 'good', text: POSTERS.made(asked.place) } : { refusal: result.refusal });
    if (result.ok) setForm(nextAfter(asked));
  }
  const press = () => { void make(); };
  return (
    <AppCard title={POSTERS.title}>
      <View className="console__lead">{POSTERS.text}</View>
      <View className="console__pair">
        <AppField label={POSTERS.place} hint={POSTERS.placeHint} maxLength={100} {...field('place')} />
        <AppField label={POSTERS.tag} hint={POSTERS.tagHint} maxLength={32} {...field('tag')} />
      </View>
      <AppPicker label={POSTERS.page} choices={PAGES} value={form.page} onChange={(page) => { setForm({ ...form, page: page as Poster['page'] }); }} />
      <AppField label={POSTERS.returnTo} hint={POSTERS.returnHint(app.redirectHosts.join('、'))} maxLength={2_000} onEnter={press} {...field('returnTo')} />
      <ConsoleSaid said={said} onEntered={press} />
      <View className="console__acts"><AppButton compact busy={busy} onPress={press}>{POSTERS.make}</AppButton></View>
    </AppCard>
  );
}
