import { View } from '@tarojs/components';
import { needsPresence } from '@shared/card/card.rules';
import { CounterMove, type MovedAtCounter } from '@shared/card/counter.routes';
import { accessible } from '../../ui/accessible';
import { AppButton } from '../../ui/app-button';
import { AppCard } from '../../ui/app-card';
import { AppPicker } from '../../ui/app-picker';
import { Steps } from '../../ui/states';
import { Notice } from '../../ui/status-tag';
import { ASSIST, SIGN_FORM } from '../assisted.copy';
import { COUNTER, COUNTER_MOVES } from '../counter.copy';
import { useCounter } from '../use-counter';
import { DocumentSeen, SignedPaper } from './assisted-consent';
import { AssistedPerson } from './assisted-person';
import { ForWhom, SignForm } from './sign-form';

const CHOICES = CounterMove.options.map((value) => ({ value, label: COUNTER_MOVES[value].label, note: COUNTER_MOVES[value].note }));

type Visit = ReturnType<typeof useCounter>;

/** What is to be done; what gives the card back is signed for. */
function Move({ visit: { whom: { person }, what: { typed, wrong, type }, busy, submit, toPerson } }: { readonly visit: Visit }) {
  const signed = typed.move !== undefined && needsPresence(typed.move);
  return (
    <View>
      <ForWhom person={person} />
      <View className="no-print">
        <AppCard>
          <DocumentSeen typed={typed} errors={wrong} onChange={(next) => { type({ ...typed, ...next }); }} />
          <AppPicker label={COUNTER.move} choices={CHOICES} value={typed.move} error={wrong.move} onChange={(move) => { type({ ...typed, move: move as CounterMove }); }} />
        </AppCard>
      </View>
      {signed ? (
        <View>
          <SignForm person={person} title={SIGN_FORM.backTitle} text={SIGN_FORM.back} />
          <View className="no-print">
            <AppCard><SignedPaper hint={COUNTER.proofHint} typed={typed} photo={typed.photo} errors={wrong} onChange={(next) => { type({ ...typed, ...next }); }} onPhoto={(photo) => { type({ ...typed, photo }); }} /></AppCard>
          </View>
        </View>
      ) : null}
      <View className="stack no-print">
        <AppButton busy={busy} onPress={submit}>{COUNTER.submit}</AppButton>
        <AppButton kind="text" onPress={toPerson}>{ASSIST.previous}</AppButton>
      </View>
    </View>
  );
}

/** The steps with the person in front of the counter, until their card is moved. */
export function AtCounter({ onMoved }: { readonly onMoved: (move: CounterMove, moved: MovedAtCounter) => void }) {
  const visit = useCounter(onMoved);
  return (
    <View>
      <View className="no-print"><Steps labels={COUNTER.steps} current={visit.atPerson ? 0 : 1} /></View>
      {visit.problem === undefined ? null : <View {...accessible({ role: 'alert' })}><Notice tone="warn">{visit.problem}</Notice></View>}
      {visit.atPerson
        ? <AssistedPerson withoutPhone typed={visit.whom.person} errors={visit.whom.wrong} onChange={visit.whom.type} onNext={visit.toMove} />
        : <Move visit={visit} />}
    </View>
  );
}
