import { View } from '@tarojs/components';
import { readMeRoute } from '@shared/identity/identity.routes';
import { useState } from 'react';
import { address, open, switchTo } from '../../../app/routes';
import { useRead } from '../../../platform/queries';
import { toTop } from '../../../platform/scroll';
import { useAccount } from '../../../platform/use-session';
import { accessible } from '../../../ui/accessible';
import { AppButton } from '../../../ui/app-button';
import { AppCard } from '../../../ui/app-card';
import { AppPage } from '../../../ui/app-page';
import { DocumentFields } from '../../../ui/document-fields';
import { DOCUMENT_ORDER } from '../../../ui/document-words';
import { EmptyState, ErrorState, Skeleton } from '../../../ui/states';
import { Notice } from '../../../ui/status-tag';
import { refusalText } from '../../../ui/words';
import { KnownPerson } from '../../components/known-person';
import { Merging } from '../../components/merging';
import { PERSONS } from '../../person-index.copy';
import { useIdentity, type Identity } from '../../use-identity';
import './index.scss';

type OneProps = { readonly title: string; readonly identity: Identity; readonly onReversed: () => void };

/** One of the two: typed from the document until it is found, then what the index knows by it. */
function One({ title, identity: { typed, wrong, known, problem, busy, type, find }, onReversed }: OneProps) {
  if (known) {
    return (
      <View>
        <KnownPerson title={PERSONS.found(title, typed.name)} known={known} onReversed={onReversed} />
        <View className="stack merges__other"><AppButton kind="text" about={title} onPress={() => { type(typed); }}>{PERSONS.otherDocument}</AppButton></View>
      </View>
    );
  }
  return (
    <AppCard title={title}>
      <DocumentFields value={typed} onChange={type} types={DOCUMENT_ORDER} errors={wrong} />
      {problem === undefined ? null : <View {...accessible({ role: 'alert' })}><Notice tone="warn">{problem}</Notice></View>}
      <View className="stack"><AppButton busy={busy} onPress={() => { void find(); }}>{PERSONS.find}</AppButton></View>
    </AppCard>
  );
}

function Desk({ onMerged }: { readonly onMerged: (mergeId: string) => void }) {
  const [survivor, merged] = [useIdentity(), useIdentity()];
  const [reversed, setReversed] = useState(false);
  function after() {
    setReversed(true);
    toTop();
    for (const one of [survivor, merged]) if (one.known) void one.find();
  }
  return (
    <View>
      {reversed ? <View {...accessible({ role: 'status' })}><Notice tone="good">{PERSONS.reversed}</Notice></View> : null}
      <One title={PERSONS.survivor} identity={survivor} onReversed={after} />
      {survivor.known ? <One title={PERSONS.merged} identity={merged} onReversed={after} /> : null}
      {survivor.known && merged.known ? <Merging survivor={survivor.typed} merged={merged.typed} onMerged={onMerged} /> : null}
    </View>
  );
}

function Registrar() {
  const [mergeId, setMergeId] = useState<string>();
  if (mergeId === undefined) return <Desk onMerged={setMergeId} />;
  return <EmptyState icon="done" title={PERSONS.mergedTitle} text={PERSONS.mergedText(mergeId)} action={{ label: PERSONS.another, onPress: () => { setMergeId(undefined); } }} />;
}

/** Everybody else is told whose page this is, and led away. */
function RegistrarOnly() {
  const me = useRead(readMeRoute, {});
  if (me.state === 'loading') return <Skeleton />;
  if (me.state === 'refused') return <ErrorState text={refusalText({}, me.refusal)} again={me.again} />;
  if (me.value.post?.role === 'registrar') return <Registrar />;
  return <EmptyState icon="info" title={PERSONS.notRegistrarTitle} text={PERSONS.notRegistrarText} action={{ label: PERSONS.home, onPress: () => { switchTo('home'); } }} />;
}

export default function MergesPage() {
  const signedIn = useAccount() !== undefined;
  return (
    <AppPage title={PERSONS.title} lead={PERSONS.lead}>
      {signedIn
        ? <RegistrarOnly />
        : <EmptyState icon="sign-in" title={PERSONS.signInTitle} text={PERSONS.signInText} action={{ label: PERSONS.signIn, onPress: () => { open(address.signIn(address.merges())); } }} />}
    </AppPage>
  );
}
