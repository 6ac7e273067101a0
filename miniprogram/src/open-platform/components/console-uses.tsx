/** 用卡: how often cards were used at the app's hospitals, by day, and by campus and step. */
import { View } from '@tarojs/components';
import { chinaDayOf } from '@shared/kernel/china-day';
import type { AppView } from '@shared/open-platform/console.schema';
import { nowMs } from '../../platform/clock';
import { AppCard } from '../../ui/app-card';
import { Skeleton } from '../../ui/states';
import { useUses } from '../console.queries';
import { USES } from '../uses.copy';
import { usesByDay, usesByStep, usesInAll } from '../uses-figures';
import { ConsoleRefused } from './console-said';
import { FiguresTable } from './figures-table';

export function ConsoleUses({ app: { appId, hospitals }, days }: { readonly app: AppView; readonly days: number }) {
  const uses = useUses(appId, days);
  if (uses.state === 'loading') return <Skeleton />;
  if (uses.state === 'refused') return <ConsoleRefused refusal={uses.refusal} again={uses.again} />;
  const { items } = uses.value;
  if (items.length === 0) return <AppCard title={USES.title}><View>{USES.none}</View></AppCard>;
  const byDay = [...usesByDay(items, chinaDayOf(nowMs()), days)].reverse();
  return (
    <View>
      <AppCard title={USES.title}><View className="console__lead">{USES.lead(usesInAll(items))}</View></AppCard>
      <View className="console__columns">
        <AppCard title={USES.byDay}><FiguresTable label={USES.byDay} head={[USES.day, USES.count]} rows={byDay.map(({ name, count }) => [name.slice(5), String(count)])} /></AppCard>
        <AppCard title={USES.byStep}><FiguresTable label={USES.byStep} head={[USES.place, USES.step, USES.count]} rows={usesByStep(items, hospitals).map(({ place, step, count }) => [place, step, String(count)])} /></AppCard>
      </View>
    </View>
  );
}
