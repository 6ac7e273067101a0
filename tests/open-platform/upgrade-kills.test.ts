/** A worker killed at every step it takes: nothing is lost, nobody gets two, and an undo leaves nothing behind. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openBlobs } from '../../functions/local/embedded-blobs';
import { makeUpgradeRelations } from '../../functions/open-platform/relations.repository';
import { personKey } from '../../functions/open-platform/open-platform.rules';
import { makeUpgradeLease, makeUpgrades } from '../../functions/open-platform/upgrades.repository';
import { makeUpgradeFiles } from '../../functions/open-platform/upgrade.pieces';
import { makeWaitingCards } from '../../functions/open-platform/waiting.repository';
import { makeCheckRow, makeRunRow, makeUndoRow } from '../../functions/open-platform/use-cases/do-row';
import { makeWorkUpgrades } from '../../functions/open-platform/use-cases/work-upgrades';
import { makeFingerprints } from '../../functions/platform/crypto/fingerprint';
import { newKeyRing, openKeyRing } from '../../functions/platform/crypto/key-ring';
import { seenKeys } from '../../functions/platform/seen-keys';
import { sha256 } from '../../functions/platform/crypto/digest';
import { documentKey, type LegalDocument } from '../../shared/kernel/documents';
import { ok, refuse } from '../../shared/kernel/result';
import { FIRST_ROW, stateAfter } from '../../shared/open-platform/upgrade.rules';
import type { Issuer, RowKeys, Upgrade, UpgradeIssuer } from '../../functions/open-platform/open-platform.ports';
import { openTestStore, type TestStore } from '../rig/open-store';
import { HEADER, lineOf, patients, sha } from './upgrades';

jest.setTimeout(120_000);

const PEOPLE = patients(23);
const CHUNK = 8;
const PIECES = [`${HEADER}\n${PEOPLE.slice(0, 16).map(lineOf).join('\n')}`, [...PEOPLE.slice(16).map((person, n) => lineOf(person, n + 16)), lineOf(PEOPLE[3]!, 3)].join('\n')];
const folder = mkdtempSync(join(tmpdir(), 'kills-'));
let store: TestStore;
beforeAll(async () => { store = await openTestStore(); });
afterAll(async () => {
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

/** The authority of one story: cards by document, registrations by serial. */
function authority() {
  const cards = new Map<string, { healthCardId: string; state: 'pending' | 'active' | 'closed'; by: string }>();
  const answers = new Map<string, { healthCardId: string; phid: string; already: boolean; isPending: boolean }>();
  const world = { away: false, cards, answers, made: 0, beforeTakingBack: () => undefined as unknown, loses: { preIssue: 0, takeBack: 0 } };
  /** The n-th answer to come is lost. */
  const isLost = (name: keyof typeof world.loses) => world.loses[name] > 0 && (world.loses[name] -= 1) === 0;
  const keyOf = (document: LegalDocument) => documentKey(document);
  const issuer: Pick<Issuer, 'preIssue'> = {
    async preIssue({ document }, serial) {
      if (world.away) return refuse('authority-unavailable');
      const earlier = answers.get(serial);
      if (earlier) return ok(earlier);
      const there = cards.get(keyOf(document));
      if (there?.state === 'closed') return refuse('card-closed');
      if (!there) world.made += 1;
      const card = there ?? { healthCardId: sha256(`${String(stories)} ${keyOf(document)}`).toUpperCase(), state: 'pending' as const, by: serial };
      cards.set(keyOf(document), card);
      const answer = { healthCardId: card.healthCardId, phid: '', already: there !== undefined, isPending: card.state === 'pending' };
      answers.set(serial, answer);
      return isLost('preIssue') ? refuse('authority-unavailable') : ok(answer);
    },
  };
  const persons: UpgradeIssuer = {
    async find(document) {
      const card = cards.get(keyOf(document));
      // One that was taken back is as if it had never been held.
      const shown = card && { ...card, state: card.state === 'closed' ? ('pending' as const) : card.state };
      return world.away ? refuse('authority-unavailable') : ok({ realName: 'match' as const, ...(shown ? { card: shown } : {}) });
    },
    async takeBack(healthCardId) {
      const card = [...cards.values()].find((one) => one.healthCardId === healthCardId);
      world.beforeTakingBack();
      if (isLost('takeBack')) return refuse('authority-unavailable');
      if (card?.state === 'active') return ok('held' as const);
      if (card) card.state = 'closed';
      return ok('closed' as const);
    },
  };
  return { world, issuer, persons };
}

class Killed extends Error {}

/** Every call of a port throws once, the n-th of all: before it is done, or after. */
function killer() {
  const state = { at: Infinity, count: 0, after: false };
  const step = async <Value>(work: () => Promise<Value>): Promise<Value> => {
    state.count += 1;
    const now = state.count === state.at;
    if (now && !state.after) throw new Killed();
    const value = await work();
    if (now) throw new Killed();
    return value;
  };
  const wrap = <Port extends object>(port: Port): Port =>
    Object.fromEntries(Object.entries(port).map(([name, work]) => [name, (...of: unknown[]) => step(() => (work as (...given: unknown[]) => Promise<unknown>)(...of))])) as Port;
  return { state, wrap };
}

let stories = 0;
/** `before`: upgrades that are looked at first. */
function setup(before: readonly string[] = []) {
  stories += 1;
  const table = `${store.prefix}open-platform`;
  const safe = { seal: async (_owner: string, text: string) => text, open: async (_owner: string, text: string) => text, destroy: async () => undefined };
  const fingerprints = makeFingerprints(openKeyRing(newKeyRing()));
  const base = { store: store.store, table, now: Date.now, safe, fingerprints, hash: sha256 };
  const [{ world, issuer, persons }, { state, wrap }] = [authority(), killer()];
  const [upgrades, files] = [makeUpgrades(base), makeUpgradeFiles({ blobs: openBlobs(folder), safe })];
  const keyOf = (text: string) => sha256(text).slice(0, 16);
  const keys: RowKeys = { ofRow: ({ person, patid }) => keyOf(`${personKey(person)} ${patid}`), ofNumber: keyOf };
  const rows = {
    issuer: wrap(issuer), persons: wrap(persons), relations: wrap(makeUpgradeRelations(base)), waiting: wrap(makeWaitingCards(base)), apps: { find: async () => undefined },
    linkCipher: { seal: () => undefined }, baseUrl: 'https://x.example', recordAudit: async () => undefined, markOf: () => 'document#x', keys, hash: sha256, newCode: () => '0'.repeat(32), now: Date.now,
  };
  const work = makeWorkUpgrades({
    upgrades: { ...wrap(upgrades), inWork: async () => [...before, upgradeId] }, files: wrap(files), keys, newSeen: seenKeys, tellDone: () => undefined,
    // The lease of a killed worker runs out by itself: another's story.
    lease: { take: async () => true, giveBack: async () => undefined }, forgetUpgrades: async () => 0,
    doRow: { check: makeCheckRow(rows), run: makeRunRow(rows), undo: makeUndoRow(rows) }, newId: (prefix) => `${prefix}_${String(stories)}`, now: Date.now, chunkRows: CHUNK,
  });
  const upgradeId = `upgrade_${String(stories).padStart(26, '0')}`;
  const begin: Omit<Upgrade, 'version'> = {
    upgradeId, appId: 'app', hospitalId: `h${String(stories)}`, cityCode: '410100', format: 'csv', state: 'checking', columns: ['patid', 'name', 'idNumber', 'openId'], pieces: 2, next: FIRST_ROW,
    counts: { check: {}, run: {}, undo: {} }, minConfidence: 0.9, createdAt: '2026-11-23T08:00:00.000+08:00', requestId: 'r',
  };
  return {
    world, state, upgrades, files, work, upgradeId,
    async start(pieces: readonly string[] = PIECES, columns: Upgrade['columns'] = begin.columns) {
      await upgrades.add({ ...begin, columns, pieces: pieces.length });
      for (const [place, piece] of pieces.entries()) {
        const named = { number: place + 1, hash: sha(Buffer.from(piece)) };
        await files.keepPiece({ ...begin, version: 1 }, { ...named, bytes: Buffer.from(piece) });
        await upgrades.addPiece(upgradeId, named);
      }
    },
    async order(changes: Partial<Upgrade>) {
      const fresh = await upgrades.find(upgradeId);
      await upgrades.change({ ...fresh!, ...changes });
    },
    counts: async () => (await upgrades.find(upgradeId))?.counts,
  };
}

/** Works until it is at rest, however often it is killed: at every `every`-th step. */
async function throughKills(story: ReturnType<typeof setup>, every: number): Promise<number> {
  let kills = 0;
  for (;; kills += 1) {
    Object.assign(story.state, { count: 0, at: every + kills * 7, after: kills % 2 === 1 });
    const killed = await story.work().then(() => false, (error: unknown) => {
      if (error instanceof Killed) return true;
      throw error;
    });
    const { state } = (await story.upgrades.find(story.upgradeId))!;
    if (!killed && !['checking', 'running', 'undoing'].includes(state)) return kills;
    if (kills > 500) throw new Error('no end');
  }
}

it.each([1, 2, 5, 19])('checks, runs and undoes without loss or doubles, killed from step %i on ever later', async (every) => {
  const story = setup();
  await story.start();
  let kills = await throughKills(story, every);
  expect((await story.counts())?.check).toEqual({ ready: 23, 'duplicate-row': 1 });
  expect(story.world.made).toBe(0);
  await story.order({ state: 'running', next: FIRST_ROW });
  kills += await throughKills(story, every);
  expect((await story.counts())?.run).toEqual({ issued: 23, 'duplicate-row': 1 });
  expect([story.world.made, story.world.cards.size]).toEqual([23, 23]);
  // One of them was activated meanwhile.
  [...story.world.cards.values()][7]!.state = 'active';
  await story.order({ state: 'undoing', next: FIRST_ROW });
  kills += await throughKills(story, every);
  expect((await story.counts())?.undo).toEqual({ withdrawn: 22, kept: 1, nothing: 1 });
  expect([...story.world.cards.values()].filter(({ state }) => state !== 'closed')).toHaveLength(1);
  expect(kills).toBeGreaterThan(0);
});

it('undoes also what a killed chunk had made and not written down', async () => {
  const story = setup();
  await story.start();
  await throughKills(story, 100_000);
  await story.order({ state: 'running', next: FIRST_ROW });
  Object.assign(story.state, { count: 0, at: 90, after: false });
  await expect(story.work()).rejects.toThrow(Killed);
  expect(story.world.made).toBeGreaterThan(0);
  await story.order({ state: 'undoing', next: FIRST_ROW });
  await throughKills(story, 100_000);
  expect([...story.world.cards.values()].filter(({ state }) => state !== 'closed')).toEqual([]);
});

it('leaves a card to whoever activates it while it is being undone', async () => {
  const story = setup();
  await story.start();
  await throughKills(story, 100_000);
  await story.order({ state: 'running', next: FIRST_ROW });
  await throughKills(story, 100_000);
  const [card] = [...story.world.cards.values()];
  story.world.beforeTakingBack = () => { card!.state = 'active'; };
  await story.order({ state: 'undoing', next: FIRST_ROW });
  await throughKills(story, 100_000);
  expect((await story.counts())?.undo).toEqual({ withdrawn: 22, kept: 1, nothing: 1 });
  expect(card!.state).toBe('active');
});

it('undoes what the authority made and did not answer for, and what it did not answer for in the undo when undone again', async () => {
  const story = setup();
  await story.start();
  await throughKills(story, 100_000);
  await story.order({ state: 'running', next: FIRST_ROW });
  story.world.loses = { preIssue: 3, takeBack: 5 };
  await throughKills(story, 100_000);
  expect((await story.counts())?.run).toEqual({ issued: 22, 'not-answered': 1, 'duplicate-row': 1 });
  expect(story.world.made).toBe(23);
  await story.order({ state: 'undoing', next: FIRST_ROW });
  await throughKills(story, 100_000);
  expect((await story.counts())?.undo).toEqual({ withdrawn: 22, 'not-answered': 1, nothing: 1 });
  await story.order({ state: stateAfter('undo', 'undone')!, next: FIRST_ROW, counts: { check: {}, run: {}, undo: {} } });
  await throughKills(story, 100_000);
  expect((await story.counts())?.undo).toEqual({ withdrawn: 23, nothing: 1 });
  expect([...story.world.cards.values()].filter(({ state }) => state !== 'closed')).toEqual([]);
});

it('does not run a row whose doubts could not be looked at when it was checked', async () => {
  const story = setup();
  const doubtful = `${HEADER},性别\n${PEOPLE.slice(0, 2).map((person, n) => `${lineOf(person, n)},女`).join('\n')}`;
  await story.start([doubtful], ['patid', 'name', 'idNumber', 'openId', 'gender']);
  story.world.away = true;
  await throughKills(story, 100_000);
  story.world.away = false;
  await story.order({ state: 'running', next: FIRST_ROW });
  await throughKills(story, 100_000);
  expect((await story.counts())?.check).toEqual({ 'not-answered': 2 });
  expect((await story.counts())?.run).toEqual({ uncertain: 2 });
  expect(story.world.made).toBe(0);
});

it('stops while the authority is away, and goes on where it was', async () => {
  const story = setup();
  await story.start();
  story.world.away = true;
  expect(await story.work()).toBe(0);
  story.world.away = false;
  await throughKills(story, 100_000);
  expect((await story.counts())?.check).toEqual({ ready: 23, 'duplicate-row': 1 });
});

it('works on for the hospitals behind one whose list cannot be worked on', async () => {
  const broken = setup();
  await broken.start([]);
  await broken.order({ pieces: 1 });
  const sound = setup([broken.upgradeId]);
  await sound.start();
  await expect(sound.work()).rejects.toThrow('a piece of an upgrade is gone');
  expect((await sound.counts())?.check).toEqual({ ready: 23, 'duplicate-row': 1 });
});

it('lets one worker work at a time, and another when the first is gone', async () => {
  let now = 1_000;
  const lease = makeUpgradeLease({ store: store.store, table: `${store.prefix}open-platform`, now: () => now });
  expect([await lease.take('a', 61_000), await lease.take('b', 61_000), await lease.take('a', 62_000)]).toEqual([true, false, true]);
  now = 62_001;
  expect([await lease.take('b', 100_000), await lease.take('a', 100_000)]).toEqual([true, false]);
  await lease.giveBack('b');
  expect(await lease.take('a', 100_000)).toBe(true);
});

it('works on nothing after a row threw: what its other lanes had in hand is done before the lease is given back', async () => {
  const held = { lease: true, without: 0, rows: 0 };
  const upgrade = { upgradeId: 'u', appId: 'a', hospitalId: '99901', cityCode: '410100', format: 'ndjson', state: 'checking', columns: [], pieces: 1, next: FIRST_ROW, counts: { check: {}, run: {}, undo: {} }, minConfidence: 0.9, createdAt: '', requestId: '', version: 1 } as const;
  const check = async () => {
    held.rows += 1;
    if (held.rows === 3) throw new Killed();
    await new Promise((resolve) => { setTimeout(resolve, 5); });
    held.without += held.lease ? 0 : 1;
    return { row: 1, outcome: 'ready' as const };
  };
  const work = makeWorkUpgrades({
    upgrades: { inWork: async () => ['u'], find: async () => upgrade, hashOf: async () => 'x', change: async () => true } as unknown as ReturnType<typeof makeUpgrades>,
    files: { piece: async () => Array.from({ length: 150 }, () => '{}').join('\n'), result: async () => undefined, keepResult: async () => undefined, keepPiece: async () => true, forget: async () => undefined }, forgetUpgrades: async () => 0,
    lease: { take: async () => true, giveBack: async () => { held.lease = false; } }, doRow: { check, run: check, undo: check },
    keys: { ofNumber: String }, newSeen: () => ({ add: () => false }), tellDone: () => undefined, newId: String, now: Date.now,
  });
  await expect(work()).rejects.toThrow(Killed);
  await new Promise((resolve) => { setTimeout(resolve, 100); });
  expect(held).toMatchObject({ without: 0 });
  expect(held.rows).toBeLessThan(20);
});
