/** 整院升级: what the hospital orders, and what it reads of how far it has come. The work itself is the worker's. */
import { staticCodeText } from '../../../shared/card/code-text';
import { epochMsOf, instantOf } from '../../../shared/kernel/china-day';
import { ok, refuse, type Result } from '../../../shared/kernel/result';
import type { InputOf, MethodAnswer } from '../../../shared/open-platform/method';
import type { dryRun, pauseUpgrade, readReport, readUpgrade, runUpgrade, undoUpgrade } from '../../../shared/open-platform/upgrade.methods';
import { FIRST_ROW, placeText, readPlace, stateAfter, UNDO_MS, type RowPlace, type UpgradeMove, type UpgradeState } from '../../../shared/open-platform/upgrade.rules';
import { outcomeWords } from '../../../shared/open-platform/upgrade-outcomes';
import type { PartnerCaller, RecordAudit, RowResult, Upgrade, UpgradeFiles, Upgrades } from '../open-platform.ports';
import { entryOf } from '../open-platform.rules';

export type SteerUpgradeDeps = {
  readonly upgrades: Pick<Upgrades, 'find' | 'change'>;
  readonly files: Pick<UpgradeFiles, 'result'>;
  readonly recordAudit: RecordAudit;
  readonly now: () => number;
};

/** The upgrade, when it is this hospital's and this app's. */
async function own({ upgrades }: SteerUpgradeDeps, upgradeId: string, { app, hospital }: PartnerCaller): Promise<Upgrade | undefined> {
  const found = await upgrades.find(upgradeId);
  return found?.appId === app.appId && found.hospitalId === hospital.hospitalId ? found : undefined;
}

type Ordering = { readonly upgradeId: string; readonly move: UpgradeMove; readonly caller: PartnerCaller };
/** What else changes; undefined when it may not be done any more, 'nothing' when nothing is left to do. */
type Changing = (upgrade: Upgrade) => Partial<Upgrade> | 'nothing' | undefined;

/** Ordered again, it is as it was ordered. */
async function order(deps: SteerUpgradeDeps, { upgradeId, move, caller }: Ordering, changing: Changing): Promise<Result<{ readonly state: UpgradeState }, 'upgrade-unknown' | 'upgrade-not-now' | 'undo-too-late' | 'busy'>> {
  const upgrade = await own(deps, upgradeId, caller);
  if (!upgrade) return refuse('upgrade-unknown');
  const state = stateAfter(move, upgrade.state);
  if (!state) return upgrade.state === AFTER[move] ? ok({ state: upgrade.state }) : refuse('upgrade-not-now');
  const change = changing(upgrade);
  if (!change) return refuse('undo-too-late');
  if (change === 'nothing') return ok({ state: upgrade.state });
  return (await deps.upgrades.change({ ...upgrade, ...change, state })) ? ok({ state }) : refuse('busy');
}

const AFTER: Partial<Record<UpgradeMove, UpgradeState>> = { check: 'checking', run: 'running', pause: 'paused', undo: 'undoing' };
const none = {} as const;

export function makeDryRun(deps: SteerUpgradeDeps) {
  return async ({ upgradeId }: InputOf<typeof dryRun>, caller: PartnerCaller): MethodAnswer<typeof dryRun> =>
    narrowed(await order(deps, { upgradeId, move: 'check', caller }, ({ counts }) => ({ next: FIRST_ROW, counts: { ...counts, check: none } })));
}

export function makeRunUpgrade(deps: SteerUpgradeDeps) {
  return async ({ upgradeId, minConfidence }: InputOf<typeof runUpgrade>, caller: PartnerCaller): MethodAnswer<typeof runUpgrade> =>
    narrowed(await order(deps, { upgradeId, move: 'run', caller }, (upgrade) => {
      const { state, next, counts } = upgrade;
      const sure = minConfidence ?? upgrade.minConfidence;
      if (state === 'finished' && !leavesWork(upgrade, sure)) return 'nothing';
      return { minConfidence: sure, ...(state === 'paused' ? { next } : { next: FIRST_ROW, counts: { ...counts, run: none } }) };
    }));
}

/** Whether another run would do anybody: who was not answered for, or doubts that are accepted now. Without, its day to be undone does not begin anew. */
function leavesWork({ counts: { run }, minConfidence }: Upgrade, sure: number): boolean {
  return (run['not-answered'] ?? 0) > 0 || (sure < minConfidence && (run['uncertain'] ?? 0) > 0);
}

export function makePauseUpgrade(deps: SteerUpgradeDeps) {
  return async ({ upgradeId }: InputOf<typeof pauseUpgrade>, caller: PartnerCaller): MethodAnswer<typeof pauseUpgrade> =>
    narrowed(await order(deps, { upgradeId, move: 'pause', caller }, () => ({ stoppedAt: instantOf(deps.now()) })));
}

export function makeUndoUpgrade(deps: SteerUpgradeDeps) {
  return async ({ upgradeId }: InputOf<typeof undoUpgrade>, caller: PartnerCaller): MethodAnswer<typeof undoUpgrade> =>
    order(deps, { upgradeId, move: 'undo', caller }, (upgrade) => (deps.now() > undoUntilMs(upgrade) ? undefined : { next: FIRST_ROW, counts: { ...upgrade.counts, undo: none } }));
}

type Ordered = Awaited<ReturnType<typeof order>>;

/** Only an undo can be late. */
function narrowed(done: Ordered): Result<{ readonly state: UpgradeState }, 'upgrade-unknown' | 'upgrade-not-now' | 'busy'> {
  if (done.ok) return done;
  const { code } = done.refusal;
  return refuse(code === 'undo-too-late' ? 'upgrade-not-now' : code);
}

function undoUntilMs({ stoppedAt }: Upgrade): number {
  return stoppedAt === undefined ? 0 : epochMsOf(stoppedAt) + UNDO_MS;
}

export function makeReadUpgrade(deps: SteerUpgradeDeps) {
  return async function read({ upgradeId }: InputOf<typeof readUpgrade>, caller: PartnerCaller): MethodAnswer<typeof readUpgrade> {
    const upgrade = await own(deps, upgradeId, caller);
    if (!upgrade) return refuse('upgrade-unknown');
    const { state, pieces, next, counts, stoppedAt } = upgrade;
    const undoUntil = stoppedAt === undefined ? '' : instantOf(undoUntilMs(upgrade));
    return ok({ state, pieces, next: placeText(next), undoUntil, notice: noticeFor(caller.hospital.name), check: { ...counts.check }, run: { ...counts.run }, undo: { ...counts.undo } });
  };
}

/** For the hospital's own account to send; ours sends nothing. */
function noticeFor(hospitalName: string): string {
  return `${hospitalName}已为您的就诊卡办好电子健康卡，全省医院通用。点击链接，由本人登录激活；不激活不会生效。`;
}

export function makeReadReport(deps: SteerUpgradeDeps) {
  return async function read({ upgradeId, phase, from }: InputOf<typeof readReport>, caller: PartnerCaller): MethodAnswer<typeof readReport> {
    const upgrade = await own(deps, upgradeId, caller);
    if (!upgrade) return refuse('upgrade-unknown');
    if (upgrade.state === 'forgotten') return refuse('upgrade-forgotten');
    await deps.recordAudit(entryOf(caller, 'readReport', `upgrade#${upgradeId}`));
    const place = from === undefined ? FIRST_ROW : readPlace(from);
    const chunk = place && (await finished(deps, upgrade, { phase, from: place }));
    if (!chunk) return refuse('report-not-there', { field: 'from' });
    return ok({ rows: chunk.rows.map((row) => shown(place, row)), next: chunk.next ? placeText(chunk.next) : '' });
  };
}

async function finished({ files }: SteerUpgradeDeps, upgrade: Upgrade, of: Parameters<UpgradeFiles['result']>[1]) {
  const chunk = await files.result(upgrade, of);
  return chunk?.begun ? undefined : chunk;
}

function shown({ piece }: RowPlace, { key: _ours, ...row }: RowResult) {
  return { ...row, piece, words: outcomeWords(row.outcome, row.field), ...(row.healthCardId ? { qrCodeText: staticCodeText(row.healthCardId) } : {}) };
}
