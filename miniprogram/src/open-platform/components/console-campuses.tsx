/** 院区 of one hospital: a code of its own choice and a name for each. */
import { View } from '@tarojs/components';
import { useState } from 'react';
import { focusIn } from '../../platform/focus';
import { AppButton } from '../../ui/app-button';
import { AppCard, ListRow } from '../../ui/app-card';
import { AppField } from '../../ui/app-field';
import { campusProblem, type Campus, type CampusProblem } from '../app-settings';
import { SETTINGS } from '../console.copy';

export type ConsoleCampusesProps = {
  readonly hospital: { readonly hospitalId: string; readonly name: string };
  /** Of all hospitals of the app. */
  readonly campuses: readonly Campus[];
  readonly onChange: (campuses: Campus[]) => void;
};

const listOf = (hospitalId: string) => `console-campuses-${hospitalId}`;

function Own({ hospital: { hospitalId }, campuses, onChange }: ConsoleCampusesProps) {
  const own = campuses.filter((campus) => campus.hospitalId === hospitalId);
  if (own.length === 0) return <ListRow title={SETTINGS.campusesNone} />;
  return own.map((campus, place) => (
    <ListRow
      key={campus.code} title={campus.name} note={campus.code}
      value={<AppButton compact kind="text" about={campus.name} onPress={() => { onChange(campuses.filter((other) => other !== campus)); focusIn(listOf(hospitalId), place); }}>{SETTINGS.remove}</AppButton>}
    />
  ));
}

export function ConsoleCampuses(props: ConsoleCampusesProps) {
  const { hospital: { hospitalId, name: hospital }, campuses, onChange } = props;
  const [{ code, name }, setTyped] = useState({ code: '', name: '' });
  const [problem, setProblem] = useState<CampusProblem>();
  function add() {
    const campus = { hospitalId, code: code.trim(), name: name.trim() };
    const wrong = campusProblem(campus, campuses);
    setProblem(wrong);
    if (wrong !== undefined) return;
    onChange([...campuses, campus]);
    setTyped({ code: '', name: '' });
  }
  const said = problem === undefined ? undefined : SETTINGS.campusProblems[problem];
  return (
    <AppCard title={SETTINGS.campusesTitle(hospital)}>
      <View className="console__lead">{SETTINGS.campusesText}</View>
      <View className="console__list" id={listOf(hospitalId)}><Own {...props} /></View>
      <View className="console__pair">
        <AppField label={SETTINGS.code} hint={SETTINGS.codeHint} maxLength={32} value={code} onChange={(text) => { setTyped({ code: text, name }); }} error={problem === 'name' ? undefined : said} />
        <AppField label={SETTINGS.campusName} hint={SETTINGS.campusNameHint} maxLength={100} value={name} onChange={(text) => { setTyped({ code, name: text }); }} error={problem === 'name' ? said : undefined} onEnter={add} />
      </View>
      <View className="console__acts"><AppButton compact kind="secondary" about={SETTINGS.campusesTitle(hospital)} onPress={add}>{SETTINGS.add}</AppButton></View>
    </AppCard>
  );
}
