/** 用量: a bar for each day, refusals on top; each day is said in words too. */
import { View } from '@tarojs/components';
import type { OutputOf } from '@shared/kernel/route';
import type { readUsageRoute } from '@shared/open-platform/console.routes';
import { RESULT_CODES, type ResultName } from '@shared/open-platform/result-codes';
import { accessible } from '../../ui/accessible';
import { AppCard, ListRow } from '../../ui/app-card';
import { CONSOLE } from '../console.copy';

type Counts = OutputOf<typeof readUsageRoute>['items'];

const sum = (counts: Counts) => counts.reduce((total, { count }) => total + count, 0);

function daysOf(counts: Counts) {
  const days = [...new Set(counts.map(({ day }) => day))].sort();
  return days.map((day) => {
    const ofDay = counts.filter((one) => one.day === day);
    const good = sum(ofDay.filter(({ result }) => result === 'success'));
    return { day, good, bad: sum(ofDay) - good };
  });
}

function Bar({ day, good, bad, most }: ReturnType<typeof daysOf>[number] & { readonly most: number }) {
  const height = (count: number) => ({ height: `${((100 * count) / most).toFixed(1)}%` });
  return (
    <View className="console__bar" {...accessible({ role: 'img', label: CONSOLE.usageDay(day, good, bad) })}>
      <View className="console__good" style={height(good)} />
      <View className="console__bad" style={height(bad)} />
    </View>
  );
}

function Errors({ counts }: { readonly counts: Counts }) {
  const results = [...new Set(counts.map(({ result }) => result))].filter((result) => result in RESULT_CODES) as ResultName[];
  if (results.length === 0) return null;
  return (
    <AppCard title={CONSOLE.errorsTitle} flush>
      {results.map((result) => (
        <ListRow key={result} title={`${RESULT_CODES[result].code} ${RESULT_CODES[result].chinese}`} note={RESULT_CODES[result].remedy} value={CONSOLE.times(sum(counts.filter((one) => one.result === result)))} />
      ))}
    </AppCard>
  );
}

export function UsageBars({ counts }: { readonly counts: Counts }) {
  const days = daysOf(counts);
  const most = Math.max(1, ...days.map(({ good, bad }) => good + bad));
  return (
    <View>
      <AppCard title={CONSOLE.usageTitle}>
        {days.length === 0 ? <View>{CONSOLE.usageNone}</View> : <View className="console__bars">{days.map((one) => <Bar key={one.day} {...one} most={most} />)}</View>}
      </AppCard>
      <Errors counts={counts} />
    </View>
  );
}
