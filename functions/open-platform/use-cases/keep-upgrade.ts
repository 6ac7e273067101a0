/** 整院升级: begun, its pieces received in any order and as often as they come, and closed when all are there. */
import { instantOf } from '../../../shared/kernel/china-day';
import { ok, refuse, type Result } from '../../../shared/kernel/result';
import type { InputOf, MethodAnswer } from '../../../shared/open-platform/method';
import { isRegistered, readReturnAddress } from '../../../shared/open-platform/redirect';
import type { beginUpgrade, closeUpload, putPiece } from '../../../shared/open-platform/upgrade.methods';
import { FIRST_ROW, isTooLarge, MIN_CONFIDENCE, PIECE_BYTES_MAX, stateAfter, type UploadSize } from '../../../shared/open-platform/upgrade.rules';
import { columnsIn, csvLines, NEEDED_COLUMNS, type UpgradeColumn } from '../../../shared/open-platform/upgrade-rows';
import type { PartnerCaller, Upgrade, UpgradeFiles, Upgrades, Uploads } from '../open-platform.ports';

export type KeepUpgradeDeps = {
  readonly upgrades: Upgrades;
  readonly uploads: Uploads;
  readonly files: Pick<UpgradeFiles, 'keepPiece' | 'piece'>;
  /** Hex of SHA-256. */
  readonly hashOf: (bytes: Uint8Array) => string;
  readonly bytesOf: (base64: string) => Uint8Array;
  readonly newId: (prefix: string) => string;
  readonly now: () => number;
};

export function makeBeginUpgrade({ upgrades, uploads, newId, now }: KeepUpgradeDeps) {
  return async function begin({ format, returnTo, title }: InputOf<typeof beginUpgrade>, { app, hospital, requestId }: PartnerCaller): MethodAnswer<typeof beginUpgrade> {
    const address = returnTo === undefined ? undefined : readReturnAddress(returnTo);
    if (returnTo !== undefined && !(address && isRegistered(address, app.redirectHosts))) return refuse('return-not-registered', { field: 'returnTo' });
    const upgradeId = newId('upgrade');
    if (!(await uploads.take(hospital.hospitalId, upgradeId))) return refuse('uploads-open');
    await upgrades.add({
      upgradeId, appId: app.appId, hospitalId: hospital.hospitalId, cityCode: app.cityCode, format, ...(returnTo ? { returnTo } : {}), ...(title ? { title } : {}),
      state: 'receiving', columns: [], pieces: 0, next: FIRST_ROW, counts: { check: {}, run: {}, undo: {} }, minConfidence: MIN_CONFIDENCE, createdAt: instantOf(now()), requestId,
    });
    return ok({ upgradeId });
  };
}

/** The upgrade, when it is this hospital's and this app's. */
async function own(upgrades: Pick<Upgrades, 'find'>, upgradeId: string, { app, hospital }: PartnerCaller): Promise<Upgrade | undefined> {
  const found = await upgrades.find(upgradeId);
  return found?.appId === app.appId && found.hospitalId === hospital.hospitalId ? found : undefined;
}

export function makePutPiece(deps: KeepUpgradeDeps) {
  const { upgrades, hashOf, bytesOf } = deps;
  return async function put({ upgradeId, number, hash, content }: InputOf<typeof putPiece>, caller: PartnerCaller): MethodAnswer<typeof putPiece> {
    const upgrade = await own(upgrades, upgradeId, caller);
    if (!upgrade) return refuse('upgrade-unknown');
    const bytes = bytesOf(content);
    const piece = { number, hash: hash.toLowerCase(), bytes };
    if (bytes.length === 0 || bytes.length > PIECE_BYTES_MAX || hashOf(bytes) !== piece.hash) return refuse('piece-hash', { field: 'content' });
    return keep(deps, upgrade, piece);
  };
}

type Kept = Result<{ readonly number: number }, 'piece-differs' | 'piece-hash' | 'list-too-large' | 'upgrade-not-now'>;
type Piece = { readonly number: number; readonly hash: string; readonly bytes: Uint8Array };

async function keep(deps: KeepUpgradeDeps, upgrade: Upgrade, piece: Piece): Promise<Kept> {
  const { upgrades } = deps;
  const { number, hash } = piece;
  const before = await upgrades.hashOf(upgrade.upgradeId, number);
  if (before !== undefined) return before === hash ? ok({ number }) : refuse('piece-differs', { field: 'number' });
  if (upgrade.state !== 'receiving') return refuse('upgrade-not-now');
  return add(deps, upgrade, piece);
}

/** Pieces that come at the same moment may pass the limit by as many as they are. */
async function add({ upgrades, uploads, files }: KeepUpgradeDeps, upgrade: Upgrade, piece: Piece): Promise<Kept> {
  const { number, hash } = piece;
  const size = sizeOf(piece.bytes);
  if (isTooLarge(await uploads.sizeOf(upgrade.upgradeId), size)) return refuse('list-too-large', { field: 'content' });
  // The file first: a piece that is known is there.
  if (!(await files.keepPiece(upgrade, piece))) return refuse('piece-hash', { field: 'content' });
  // Counted before it is known: killed in between, it counts twice rather than not at all.
  await uploads.grow(upgrade.upgradeId, size);
  const added = await upgrades.addPiece(upgrade.upgradeId, { number, hash });
  if (added !== 'kept') await uploads.grow(upgrade.upgradeId, { bytes: -size.bytes, rows: -size.rows });
  return added === 'differs' ? refuse('piece-differs', { field: 'number' }) : ok({ number });
}

const NEW_LINE = 10;

/** Lines, whichever encoding: this byte is part of no other character. */
function sizeOf(bytes: Uint8Array): UploadSize {
  let rows = bytes.at(-1) === NEW_LINE ? 0 : 1;
  for (let at = bytes.indexOf(NEW_LINE); at >= 0; at = bytes.indexOf(NEW_LINE, at + 1)) rows += 1;
  return { bytes: bytes.length, rows };
}

export function makeCloseUpload(deps: KeepUpgradeDeps) {
  return async function close({ upgradeId, pieces }: InputOf<typeof closeUpload>, caller: PartnerCaller): MethodAnswer<typeof closeUpload> {
    const upgrade = await own(deps.upgrades, upgradeId, caller);
    if (!upgrade) return refuse('upgrade-unknown');
    const state = stateAfter('close', upgrade.state);
    if (!state) return upgrade.pieces === pieces ? ok({ state: upgrade.state }) : refuse('upgrade-not-now');
    const there = new Set(await deps.upgrades.numbers(upgradeId));
    const missing = Array.from({ length: pieces }, (_, n) => n + 1).find((number) => !there.has(number));
    if (missing !== undefined) return refuse('pieces-missing', { field: String(missing) });
    const columns = await columnsOf(deps, upgrade);
    if (!columns.ok) return columns;
    if (!(await deps.upgrades.change({ ...upgrade, state, pieces, columns: columns.value }))) return refuse('busy');
    await deps.uploads.giveBack(upgrade.hospitalId, upgradeId);
    return ok({ state });
  };
}

/** What the first line of a CSV list says; a list of JSON lines names its members itself. */
async function columnsOf({ upgrades, files }: KeepUpgradeDeps, upgrade: Upgrade): Promise<Result<readonly (UpgradeColumn | null)[], 'columns-missing'>> {
  if (upgrade.format === 'ndjson') return ok([]);
  const written = await files.piece(upgrade, { number: 1, hash: (await upgrades.hashOf(upgrade.upgradeId, 1)) ?? '' });
  const [header] = csvLines(written);
  const columns = columnsIn(header?.fields ?? []);
  const missing = NEEDED_COLUMNS.find((column) => !columns.includes(column));
  return missing ? refuse('columns-missing', { field: missing }) : ok(columns.map((column) => column ?? null));
}
