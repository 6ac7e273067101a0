import { View } from '@tarojs/components';
import { mergePersonsRoute } from '@shared/person-index/person-index.routes';
import { MergeEvidence } from '@shared/person-index/person-index.schema';
import { useState } from 'react';
import { useWrite } from '../../platform/queries';
import { accessible } from '../../ui/accessible';
import { AppButton } from '../../ui/app-button';
import { AppCard } from '../../ui/app-card';
import { AppPicker } from '../../ui/app-picker';
import { Confirm } from '../../ui/sheet';
import { Notice } from '../../ui/status-tag';
import type { TypedDocument } from '../../ui/typed-document';
import { refusalText } from '../../ui/words';
import { EVIDENCE, PERSON_REFUSALS, PERSONS } from '../person-index.copy';

const CHOICES = MergeEvidence.options.map((value) => ({ value, label: EVIDENCE[value] }));

export type MergingProps = { readonly survivor: TypedDocument; readonly merged: TypedDocument; readonly onMerged: (mergeId: string) => void };

/** Two identities become one: on evidence, and asked once more. */
export function Merging({ survivor, merged, onMerged }: MergingProps) {
  const merging = useWrite(mergePersonsRoute);
  const [evidence, setEvidence] = useState<MergeEvidence>();
  const [missing, setMissing] = useState<string>();
  const [asking, setAsking] = useState(false);
  const [problem, setProblem] = useState<string>();
  function ask() {
    setMissing(evidence === undefined ? PERSONS.evidenceMissing : undefined);
    setAsking(evidence !== undefined);
  }
  async function merge() {
    if (evidence === undefined) return;
    const result = await merging.send({ survivor, merged, evidence });
    setAsking(false);
    if (result.ok) onMerged(result.value.mergeId);
    else setProblem(refusalText(PERSON_REFUSALS, result.refusal));
  }
  return (
    <View>
      <AppCard>
        <AppPicker label={PERSONS.evidence} choices={CHOICES} value={evidence} error={missing} onChange={(next) => { setEvidence(next as MergeEvidence); setMissing(undefined); }} />
      </AppCard>
      {problem === undefined ? null : <View {...accessible({ role: 'alert' })}><Notice tone="warn">{problem}</Notice></View>}
      <View className="stack"><AppButton onPress={ask}>{PERSONS.merge}</AppButton></View>
      <Confirm open={asking} title={PERSONS.askTitle} text={PERSONS.askText} confirm={PERSONS.confirm} busy={merging.busy} onConfirm={() => { void merge(); }} onCancel={() => { setAsking(false); }} />
    </View>
  );
}
