import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { withLogCodes } from '../../functions/local/runbook';
import { LOG_CODES } from '../../functions/platform/observe/log-codes';

const page = readFileSync(join(__dirname, '../../docs/operations/runbook.md'), 'utf8');

describe('the runbook', () => {
  it('says what every log code means and what to do, as the code has it', () => {
    expect(withLogCodes(page)).toBe(page);
    for (const code of Object.keys(LOG_CODES)) expect(page).toContain(`| \`${code}\` |`);
  });

  it('tells somebody what to do wherever a line is an error', () => {
    const silent = Object.entries(LOG_CODES).filter(([, entry]) => entry.level === 'error' && !('action' in entry));
    expect(silent).toEqual([]);
  });

  it('is not written when its page has lost the place for the table', () => {
    expect(() => withLogCodes('# Runbook')).toThrow('lacks');
  });
});
