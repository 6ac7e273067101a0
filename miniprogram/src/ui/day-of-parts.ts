/** As typed: the page decides whether the day exists, so that the error can say what is wrong. */
export type DateParts = { readonly year: string; readonly month: string; readonly day: string };

/** `2016`, `3`, `8` → `2016-03-08`; undefined while a part is missing or no number. Whether the day exists is for the rules to say. */
export function dayOfParts({ year, month, day }: DateParts): string | undefined {
  if (!/^\d{4}$/.test(year) || !/^\d{1,2}$/.test(month) || !/^\d{1,2}$/.test(day)) return undefined;
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}
