import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LOG_CODES } from '../../../functions/platform/observe/log-codes';

const folder = join(__dirname, '../../../functions');
const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts') && !path.endsWith('log-codes.ts'))
  .map((path) => readFileSync(join(folder, path), 'utf8'));

describe('the log codes', () => {
  it('are all written somewhere: the runbook sends nobody to look for a line that never comes', () => {
    const unwritten = Object.keys(LOG_CODES).filter((code) => !sources.some((source) => source.includes(`'${code}'`)));
    expect(unwritten).toEqual([]);
  });
});
