/** No resident meets a refusal without Chinese words, whether its page remembered to ask for them or not. */
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { routesBySlice } from '../../functions/local/contracts';
import { ENTRY_REFUSALS } from '../../shared/kernel/problem';

const SOURCE = path.resolve(__dirname, '../../miniprogram/src');
/** What no page shows. */
const NEVER_SHOWN: Readonly<Record<string, string>> = {
  'sign-in/session-ended': 'the renewal signs out by itself, and the page says that the sign-in is over (session/expired)',
  'messages/unknown': 'a message that is gone needs no mark, and nobody is told',
};
const CHINESE = /\p{Script=Han}/u;

/** Every refusal code under which some copy file, or the words for what any route answers, has a sentence. */
async function wordedCodes(): Promise<Set<string>> {
  const files = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.copy.ts'));
  const modules = await Promise.all(files.map((file) => import(path.join(SOURCE, file)) as Promise<Record<string, unknown>>));
  return new Set(modules.flatMap((module) => Object.values(module)).flatMap(codesIn));
}

function codesIn(words: unknown): readonly string[] {
  if (typeof words !== 'object' || words === null) return [];
  return Object.entries(words).flatMap(([code, sentence]) => (code.includes('/') && CHINESE.test(String(sentence)) ? [code] : []));
}

test('every refusal of every route that a page may call has words', async () => {
  const worded = await wordedCodes();
  const known = [...Object.keys(ENTRY_REFUSALS), ...Object.keys(NEVER_SHOWN), ...worded];
  const bare = routesBySlice()
    .flatMap(({ name, route }) => Object.keys(route.refusals).filter((code) => !known.includes(code)).map((code) => `${name}: ${code}`));
  expect(bare).toEqual([]);
});
