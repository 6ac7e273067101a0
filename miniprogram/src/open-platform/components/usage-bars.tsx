/** 用量: a bar for each day, refusals on top, each said in words; the same numbers in a table, with the share that failed. */
import { View } from '@tarojs/components';
import { chinaDayOf } from '@shared/kernel/china-day';
import { RESULT_CODES } from '@shared/open-platform/result-codes';
import { nowMs } from '../../platform/clock';
import { accessible } from '../../ui/accessible';
import { AppCard, ListRow } from '../../ui/app-card';
import { CONSOLE } from '../console.copy';
import { byDay, byMethod, byRefusal, inAll, rateText, type Counts, type Figures } from '../usage-figures';
import { FiguresTable } from './figures-table';

/** `2026-11-20` → `11-20`. */
const shortDay = (day: string) => day.slice(5);
const sumsOf = (figures: Figures) => CONSOLE.usageSums(figures.good, figures.bad, rateText(figures));
const cellsOf = (figures: Figures) => [String(figures.good), String(figures.bad), rateText(figures)];

function Bar({ figures, most }: { readonly figures: Figures; readonly most: number }) {
  const { name, good, bad } = figures;
  const height = (count: number) => ({ height: `${((100 * count) / most).toFixed(1)}%` });
  return (
    <View className="usage__day" {...accessible({ role: 'img', label: CONSOLE.usageDay(name, sumsOf(figures)) })}>
      <View className="usage__bar">
        <View className="usage__bad" style={height(bad)} />
        <View className="usage__good" style={height(good)} />
      </View>
      <View className="usage__name" {...accessible({ hidden: true })}>{shortDay(name)}</View>
    </View>
  );
}

function Chart({ days }: { readonly days: readonly Figures[] }) {
  const most = Math.max(1, ...days.map(({ good, bad }) => good + bad));
  return (
    <View>
      <View className="usage__legend" {...accessible({ hidden: true })}>
        <View className="usage__sign usage__good" /><View>{CONSOLE.good}</View>
        <View className="usage__sign usage__bad" /><View>{CONSOLE.bad}</View>
      </View>
      <View className="usage" {...accessible({ role: 'group', label: CONSOLE.usageTitle })}>{days.map((figures) => <Bar key={figures.name} figures={figures} most={most} />)}</View>
    </View>
  );
}

function Errors({ counts }: { readonly counts: Counts }) {
  const refusals = byRefusal(counts);
  if (refusals.length === 0) return null;
  return (
    <AppCard title={CONSOLE.errorsTitle} flush>
      {refusals.map(({ result, count }) => (
        <ListRow key={result} title={`${RESULT_CODES[result].code} ${RESULT_CODES[result].chinese}`} note={RESULT_CODES[result].remedy} value={CONSOLE.times(count)} />
      ))}
    </AppCard>
  );
}

export function UsageBars({ counts, days: span }: { readonly counts: Counts; readonly days: number }) {
  if (counts.length === 0) return <AppCard title={CONSOLE.usageTitle}><View>{CONSOLE.usageNone}</View></AppCard>;
  const days = byDay(counts, chinaDayOf(nowMs()), span);
  const head = [CONSOLE.good, CONSOLE.bad, CONSOLE.rate];
  return (
    <View>
      <AppCard title={CONSOLE.usageTitle}>
        <View className="console__lead">{`${sumsOf(inAll(counts))}。`}</View>
        <Chart days={days} />
      </AppCard>
      <View className="console__columns">
        <AppCard title={CONSOLE.byDay}>
          <FiguresTable label={CONSOLE.byDay} head={[CONSOLE.day, ...head]} rows={[...days].reverse().map((figures) => [shortDay(figures.name), ...cellsOf(figures)])} />
        </AppCard>
        <View>
          <AppCard title={CONSOLE.byMethod}>
            <FiguresTable label={CONSOLE.byMethod} head={[CONSOLE.method, ...head]} rows={byMethod(counts).map((figures) => [figures.name, ...cellsOf(figures)])} />
          </AppCard>
          <Errors counts={counts} />
        </View>
      </View>
    </View>
  );
}
