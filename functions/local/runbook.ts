/** The table of log codes in the runbook: `node functions/local/bundle.mjs runbook` writes it; a test compares it with the codes. */
import { readFileSync, writeFileSync } from 'node:fs';
import { LOG_CODES, type LogCodeEntry } from '../platform/observe/log-codes';

const PAGE = 'docs/operations/runbook.md';
const BEGIN = '<!-- log codes: generated -->';
const END = '<!-- end of log codes -->';

/** The page with the table of today. Throws when the page has lost its place for it. */
export function withLogCodes(page: string): string {
  const [begin, end] = [page.indexOf(BEGIN), page.indexOf(END)];
  if (begin < 0 || end < begin) throw new Error(`${PAGE} lacks "${BEGIN}" or "${END}"`);
  return `${page.slice(0, begin)}${BEGIN}\n${logCodeTable()}\n${page.slice(end)}`;
}

function logCodeTable(): string {
  const rows = Object.entries<LogCodeEntry>(LOG_CODES).map(([code, { level, meaning, action }]) => `| \`${code}\` | ${level} | ${meaning} | ${action ?? '–'} |`);
  return ['| code | level | what it says | what to do |', '|---|---|---|---|', ...rows].join('\n');
}

if (process.argv[1]?.endsWith('runbook.cjs')) writeFileSync(PAGE, withLogCodes(readFileSync(PAGE, 'utf8')));
