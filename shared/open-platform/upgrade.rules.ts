/** 就诊卡批量升级 of a whole hospital: its states, the only list of moves between them, and its limits. */
import { epochMsOf } from '../kernel/china-day';

export const UPGRADE_STATES = ['receiving', 'received', 'checking', 'checked', 'running', 'paused', 'finished', 'undoing', 'undone', 'forgotten'] as const;
export type UpgradeState = (typeof UPGRADE_STATES)[number];

/** What is done to every row, one after the other; `undo` to those that were run. */
export const UPGRADE_PHASES = ['check', 'run', 'undo'] as const;
export type UpgradePhase = (typeof UPGRADE_PHASES)[number];

const MOVES = {
  close: { from: ['receiving'], to: 'received' },
  check: { from: ['received', 'checked'], to: 'checking' },
  checked: { from: ['checking'], to: 'checked' },
  /** Run again, what was done is found done, and only who was not answered for is asked anew. */
  run: { from: ['checked', 'paused', 'finished'], to: 'running' },
  pause: { from: ['running'], to: 'paused' },
  finished: { from: ['running'], to: 'finished' },
  /** Undone again, only who was not answered for is still to be undone. */
  undo: { from: ['paused', 'finished', 'undone'], to: 'undoing' },
  undone: { from: ['undoing'], to: 'undone' },
  /** When its time is over: what is being done is done first. */
  forget: { from: ['receiving', 'received', 'checked', 'paused', 'finished', 'undone'], to: 'forgotten' },
} as const satisfies Record<string, { readonly from: readonly UpgradeState[]; readonly to: UpgradeState }>;
export type UpgradeMove = keyof typeof MOVES;
export const UPGRADE_MOVES = Object.keys(MOVES) as UpgradeMove[];

/** The state after a move; undefined when it is not allowed from here. */
export function stateAfter(move: UpgradeMove, from: UpgradeState): UpgradeState | undefined {
  const rule: { readonly from: readonly UpgradeState[]; readonly to: UpgradeState } = MOVES[move];
  return rule.from.includes(from) ? rule.to : undefined;
}

/** Which phase a state works on; undefined where nothing is done. */
export function phaseOf(state: UpgradeState): UpgradePhase | undefined {
  const phases: Partial<Record<UpgradeState, UpgradePhase>> = { checking: 'check', running: 'run', undoing: 'undo' };
  return phases[state];
}

/** The move that ends a phase. */
export const ENDS = { check: 'checked', run: 'finished', undo: 'undone' } as const satisfies Record<UpgradePhase, UpgradeMove>;

export const PIECE_BYTES_MAX = 4 * 1024 * 1024;
/** Of one list: what is more comes as a second upgrade. */
export const PIECES_MAX = 2_000;
export const ROWS_MAX = 1_000_000;
export const UPLOAD_BYTES_MAX = 1024 * 1024 * 1024;
/** Uploads of one hospital that are begun and not closed; one that nobody closes gives its place back after three days. */
export const OPEN_UPLOADS_MAX = 10;
export const UPLOAD_OPEN_SECONDS = 3 * 86_400;

export type UploadSize = { readonly bytes: number; readonly rows: number };

/** Whether a piece more is too much; the line of the columns is no row. */
export function isTooLarge({ bytes, rows }: UploadSize, more: UploadSize): boolean {
  return bytes + more.bytes > UPLOAD_BYTES_MAX || rows + more.rows > ROWS_MAX + 1;
}

/** So many rows are done and then written down together: as many are asked for again at most after a kill. */
export const CHUNK_ROWS = 200;
/** 24 hours from the end of the run, or from its pause. */
export const UNDO_MS = 86_400_000;
/** A list is kept so long from its beginning, and at least until it can be undone no more; one that was never closed as long as an upload is open. */
export const UPGRADE_KEPT_MS = 90 * 86_400_000;
/** Until then its rows can be read and undone (ms). */
export function keptUntilMs({ state, createdAt, stoppedAt }: { readonly state: UpgradeState; readonly createdAt: string; readonly stoppedAt?: string }): number {
  const begun = epochMsOf(createdAt);
  if (state === 'receiving') return begun + UPLOAD_OPEN_SECONDS * 1000;
  return Math.max(begun + UPGRADE_KEPT_MS, stoppedAt === undefined ? 0 : epochMsOf(stoppedAt) + UNDO_MS);
}

/** Matches this sure are run without being asked for. */
export const MIN_CONFIDENCE = 0.9;

/** A place among the rows: pieces and rows count from 1. */
export type RowPlace = { readonly piece: number; readonly row: number };
export const FIRST_ROW: RowPlace = { piece: 1, row: 1 };

/** `3-201` and back; undefined when the text is no place. */
export function placeText({ piece, row }: RowPlace): string {
  return `${String(piece)}-${String(row)}`;
}

export function readPlace(text: string): RowPlace | undefined {
  const [, piece, row] = /^([1-9]\d{0,5})-([1-9]\d{0,7})$/.exec(text) ?? [];
  return piece === undefined ? undefined : { piece: Number(piece), row: Number(row) };
}
