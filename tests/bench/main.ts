/** `npm run bench`: every figure the platform promises, as rows. */
import { writeFileSync } from 'node:fs';
import { cardRows } from './card';
import { coldRows } from './cold';
import { growthRows } from './growth';
import { httpRows } from './http';
import type { Row } from './measure';
import { openPlatformRows } from './openplatform';
import { sizeRows } from './sizes';
import { startRows } from './start';
import { tokenRows } from './token';
import { upgradeRows } from './upgrade';

const SUITES: Readonly<Record<string, () => readonly Row[] | Promise<readonly Row[]>>> = {
  sizes: sizeRows, http: httpRows, card: cardRows, cold: coldRows, start: startRows, growth: growthRows, token: tokenRows, openplatform: openPlatformRows, batch: upgradeRows,
};

function line({ id, value, unit, reference, ratio, budget, holds, spread }: Row): string {
  const against = ratio === undefined ? '' : ` / ${reference} = ${ratio}`;
  const within = spread ? ` [${spread[0]} … ${spread[1]}]` : '';
  return `${holds ? '✓' : '✗'} ${id.padEnd(28)} ${value} ${unit}${against}${within}${budget ? `  budget ${budget}` : ''}`;
}

async function main(): Promise<void> {
  const given = process.argv.slice(2);
  const json = given.includes('--json') ? given[given.indexOf('--json') + 1] : undefined;
  const wanted = given.filter((word) => word in SUITES);
  const rows: Row[] = [];
  for (const [name, suite] of Object.entries(SUITES)) {
    if (wanted.length > 0 && !wanted.includes(name)) continue;
    for (const row of await suite()) {
      rows.push(row);
      process.stdout.write(`${line(row)}\n`);
    }
  }
  if (json !== undefined) writeFileSync(json, `${JSON.stringify(rows, null, 2)}\n`);
  process.exit(rows.every(({ holds }) => holds) ? 0 : 1);
}

void main();
