import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const SOURCE = path.resolve(__dirname, '../../miniprogram/src');
const TOKENS = path.join('ui', 'tokens.scss');
const COLOUR = /#[\da-f]{3,8}\b|\b(?:rgb|hsl)a?\(|(?<=[:\s])(?:white|black)(?=[;\s])/gi;

test('every colour of a style sheet has its name in the tokens', () => {
  const sheets = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.scss') && file !== TOKENS);
  expect(sheets.length).toBeGreaterThan(10);
  const colours = sheets.map((file) => [file, readFileSync(path.join(SOURCE, file), 'utf8').replaceAll(/\/\/.*$/gm, '').match(COLOUR) ?? []] as const);
  expect(colours.filter(([, found]) => found.length > 0)).toEqual([]);
});

test('every token a style sheet names is there', () => {
  const texts = (ending: RegExp) => readdirSync(SOURCE, { recursive: true, encoding: 'utf8' }).filter((file) => ending.test(file)).map((file) => readFileSync(path.join(SOURCE, file), 'utf8')).join('\n');
  const given = new Set([...texts(/\.(scss|tsx)$/).matchAll(/(--[\w-]+)['"]?\s*:/g)].map(([, name]) => name));
  expect([...texts(/\.scss$/).matchAll(/var\((--[\w-]+)/g)].map(([, name]) => name).filter((name) => !given.has(name))).toEqual([]);
});
