import { View } from '@tarojs/components';
import { reverseMergeRoute } from '@shared/person-index/person-index.routes';
import { useState } from 'react';
import { useWrite } from '../../platform/queries';
import { AppButton } from '../../ui/app-button';
import { AppField } from '../../ui/app-field';
import { Sheet } from '../../ui/sheet';
import { Notice } from '../../ui/status-tag';
import { refusalText, WORDS } from '../../ui/words';
import { PERSON_REFUSALS, PERSONS } from '../person-index.copy';

const REASON_MIN = 2;

/** Takes one merge back, with the reason in the registrar's words. */
export function Reversing({ mergeId, onReversed }: { readonly mergeId: string; readonly onReversed: () => void }) {
  const reversing = useWrite(reverseMergeRoute);
  const [asking, setAsking] = useState(false);
  const [reason, setReason] = useState('');
  const [problem, setProblem] = useState<string>();
  async function reverse() {
    const isMissing = reason.trim().length < REASON_MIN;
    setProblem(isMissing ? PERSONS.reasonMissing : undefined);
    if (isMissing) return;
    const result = await reversing.send({ mergeId, reason: reason.trim() });
    if (!result.ok) setProblem(refusalText(PERSON_REFUSALS, result.refusal));
    else onReversed();
  }
  return (
    <View className="stack">
      <AppButton kind="text" about={PERSONS.reverseAbout(mergeId)} onPress={() => { setAsking(true); }}>{PERSONS.reverse}</AppButton>
      <Sheet open={asking} title={PERSONS.reverseTitle} onClose={() => { setAsking(false); }}>
        <View className="sheet__text">{PERSONS.reverseText}</View>
        <AppField label={PERSONS.reason} hint={PERSONS.reasonHint} value={reason} maxLength={200} onChange={setReason} />
        {problem === undefined ? null : <Notice tone="warn">{problem}</Notice>}
        <View className="stack">
          <AppButton kind="danger" busy={reversing.busy} onPress={() => { void reverse(); }}>{PERSONS.reverseConfirm}</AppButton>
          <AppButton kind="secondary" onPress={() => { setAsking(false); }}>{WORDS.cancel}</AppButton>
        </View>
      </Sheet>
    </View>
  );
}
