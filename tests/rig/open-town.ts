/** The whole province for one test file, over real HTTP: sandboxes, slices, store in memory. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openProvince, type Province, type ProvinceOptions } from '../../functions/local/province';
import { seedProvince } from '../../functions/local/seed-province';
import { samplePeople, type SamplePerson } from '../../functions/local/seed/sample-people';

export type Town = Province & { readonly today: string; person(key: string): SamplePerson; end(): Promise<void> };

/** The day the sample people's ages are counted from. */
export const TODAY = '2026-11-23';

export async function openTown(options: Partial<ProvinceOptions> = {}): Promise<Town> {
  const dataDir = mkdtempSync(join(tmpdir(), 'province-'));
  const province = await openProvince({ port: 0, dataDir, inMemory: true, today: TODAY, ...options });
  await seedProvince(province, dataDir, TODAY);
  return {
    ...province,
    today: TODAY,
    person(key) {
      const found = samplePeople(TODAY).find(({ personKey }) => personKey === key);
      if (!found) throw new Error(`no sample person ${key}`);
      return found;
    },
    async end() {
      await province.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
