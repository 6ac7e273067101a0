/** Times as the gateway writes them: China Standard Time without a zone. */
import { epochMsOf, instantOf, isChinaDay, type Instant } from '../kernel/china-day';
import type { TimeFormat } from './dialect';

const SHAPES: Record<TimeFormat, RegExp> = {
  yyyyMMddHHmmss: /^(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})$/,
  'yyyy-MM-dd HH:mm:ss': /^(\d{4})-(\d{2})-(\d{2}) (\d{2}):(\d{2}):(\d{2})$/,
};

/** An instant (milliseconds since 1970) in the dialect's format; fractions of a second are cut off. */
export function writeWireTime(format: TimeFormat, epochMs: number): string {
  const text = instantOf(epochMs).slice(0, 19).replace('T', ' ');
  return format === 'yyyyMMddHHmmss' ? text.replace(/[- :]/g, '') : text;
}

/** The instant a wire time names, whichever of the two formats it has; undefined when it is none. */
export function readWireTime(text: string): Instant | undefined {
  const parts = Object.values(SHAPES).map((shape) => shape.exec(text)).find((found) => found !== null);
  if (!parts) return undefined;
  const [, year, month, date, hour, minute, second] = parts;
  const day = `${String(year)}-${String(month)}-${String(date)}`;
  const inDay = Number(hour) < 24 && Number(minute) < 60 && Number(second) < 60;
  return isChinaDay(day) && inDay ? instantOf(epochMsOf(`${day}T${String(hour)}:${String(minute)}:${String(second)}.000+08:00`)) : undefined;
}
