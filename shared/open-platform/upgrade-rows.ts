/** The rows of a hospital's list of patients: CSV as spreadsheets write it, or one JSON object a line. Read lazily: a piece is large. */
import * as z from 'zod/mini';
import { isChinaDay } from '../kernel/china-day';
import { maybe, PatientId, text } from './call.schema';
import { NATION_UNKNOWN, nationCode } from './person.schema';
import { DocumentType } from '../kernel/documents';

export const UPGRADE_FORMATS = ['csv', 'ndjson'] as const;
export type UpgradeFormat = (typeof UPGRADE_FORMATS)[number];

/** Columns by the names a header may give them. */
const COLUMNS = {
  patid: ['patid', '就诊卡号', '就诊号', '患者ID', '病历号'], name: ['name', '姓名', '患者姓名'], idType: ['idType', '证件类型'], idNumber: ['idNumber', '证件号码', '证件号', '身份证号', '身份证号码'],
  gender: ['gender', '性别'], birthday: ['birthday', '出生日期'], nation: ['nation', '民族'], phone1: ['phone1', '手机号', '联系电话', '电话'], address: ['address', '地址', '住址'], openId: ['openId', 'openid'],
} as const;
export type UpgradeColumn = keyof typeof COLUMNS;
export const NEEDED_COLUMNS: readonly UpgradeColumn[] = ['patid', 'name', 'idNumber'];

const COLUMN_OF = new Map(Object.entries(COLUMNS).flatMap(([column, names]) => names.map((name) => [name.toLowerCase(), column as UpgradeColumn] as const)));

/** What a header says of each place; undefined for a column that is not ours. */
export function columnsIn(header: readonly string[]): readonly (UpgradeColumn | undefined)[] {
  return header.map((name) => COLUMN_OF.get(name.trim().toLowerCase()));
}

/** Quotes around a field, doubled inside; a quote that is never closed ends with the limit, not with the file. */
const FIELD = /(?:"((?:[^"]|""){0,2000})"|([^,\r\n]*))(,|\r\n|[\r\n]|$)/y;

const LINE_BREAK = /\r\n|[\r\n]/g;

/** The fields of each line that is not empty, and its number as an editor shows it. */
export function* csvLines(written: string): Generator<{ readonly line: number; readonly fields: readonly string[] }> {
  let fields: string[] = [];
  let [line, breaks] = [1, 0];
  for (let at = 0; at < written.length || fields.length > 0;) {
    const { length, field, endsLine, breaksInside } = fieldAt(written, at);
    fields.push(field);
    at += length;
    breaks += breaksInside;
    if (!endsLine) continue;
    if (fields.some((one) => one !== '')) yield { line, fields };
    [fields, line, breaks] = [[], line + breaks + 1, 0];
  }
}

type FieldRead = { readonly length: number; readonly field: string; readonly endsLine: boolean; readonly breaksInside: number };

/** `length`: with what separates it from the next. */
function fieldAt(written: string, at: number): FieldRead {
  FIELD.lastIndex = at;
  const [all = '', quoted, bare = '', end = ''] = FIELD.exec(written) ?? [];
  return { length: all.length, field: plain(quoted === undefined ? bare : quoted.replace(/""/g, '"')), endsLine: end !== ',', breaksInside: breaksIn(quoted) };
}

function breaksIn(quoted = ''): number {
  return quoted.match(LINE_BREAK)?.length ?? 0;
}

/** `="4190…"` keeps a spreadsheet from making a figure of it. */
function plain(field: string): string {
  return field.trim().replace(/^="(.*)"$/, '$1').replace(/^'/, '').trim();
}

export type Values = Readonly<Partial<Record<UpgradeColumn, string>>>;

/** `line`: where it stands in its piece. */
export type ListRow = { readonly line: number; readonly values: Values | undefined };

/** Each row's values by column; undefined for one that cannot be read. Every piece may have the header again. */
export function* rowsIn(written: string, format: UpgradeFormat, columns: readonly (UpgradeColumn | undefined)[]): Generator<ListRow> {
  if (format === 'ndjson') {
    for (const { line, text: json } of linesOf(written)) yield { line, values: jsonRow(json) };
    return;
  }
  for (const { line, fields } of csvLines(written)) {
    if (!isHeader(fields)) yield { line, values: fields.length === columns.length ? namedFields(fields, columns) : undefined };
  }
}

function isHeader(fields: readonly string[]): boolean {
  const named = columnsIn(fields);
  return NEEDED_COLUMNS.every((column) => named.includes(column));
}

function namedFields(fields: readonly string[], columns: readonly (UpgradeColumn | undefined)[]): Values {
  return Object.fromEntries(columns.flatMap((column, place) => (column && fields[place] ? [[column, fields[place]]] : [])));
}

function* linesOf(written: string): Generator<{ readonly line: number; readonly text: string }> {
  for (let [at, line] = [0, 1]; at < written.length; line += 1) {
    const end = written.indexOf('\n', at);
    const found = written.slice(at, end < 0 ? undefined : end).trim();
    if (found) yield { line, text: found };
    at = end < 0 ? written.length : end + 1;
  }
}

const JsonRow = z.record(z.string(), z.union([z.string(), z.number(), z.null()]));

function jsonRow(line: string): Values | undefined {
  try {
    const row = z.parse(JsonRow, JSON.parse(line));
    const entries = Object.entries(row).map(([name, value]) => [COLUMN_OF.get(name.toLowerCase()), value] as const);
    // Two values of one column: which of them is meant is not ours to say.
    const columns = entries.flatMap(([column]) => column ?? []);
    if (namesIn(line) !== entries.length || new Set(columns).size !== columns.length) return undefined;
    return Object.fromEntries(entries.flatMap(([column, value]) => (column && value !== null && value !== '' ? [[column, String(value)]] : [])));
  } catch {
    return undefined;
  }
}

/** Every text of a line with what makes a name of it. */
const TEXTS = /"(?:[^"\\]|\\.)*"(\s*:)?/g;

/** How many members a flat line names, the same one twice too. */
function namesIn(line: string): number {
  let names = 0;
  for (const [, colon] of line.matchAll(TEXTS)) names += colon === undefined ? 0 : 1;
  return names;
}

const GENDERS: Readonly<Record<string, '1' | '2'>> = { '男': '1', '女': '2', 1: '1', 2: '2' };

/** 1990-1-2, 1990/01/02, 19900102, and with a time behind it. */
function dayOf(typed: string): string {
  const [, year, month = '', day = ''] = /^(\d{4})[-/.年]?(\d{1,2})[-/.月]?(\d{1,2})日?(?:[ T].*)?$/.exec(typed) ?? [];
  return year === undefined ? typed : `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}

const normalised = (to: (typed: string) => string | undefined, says: string) => z.exactOptional(z.pipe(z.string(), z.transform((typed: string, context) => {
  const value = to(typed);
  if (value === undefined) context.issues.push({ code: 'custom', message: says, input: typed });
  return value ?? '';
})));

/** One patient. What the document's number tells need not be there. */
export const UpgradeRow = z.object({
  patid: PatientId, name: text(100), idNumber: text(64),
  idType: z._default(z.pipe(z.pipe(z.string(), z.transform((typed: string) => typed.padStart(2, '0'))), DocumentType), '01'),
  gender: normalised((typed) => GENDERS[typed], 'a gender'),
  birthday: normalised((typed) => (isChinaDay(dayOf(typed)) ? dayOf(typed) : undefined), 'a day'),
  nation: z._default(z.string().check(z.refine((name) => name === NATION_UNKNOWN || nationCode(name) !== undefined)), NATION_UNKNOWN),
  phone1: z.exactOptional(z.string().check(z.regex(/^[\d+() -]{5,20}$/))), address: maybe(200), openId: maybe(64),
});
export type UpgradeRow = z.infer<typeof UpgradeRow>;
