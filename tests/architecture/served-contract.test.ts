/** Partners' clients live for years: nothing they rely on ends without a dated entry that names it. */
import { readFileSync } from 'node:fs';
import { brokenSince, newestEntry, nextSnapshot, servedNow, type Snapshot } from '../../functions/local/served-contract';

const FOLDER = 'docs/contracts/open-platform';
const snapshot = JSON.parse(readFileSync(`${FOLDER}/served.json`, 'utf8')) as Snapshot;
const changes = readFileSync(`${FOLDER}/CHANGES.md`, 'utf8');

test('nothing that is served ended or changed without an entry: name it in CHANGES.md, then `npm run build:contracts`', () => {
  expect(brokenSince(snapshot.served, servedNow())).toEqual([]);
});

test('what is served stands in the snapshot: `npm run build:contracts`', () => {
  expect(snapshot.served).toEqual(servedNow());
  expect(newestEntry(changes).date >= snapshot.since).toBe(true);
});

const BEFORE = { 'POST /x': 'x', 'x req.a': 'string, required', 'x req.b': 'string', 'x rsp.c': 'integer', 'x rsp.list[].d': 'string', 'x req.kind': 'string of [a|b]', 'x req.long': 'string up to 20', 'resultCode 1': 'one' };
const without = (address: string) => Object.fromEntries(Object.entries(BEFORE).filter(([name]) => name !== address));

test.each<[string, Record<string, string>, readonly string[]]>([
  ['a path that ends', without('POST /x'), ['POST /x']],
  ['a member of an answer that ends', without('x rsp.list[].d'), ['x rsp.list[].d']],
  ['a member that changes its type', { ...BEFORE, 'x rsp.c': 'string' }, ['x rsp.c']],
  ['a member that must be sent from now on', { ...BEFORE, 'x req.b': 'string, required' }, ['x req.b']],
  ['a new member that must be sent', { ...BEFORE, 'x req.new': 'string, required' }, ['x req.new']],
  ['a result code that ends', without('resultCode 1'), ['resultCode 1']],
  ['a result code that means another thing', { ...BEFORE, 'resultCode 1': 'two' }, ['resultCode 1']],
  ['a word that is taken no more', { ...BEFORE, 'x req.kind': 'string of [b|c]' }, ['x req.kind']],
  ['words where any text was taken', { ...BEFORE, 'x req.b': 'string of [a]' }, ['x req.b']],
  ['a text that is too long now', { ...BEFORE, 'x req.long': 'string up to 19' }, ['x req.long']],
  ['a limit where there was none', { ...BEFORE, 'x req.b': 'string up to 20' }, ['x req.b']],
  ['more words, longer texts', { ...BEFORE, 'x req.kind': 'string of [a|b|c]', 'x req.long': 'string up to 21' }, []],
  ['a member that need not be sent any more', { ...BEFORE, 'x req.a': 'string' }, []],
  ['new methods, members and codes', { ...BEFORE, 'POST /y': 'y', 'y req.a': 'string, required', 'x req.c': 'string', 'x rsp.e': 'string', 'resultCode 2': 'two' }, []],
])('%s', (_what, now, broken) => {
  expect(brokenSince(BEFORE, now)).toEqual(broken);
});

test('an entry that is newer and names what ends lets it go, another does not', () => {
  const kept = { since: '2026-11-28', served: BEFORE };
  const entry = (date: string, text: string) => `# 变更\n\n## ${date}\n\n- ${text}\n\n## 2026-01-01\n\n旧的\n`;
  expect(nextSnapshot(kept, without('x rsp.c'), entry('2026-12-01', '`x rsp.c` 停用'))).toEqual({ since: '2026-12-01', served: without('x rsp.c') });
  expect(() => nextSnapshot(kept, without('x rsp.c'), entry('2026-12-01', '别的'))).toThrow('x rsp.c');
  expect(() => nextSnapshot(kept, without('x rsp.c'), entry('2026-11-28', '`x rsp.c` 停用'))).toThrow('newer than 2026-11-28');
  expect(nextSnapshot(kept, { ...BEFORE, 'x rsp.e': 'string' }, entry('2026-11-28', '第一版')).since).toBe('2026-11-28');
});

test('the walk reaches members inside objects and lists', () => {
  const served = servedNow();
  expect(served).toMatchObject({ 'getAppToken req.appId': expect.stringMatching(/^string up to \d+, required$/), 'getAppToken rsp.expiresIn': expect.any(String), 'registerHealthCard req.childInfo.motherName': expect.stringMatching(/^string up to \d+$/), 'getHealthCardByHealthCode rsp.card.idNumber': 'string', 'resultCode 10105': 'sign' });
});
