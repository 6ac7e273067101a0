/** The province in a process of its own, with many registered people, so that what is measured shares no memory with it. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openProvince } from '../../../functions/local/province';
import { citizenNumber } from '../../../functions/local/seed/invented-numbers';
import { seedProvince } from '../../../functions/local/seed-province';
import { addDays, chinaDayOf } from '../../../shared/kernel/china-day';

const PEOPLE = Number(process.env['BENCH_PEOPLE'] ?? 0);

function people() {
  return Array.from({ length: PEOPLE }, (_, n) => {
    const birthday = addDays('1950-01-01', n);
    return { idType: '01' as const, idNumber: citizenNumber(birthday, 7, '1'), name: '测试甲', gender: '1' as const, birthday };
  });
}

async function main(): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'bench-town-'));
  const today = chinaDayOf(Date.now());
  const alsoRegistered = people();
  const province = await openProvince({ port: 0, dataDir, inMemory: process.env['BENCH_ON_DISK'] === undefined, today, alsoRegistered });
  await seedProvince(province, dataDir, today);
  process.on('message', () => process.send?.({ rss: process.memoryUsage.rss() }));
  process.send?.({ config: province.config, dataDir, url: province.url, wechatUrl: province.wechat.url, today, people: alsoRegistered });
}

void main();
