/** Run last, over what all other tests made the product log: see tests/run.mjs. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { claimCardRoute, showCodeRoute } from '../../shared/card/card.routes';
import { verifyRealNameRoute } from '../../shared/identity/identity.routes';
import { addDays, chinaDayOf } from '../../shared/kernel/china-day';
import { TODAY } from '../rig/open-town';
import { findPeople, productLines } from './find-people';

const LOG = join(__dirname, '../.output/suite.log');

describe('what all tests made the product log', () => {
  // Absent, it fails here: nothing was searched.
  const log = () => readFileSync(LOG, 'utf8');

  it('is there at level info, with the flows of whole people in it', () => {
    const lines = productLines(log()).map(({ text }) => text);
    for (const { method, path } of [verifyRealNameRoute, claimCardRoute, showCodeRoute]) {
      const answered = lines.some((line) => line.includes('"http.answered"') && line.includes(`"${method} ${path}"`) && line.includes('"status":200'));
      expect({ route: `${method} ${path}`, answered }).toEqual({ route: `${method} ${path}`, answered: true });
    }
  });

  it('names nobody', () => {
    const today = chinaDayOf(Date.now());
    expect(findPeople(log(), [TODAY, today, addDays(today, -1)])).toEqual([]);
  });
});
