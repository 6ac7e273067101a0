/** The call list as a CSV file that a spreadsheet opens as it is. Pure. */
import type { OutputOf } from '@shared/kernel/route';
import type { downloadAppRoute } from '@shared/open-platform/console.routes';
import { DOWNLOAD } from './console.copy';

type Call = OutputOf<typeof downloadAppRoute>['refusedCalls'][number];
type Column = keyof typeof DOWNLOAD.csvHead;

const COLUMNS = Object.keys(DOWNLOAD.csvHead) as Column[];
/** Excel takes a CSV file for one of the old Chinese code page unless it begins with this. */
const BYTE_ORDER_MARK = '\ufeff';
/** A cell that begins like this is computed: what strangers sent would run on the reader's machine. Full-width signs count in Chinese Excel. */
const LIKE_A_FORMULA = /^[\s]*[=+\-@＝＋－＠]|^[\t\r\n]/;

function cell(value: string | number | undefined): string {
  if (typeof value === 'number') return String(value);
  const text = value === undefined ? '' : LIKE_A_FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
}

function rowOf({ at, words, ...call }: Call): Readonly<Record<Column, string | number | undefined>> {
  return {
    ...call, at: at.slice(0, 23).replace('T', ' '), hospitalId: call.hospitalId, field: call.field, channelNum: call.channelNum, terminalId: call.terminalId,
    meaning: words?.chinese ?? call.result, cause: words?.cause, remedy: words?.remedy,
  };
}

/** RFC 4180, with a header of Chinese words. */
export function callsCsv(calls: readonly Call[]): string {
  const rows = calls.map(rowOf).map((row) => COLUMNS.map((column) => cell(row[column])));
  return BYTE_ORDER_MARK + [COLUMNS.map((column) => DOWNLOAD.csvHead[column]), ...rows].map((cells) => `${cells.join(',')}\r\n`).join('');
}
