/** The worker of one upgrade in a process of its own: parsing, files, seals and the store as in production; the authority answers at once. */
import { openBlobs } from '../../../functions/local/embedded-blobs';
import type { Issuer, RowKeys, Upgrade, UpgradeIssuer } from '../../../functions/open-platform/open-platform.ports';
import { personKey } from '../../../functions/open-platform/open-platform.rules';
import { makeUpgradeFiles } from '../../../functions/open-platform/upgrade.pieces';
import { makeUpgradeLease, makeUpgrades } from '../../../functions/open-platform/upgrades.repository';
import { makeCheckRow, makeRunRow, makeUndoRow } from '../../../functions/open-platform/use-cases/do-row';
import { makeWorkUpgrades } from '../../../functions/open-platform/use-cases/work-upgrades';
import { makeUpgradeRelations } from '../../../functions/open-platform/relations.repository';
import { sha256 } from '../../../functions/platform/crypto/digest';
import { fileCustodian } from '../../../functions/platform/crypto/custodian';
import { makeFingerprints } from '../../../functions/platform/crypto/fingerprint';
import { newKeyRing, openKeyRing } from '../../../functions/platform/crypto/key-ring';
import { makeSafe } from '../../../functions/platform/crypto/seal';
import { makePace } from '../../../functions/platform/pace';
import { pause } from '../../../functions/platform/pause';
import { seenKeys } from '../../../functions/platform/seen-keys';
import { openDocumentClient } from '../../../functions/platform/store/client';
import { makeStore } from '../../../functions/platform/store/store';
import { makeWrappedKeys } from '../../../functions/platform/store/wrapped-keys';
import { addDays } from '../../../shared/kernel/china-day';
import { documentKey, type LegalDocument } from '../../../shared/kernel/documents';
import { ok } from '../../../shared/kernel/result';
import { FIRST_ROW } from '../../../shared/open-platform/upgrade.rules';
import { citizenNumber } from '../../../functions/local/seed/invented-numbers';

/** `bare`: without the two items of each row's relation, which are the store's work and not the worker's. */
export type Upgrading = { readonly endpoint: string; readonly table: string; readonly folder: string; readonly rows: number; readonly perSecond: number; readonly bare: boolean; readonly runMs?: number; readonly goOn?: string };
export type Upgraded = { readonly upgradeId: string; readonly state: string; readonly seconds: number; readonly peakMb: number; readonly counts: Upgrade['counts']; readonly made: number };

const ROWS_A_PIECE = 20_000;
const A_DAY = 400;

function lineOf(n: number): string {
  return `C${String(n)},样本某,${citizenNumber(addDays('1931-01-01', Math.floor(n / A_DAY)), n % A_DAY + 1, '1')}`;
}

/** At once and always well; `made`: cards by document would be a hundred megabytes, so only their number. */
function authority(turn: () => Promise<void>) {
  const world = { made: 0 };
  const idOf = (document: LegalDocument) => sha256(documentKey(document)).toUpperCase();
  const issuer: Pick<Issuer, 'preIssue'> = {
    async preIssue({ document }) {
      await turn();
      world.made += 1;
      return ok({ healthCardId: idOf(document), phid: '', already: false, isPending: true });
    },
  };
  const persons: UpgradeIssuer = { find: async () => { await turn(); return ok({ realName: 'match' }); }, takeBack: async () => ok('closed' as const) };
  return { world, issuer, persons };
}

function partsOf({ endpoint, table, folder, perSecond, bare }: Upgrading) {
  const store = makeStore(openDocumentClient({ region: 'local', endpoint }));
  const safe = makeSafe({ custodian: fileCustodian(`${folder}/wrapper`), wrappedKeys: makeWrappedKeys(store, table), now: Date.now });
  const base = { store, table, now: Date.now, safe, fingerprints: makeFingerprints(openKeyRing(newKeyRing())), hash: sha256 };
  const { world, ...asked } = authority(makePace({ perSecond, now: Date.now, pause }));
  const keyOf = (text: string) => sha256(text).slice(0, 16);
  const keys: RowKeys = { ofRow: ({ person, patid }) => keyOf(`${personKey(person)} ${patid}`), ofNumber: keyOf };
  const relations = bare ? { bindNew: async () => true, unbind: async () => undefined, cardOf: async () => undefined, isBoundByOthers: async () => false } : makeUpgradeRelations(base);
  const rows = {
    ...asked, relations, waiting: { add: async () => undefined, of: async () => [], withdraw: async () => true }, apps: { find: async () => undefined }, linkCipher: { seal: () => undefined },
    baseUrl: 'https://x.example', recordAudit: async () => undefined, markOf: () => 'document#x', keys, hash: sha256, newCode: () => '0'.repeat(32), now: Date.now,
  };
  const [upgrades, files] = [makeUpgrades(base), makeUpgradeFiles({ blobs: openBlobs(`${folder}/blobs`), safe })];
  return { base, world, keys, rows, upgrades, files };
}

async function begin({ rows }: Upgrading, { upgrades, files }: ReturnType<typeof partsOf>): Promise<string> {
  const upgradeId = `upgrade_${String(Date.now()).padStart(26, '0')}`;
  const pieces = Math.ceil(rows / ROWS_A_PIECE);
  const upgrade: Omit<Upgrade, 'version'> = {
    upgradeId, appId: 'bench', hospitalId: 'h', cityCode: '410100', format: 'csv', state: 'checking', columns: ['patid', 'name', 'idNumber'], pieces, next: FIRST_ROW,
    counts: { check: {}, run: {}, undo: {} }, minConfidence: 0.9, createdAt: '2026-11-23T08:00:00.000+08:00', requestId: 'bench',
  };
  for (let number = 1; number <= pieces; number += 1) {
    const first = (number - 1) * ROWS_A_PIECE;
    const lines = Array.from({ length: Math.min(ROWS_A_PIECE, rows - first) }, (_, n) => lineOf(first + n));
    await files.keepPiece({ ...upgrade, version: 1 }, { number, hash: String(number), bytes: Buffer.from(`patid,name,idNumber\n${lines.join('\n')}`) });
    await upgrades.addPiece(upgradeId, { number, hash: String(number) });
  }
  await upgrades.add(upgrade);
  return upgradeId;
}

/** Checks, then runs, to the end or as far as `runMs` reaches. */
async function upgradeAll(asked: Upgrading): Promise<Upgraded> {
  const parts = partsOf(asked);
  const upgradeId = asked.goOn ?? (await begin(asked, parts));
  const { rows, upgrades, base, world } = parts;
  const work = makeWorkUpgrades({
    forgetUpgrades: async () => 0,
    ...parts, lease: makeUpgradeLease(base), newSeen: seenKeys, tellDone: () => undefined, newId: (prefix) => `${prefix}_${String(process.pid)}`, now: Date.now,
    upgrades: { ...upgrades, inWork: async () => [upgradeId] }, runMs: asked.runMs ?? 3_600_000, doRow: { check: makeCheckRow(rows), run: makeRunRow(rows), undo: makeUndoRow(rows) },
  });
  let peak = 0;
  const timer = setInterval(() => { peak = Math.max(peak, process.memoryUsage.rss()); }, 100);
  const from = performance.now();
  await work();
  const checked = await upgrades.find(upgradeId);
  if (checked?.state === 'checked') {
    await upgrades.change({ ...checked, state: 'running', next: FIRST_ROW });
    await work();
  }
  clearInterval(timer);
  const after = await upgrades.find(upgradeId);
  if (!after) throw new Error('the upgrade is gone');
  return { upgradeId, state: after.state, counts: after.counts, made: world.made, seconds: (performance.now() - from) / 1000, peakMb: peak / 1_000_000 };
}

process.on('message', (asked: Upgrading) => { void upgradeAll(asked).then((done) => process.send?.(done)); });
process.send?.({ ready: true });
