import type { LevelOperation, LevelRange } from 'dynalite/db/index.js';
import type { Disk } from './disk';
import type { MoodSwitch } from './moods';

export type IndexLag = {
  /** Remembers what the global indexes said before these operations; to be called just before they are written. */
  remember(operations: LevelOperation[]): void;
  /** The values in the range as they were `indexLagMs` ago. */
  valuesThen(range: LevelRange): AsyncGenerator;
};

export const GLOBAL_INDEX_PREFIX = 'index-global~';

type Undo = { at: number; key: string; before: unknown };

/** Lets global secondary indexes lag: the truth on disk is current, readers are shown the past. */
export function makeIndexLag(disk: Disk, moods: MoodSwitch, clock: () => number): IndexLag {
  let undos: Undo[] = [];

  function remember(operations: LevelOperation[]): void {
    const lag = moods.now.indexLagMs;
    if (lag === 0) return;
    const at = clock();
    undos = undos.filter((undo) => undo.at > at - lag);
    for (const { key } of operations) {
      if (key.startsWith(GLOBAL_INDEX_PREFIX)) undos.push({ at, key, before: disk.get(key) });
    }
  }

  async function rowsThen(bounds: LevelRange): Promise<Map<string, unknown>> {
    const then = clock() - moods.now.indexLagMs;
    const rows = new Map<string, unknown>();
    for await (const [key, value] of disk.entries(bounds)) rows.set(key, value);
    for (const { at, key, before } of undos.toReversed()) {
      if (at > then && isWithin(key, bounds)) rows.set(key, before);
    }
    return rows;
  }

  async function* valuesThen({ reverse, limit = -1, ...bounds }: LevelRange): AsyncGenerator {
    const rows = await rowsThen(bounds);
    const keys = [...rows.keys()].filter((key) => rows.get(key) !== undefined).sort();
    if (reverse) keys.reverse();
    for (const key of limit < 0 ? keys : keys.slice(0, limit)) yield rows.get(key);
  }

  return { remember, valuesThen };
}

function isWithin(key: string, { gt, gte, lt, lte }: LevelRange): boolean {
  return (
    (gt === undefined || key > gt) &&
    (gte === undefined || key >= gte) &&
    (lt === undefined || key < lt) &&
    (lte === undefined || key <= lte)
  );
}
