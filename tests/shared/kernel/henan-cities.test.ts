import { CITIES } from '../../../functions/local/seed/henan';
import { HENAN_CITIES } from '../../../shared/kernel/henan-cities';

it('names the cities of Henan by their codes, as the table of divisions has them', () => {
  expect(HENAN_CITIES).toEqual(Object.fromEntries(CITIES.map(({ code, name }) => [code, name])));
});
