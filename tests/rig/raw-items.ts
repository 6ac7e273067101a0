/** What really lies in the store: every item of every table, as bytes would be read by somebody who took them. */
import { samplePeople, type SamplePerson } from '../../functions/local/seed/sample-people';
import { birthdayOf, ADULT_AGE, TEEN_AGE } from '../../shared/identity/family.rules';
import { secretsOfPerson } from '../logs/find-people';
import { TODAY, type Town } from './open-town';

export type RawItem = { readonly table: string; readonly text: string };

export async function rawItems({ engine }: Pick<Town, 'engine'>): Promise<readonly RawItem[]> {
  const { TableNames } = (await engine.call('ListTables', {})) as { TableNames: string[] };
  const tables = await Promise.all(TableNames.map(async (table) => {
    const { Items } = (await engine.call('Scan', { TableName: table })) as { Items: object[] };
    return Items.map((item) => ({ table, text: JSON.stringify(item) }));
  }));
  return tables.flat();
}

/** The birthday and the days that tell it, as people and programs write them. */
function daysOf({ birthday }: SamplePerson): readonly string[] {
  return [birthday, birthdayOf(birthday, TEEN_AGE), birthdayOf(birthday, ADULT_AGE)].flatMap((day) => {
    const [year = '', month = '', date = ''] = day.split('-');
    const plain = `${Number(year)}年${Number(month)}月${Number(date)}日`;
    return [day, `${year}${month}${date}`, `${year}/${month}/${date}`, `${year}.${month}.${date}`, plain];
  }).flatMap((text) => [text, Buffer.from(text).toString('base64'), Buffer.from(text).toString('hex')]);
}

/** Where these people can be read, and what of them; but not the thing itself. */
export async function peopleReadable(town: Town, keys: readonly string[]): Promise<readonly string[]> {
  const items = await rawItems(town);
  const people = samplePeople(TODAY).filter(({ personKey }) => keys.includes(personKey));
  const secrets = people.flatMap((person) => [
    ...secretsOfPerson(person, TODAY), ...daysOf(person).map((secret) => ({ secret, what: `a birthday of ${person.personKey}` })),
  ]);
  const found = secrets.flatMap(({ secret, what }) => items.filter(({ text }) => text.toUpperCase().includes(secret.toUpperCase())).map(({ table }) => `${what} in ${table}`));
  return [...new Set(found)];
}
