/**
 * 整院升级, the worker: takes the lease, and does chunk after chunk of the oldest upgrade in work. A chunk is marked as begun, done, written
 * down, and then the place moves on: killed anywhere, the next worker does that chunk again, and every row of it ends as it would have.
 */
import { instantOf } from '../../../shared/kernel/china-day';
import { CHUNK_ROWS, ENDS, FIRST_ROW, phaseOf, placeText, stateAfter, type RowPlace, type UpgradePhase } from '../../../shared/open-platform/upgrade.rules';
import { rowsIn, type ListRow } from '../../../shared/open-platform/upgrade-rows';
import type { ChunkResult, DoRow, Lease, RowAt, RowKeys, RowResult, Upgrade, UpgradeFiles, Upgrades } from '../open-platform.ports';
import { counted, withoutRepeats } from '../open-platform.rules';

export type WorkUpgradesDeps = {
  readonly upgrades: Upgrades;
  readonly files: UpgradeFiles;
  readonly lease: Lease;
  readonly forgetUpgrades: () => Promise<number>;
  readonly doRow: Readonly<Record<UpgradePhase, DoRow>>;
  readonly keys: Pick<RowKeys, 'ofNumber'>;
  /** Those met so far; says whether one was met before. */
  readonly newSeen: () => { add(key: string): boolean };
  readonly tellDone: (count: number) => void;
  readonly newId: (prefix: string) => string;
  readonly now: () => number;
  readonly runMs?: number;
  readonly chunkRows?: number;
};

/** Rows done at the same time: as many calls as wait for the authority at most. */
const LANES = 16;
/** A run ends well before the function's time is over. */
const RUN_MS = 720_000;
/** Longer than a chunk of a slow authority takes is not needed: it is renewed on the way. */
const LEASE_MS = 60_000;
const RENEW_MS = 20_000;
/** So many unanswered in a row: the authority is away, not the row odd. */
const AWAY_AFTER = 5;

/** Rows done in this run. */
export function makeWorkUpgrades(deps: WorkUpgradesDeps): () => Promise<number> {
  const { lease, upgrades, forgetUpgrades, now, newId, tellDone, runMs = RUN_MS } = deps;
  return async function workUpgrades() {
    await forgetUpgrades();
    const [due] = await upgrades.inWork();
    const owner = newId('worker');
    if (due === undefined || !(await lease.take(owner, now() + LEASE_MS))) return 0;
    const mine = holding(deps, owner, now() + runMs);
    const surprises: unknown[] = [];
    let done = 0;
    try {
      // One that cannot be worked on must not hold up the hospitals behind it.
      for (const upgradeId of await upgrades.inWork()) done += await workOn(deps, upgradeId, mine).catch((error: unknown) => { surprises.push(error); return 0; });
    } finally {
      await lease.giveBack(owner);
    }
    tellDone(done);
    if (surprises.length > 0) throw surprises[0];
    return done;
  };
}

type Mine = () => Promise<boolean>;

/** Whether this worker may go on: its time is not over, and the lease is its own. */
function holding({ lease, now }: WorkUpgradesDeps, owner: string, endsAt: number): Mine {
  let renewAt = now() + RENEW_MS;
  let isLost = false;
  return async function mine() {
    if (isLost || now() >= endsAt) return false;
    if (now() < renewAt) return true;
    renewAt = now() + RENEW_MS;
    isLost = !(await lease.take(owner, now() + LEASE_MS));
    return !isLost;
  };
}

type Working = { readonly upgrade: Upgrade; readonly phase: UpgradePhase; readonly mine: Mine };

async function workOn(deps: WorkUpgradesDeps, upgradeId: string, mine: Mine): Promise<number> {
  const found = await deps.upgrades.find(upgradeId);
  const phase = found && phaseOf(found.state);
  return found && phase ? workThrough(deps, { upgrade: found, phase, mine }) : 0;
}

async function workThrough(deps: WorkUpgradesDeps, working: Working): Promise<number> {
  const { phase, mine } = working;
  let { upgrade } = working;
  const seen = await seenBefore(deps, working);
  let done = 0;
  for await (const chunk of chunksOf(deps, upgrade)) {
    const rows = chunk.rows.map((row, place) => ({ ...row, place: { ...chunk.from, row: chunk.from.row + place } }));
    const made = await doChunk(deps, { upgrade, phase, mine }, { ...chunk, rows });
    const results = made && seen ? withoutRepeats(made, seen, deps.keys.ofNumber) : made;
    const next: Upgrade | undefined = results && (await moveOn(deps, { upgrade, phase, mine }, { ...chunk, results }));
    if (!next) return done;
    done += rows.length;
    if (next.state !== upgrade.state) return done;
    upgrade = next;
  }
  return done;
}

/** Who was met in the rows before the place where a check goes on. */
async function seenBefore(deps: WorkUpgradesDeps, { upgrade, phase }: Working) {
  if (phase !== 'check') return undefined;
  const seen = deps.newSeen();
  for await (const { rows } of resultsUpTo(deps, upgrade)) keysIn(deps, rows).forEach((key) => seen.add(key));
  return seen;
}

async function* resultsUpTo({ files }: WorkUpgradesDeps, upgrade: Upgrade): AsyncGenerator<ChunkResult> {
  for (let from: RowPlace | undefined = FIRST_ROW; from && placeText(from) !== placeText(upgrade.next);) {
    const chunk: ChunkResult | undefined = await files.result(upgrade, { phase: 'check', from });
    if (chunk) yield chunk;
    from = chunk?.next;
  }
}

function keysIn({ keys }: WorkUpgradesDeps, rows: readonly RowResult[]): readonly string[] {
  return rows.flatMap(({ key, patid = '' }) => (key ? [key, keys.ofNumber(patid)] : []));
}

type Chunk<Row> = { readonly from: RowPlace; readonly rows: readonly Row[]; readonly next: RowPlace | undefined };

/** From the upgrade's place on; one piece is in memory at a time. */
async function* chunksOf({ upgrades, files, chunkRows = CHUNK_ROWS }: WorkUpgradesDeps, upgrade: Upgrade): AsyncGenerator<Chunk<ListRow>> {
  const { upgradeId, pieces, format, columns, next: start } = upgrade;
  for (let piece = start.piece; piece <= pieces; piece += 1) {
    const hash = (await upgrades.hashOf(upgradeId, piece)) ?? '';
    const written = await files.piece(upgrade, { number: piece, hash });
    const first = piece === start.piece ? start.row : 1;
    yield* chunksIn(rowsIn(written, format, columns.map((column) => column ?? undefined)), { piece, first, isLast: piece === pieces, size: chunkRows });
  }
}

type Piece = { readonly piece: number; readonly first: number; readonly isLast: boolean; readonly size: number };

/** The last chunk of a piece may be empty, and leads to the next piece. */
function* chunksIn(rows: Iterator<ListRow>, { piece, first, isLast, size }: Piece): Generator<Chunk<ListRow>> {
  for (let row = 1; row < first; row += 1) rows.next();
  let from = { piece, row: first };
  for (let taken = takeUpTo(rows, size); ; taken = takeUpTo(rows, size)) {
    const isEnd = taken.length < size;
    const onward = { piece, row: from.row + taken.length };
    const next = isEnd ? (isLast ? undefined : { piece: piece + 1, row: 1 }) : onward;
    yield { from, rows: taken, next };
    if (isEnd) return;
    from = onward;
  }
}

function takeUpTo(rows: Iterator<ListRow>, max: number): readonly ListRow[] {
  const taken: ListRow[] = [];
  for (let step = taken.length < max ? rows.next() : undefined; step && step.done !== true; step = taken.length < max ? rows.next() : undefined) taken.push(step.value);
  return taken;
}

type RowHere = Omit<RowAt, 'before'>;

/** What became of each row; undefined when the worker has to stop before all are done. */
async function doChunk(deps: WorkUpgradesDeps, working: Working, chunk: Chunk<RowHere>): Promise<readonly RowResult[] | undefined> {
  const { upgrade, phase } = working;
  if (phase === 'check') return inLanes(deps, working, chunk.rows.map((row) => ({ ...row, before: undefined })));
  const before = await resultsBefore(deps, working, chunk);
  if (!before) return undefined;
  if (phase === 'run') await deps.files.keepResult(upgrade, { phase, from: chunk.from }, { rows: [], begun: true, ...(chunk.next ? { next: chunk.next } : {}) });
  return inLanes(deps, working, chunk.rows.map((row, place) => ({ ...row, before: before[place] })));
}

/** A chunk of the run that was cut off is finished first: only then it is known what is to be undone. */
async function resultsBefore(deps: WorkUpgradesDeps, working: Working, chunk: Chunk<RowHere>): Promise<readonly RowResult[] | undefined> {
  const { upgrade, phase, mine } = working;
  const earlier = await deps.files.result(upgrade, { phase: phase === 'undo' ? 'run' : 'check', from: chunk.from });
  if (phase === 'undo' && earlier?.begun) {
    const finished = await doChunk(deps, { upgrade, phase: 'run', mine }, chunk);
    if (finished) await deps.files.keepResult(upgrade, { phase: 'run', from: chunk.from }, chunkResult(chunk, finished));
    return finished;
  }
  return earlier?.rows ?? [];
}

function chunkResult({ next }: Pick<Chunk<unknown>, 'next'>, rows: readonly RowResult[]): ChunkResult {
  return { rows, ...(next ? { next } : {}) };
}

async function inLanes({ doRow }: WorkUpgradesDeps, { upgrade, phase, mine }: Working, rows: readonly RowAt[]): Promise<readonly RowResult[] | undefined> {
  const results: RowResult[] = [];
  const surprises: unknown[] = [];
  let [at, unanswered, stopped] = [0, 0, false];
  async function lane(): Promise<void> {
    while (at < rows.length && !stopped) {
      const place = at++;
      const row = rows[place];
      if (!row || !(await mine())) {
        stopped = true;
        return;
      }
      const result = await doRow[phase](upgrade, row);
      results[place] = result;
      unanswered = result.outcome === 'not-answered' ? unanswered + 1 : 0;
      stopped ||= unanswered >= AWAY_AFTER;
    }
  }
  // Whoever throws stops all, and is heard when the last is done: nobody works on when the lease is given back.
  await Promise.all(Array.from({ length: LANES }, () => lane().catch((surprise: unknown) => { stopped = true; surprises.push(surprise); })));
  if (surprises.length > 0) throw surprises[0];
  return stopped ? undefined : results;
}

type DoneChunk = Pick<Chunk<unknown>, 'from' | 'next'> & { readonly results: readonly RowResult[] };

/** Writes down what was done and where it goes on; undefined when the upgrade is another's now. A pause meanwhile stands, with this chunk done. */
async function moveOn({ upgrades, files, now }: WorkUpgradesDeps, { upgrade, phase }: Working, chunk: DoneChunk): Promise<Upgrade | undefined> {
  await files.keepResult(upgrade, { phase, from: chunk.from }, chunkResult(chunk, chunk.results));
  const fresh = await upgrades.find(upgrade.upgradeId);
  if (!fresh || !isStillHere(fresh, upgrade, chunk)) return undefined;
  const counts = { ...fresh.counts, [phase]: counted(fresh.counts[phase], chunk.results) };
  const changed: Upgrade = { ...fresh, counts, ...(chunk.next ? { next: chunk.next } : endOf(upgrade, phase, now())) };
  return (await upgrades.change(changed)) ? { ...changed, version: changed.version + 1 } : undefined;
}

function isStillHere(fresh: Upgrade, { state }: Upgrade, { from }: DoneChunk): boolean {
  return placeText(fresh.next) === placeText(from) && (fresh.state === state || fresh.state === 'paused');
}

function endOf({ state }: Upgrade, phase: UpgradePhase, nowMs: number): Partial<Upgrade> {
  return { state: stateAfter(ENDS[phase], state) ?? state, ...(phase === 'run' ? { stoppedAt: instantOf(nowMs) } : {}) };
}
