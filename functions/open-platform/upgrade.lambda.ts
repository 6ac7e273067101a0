/** The part of the porch that upgrades whole hospitals: what they order through the gateway, and the worker that does it. */
import { documentKey } from '../../shared/kernel/documents';
import { sha256 } from '../platform/crypto/digest';
import type { Foundations } from '../platform/foundations';
import { makePace } from '../platform/pace';
import { pause } from '../platform/pause';
import { seenKeys } from '../platform/seen-keys';
import { makeApps } from './apps.repository';
import { makeIssuer, makeUpgradeIssuer } from './open-platform.authority';
import type { Issuer, LinkCipher, RecordAudit, RowKeys, UpgradeIssuer } from './open-platform.ports';
import { makeUpgradeFiles } from './upgrade.pieces';
import { personKey } from './open-platform.rules';
import { makeUpgradeLease, makeUpgrades } from './upgrades.repository';
import { makeCheckRow, makeRunRow, makeUndoRow } from './use-cases/do-row';
import { makeForgetUpgrades } from './use-cases/forget-upgrades';
import { makeUploads } from './uploads.repository';
import { makeBeginUpgrade, makeCloseUpload, makePutPiece } from './use-cases/keep-upgrade';
import { makeDryRun, makePauseUpgrade, makeReadReport, makeReadUpgrade, makeRunUpgrade, makeUndoUpgrade } from './use-cases/steer-upgrade';
import { makeWorkUpgrades } from './use-cases/work-upgrades';
import { makeUpgradeRelations } from './relations.repository';
import { makeWaitingCards } from './waiting.repository';

const KEY_HEX = 16;
const CODE_BYTES = 16;

function partsOf(f: Foundations) {
  const shared = { ...f, table: f.table('open-platform'), safe: f.safeOf('open-platform') };
  const recordAudit: RecordAudit = (entry) => f.audit.record(entry);
  return { ...shared, recordAudit, upgrades: makeUpgrades(shared), uploads: makeUploads(shared), files: makeUpgradeFiles({ blobs: f.blobs, safe: shared.safe }) };
}

/** Answers to the methods of 整院升级. */
export function upgradeMethods(f: Foundations) {
  const parts = { ...partsOf(f), hashOf: sha256, bytesOf: (base64: string) => Buffer.from(base64, 'base64') };
  return {
    beginUpgrade: makeBeginUpgrade(parts), putPiece: makePutPiece(parts), closeUpload: makeCloseUpload(parts),
    dryRun: makeDryRun(parts), runUpgrade: makeRunUpgrade(parts), pauseUpgrade: makePauseUpgrade(parts), undoUpgrade: makeUndoUpgrade(parts),
    readUpgrade: makeReadUpgrade(parts), readReport: makeReadReport(parts),
  };
}

type Asked = { readonly issuer: Pick<Issuer, 'preIssue'>; readonly persons: UpgradeIssuer };

/** Every call waits for its turn: all hospitals together keep the pace the authority allows. */
function paced({ issuer, persons }: Asked, turn: () => Promise<void>): Asked {
  return {
    issuer: { preIssue: async (...of) => { await turn(); return issuer.preIssue(...of); } },
    persons: {
      find: async (...of) => { await turn(); return persons.find(...of); },
      takeBack: async (...of) => { await turn(); return persons.takeBack(...of); },
    },
  };
}

export type UpgradeWorkOptions = { readonly asked?: Asked; readonly runMs?: number };

/** Scheduled: gives the number of rows that were done. */
export function makeUpgradeWork(f: Foundations, linkCipher: LinkCipher, { asked, runMs }: UpgradeWorkOptions = {}): () => Promise<number> {
  const parts = partsOf(f);
  const authority = asked ?? { issuer: makeIssuer(f.clients.authority), persons: makeUpgradeIssuer(f.clients.authority) };
  const keyOf = (text: string) => f.hash(f.fingerprints.of('upgrade-row', text)).slice(0, KEY_HEX);
  const keys: RowKeys = { ofRow: ({ person, patid }) => keyOf(`${personKey(person)} ${patid}`), ofNumber: (patid) => keyOf(`number ${patid}`) };
  const rows = {
    ...parts, ...paced(authority, makePace({ perSecond: Number(f.config.AUTHORITY_BATCH_RATE), now: f.now, pause })), keys, linkCipher, hash: f.hash,
    relations: makeUpgradeRelations(parts), waiting: makeWaitingCards(parts), apps: makeApps({ ...parts }), baseUrl: f.config.PUBLIC_BASE_URL,
    markOf: (document: Parameters<typeof documentKey>[0]) => `document#${f.fingerprints.of('document', documentKey(document))}`,
    newCode: () => Buffer.from(f.randomBytes(CODE_BYTES)).toString('hex'),
  };
  return makeWorkUpgrades({
    ...parts, keys, lease: makeUpgradeLease(parts), forgetUpgrades: makeForgetUpgrades(parts), newSeen: seenKeys, ...(runMs === undefined ? {} : { runMs }),
    doRow: { check: makeCheckRow(rows), run: makeRunRow(rows), undo: makeUndoRow(rows) },
    tellDone: (count) => { f.log.event('job.done', { code: 'open-platform.upgrade', count }); },
  });
}
