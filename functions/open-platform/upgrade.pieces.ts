/** The pieces of an upgrade and what became of their rows, as files: sealed under a key of the upgrade, and kept under its tenant and hospital, in the folder whose files end by themselves. */
import * as z from 'zod/mini';
import { placeText } from '../../shared/open-platform/upgrade.rules';
import { UPGRADE_OUTCOMES, type UpgradeOutcome } from '../../shared/open-platform/upgrade-outcomes';
import type { Blobs } from '../platform/blobs/blobs';
import type { Safe } from '../platform/crypto/seal';
import type { ChunkResult, Upgrade, UpgradeFiles } from './open-platform.ports';

export type UpgradeFilesDeps = { readonly blobs: Blobs; readonly safe: Pick<Safe, 'seal' | 'open' | 'destroy'> };

const text = z.exactOptional(z.string());
const Result = z.object({
  rows: z.array(z.object({
    row: z.int(), outcome: z.custom<UpgradeOutcome>((value) => typeof value === 'string' && value in UPGRADE_OUTCOMES), patid: text, field: text,
    confidence: z.exactOptional(z.number()), key: text, healthCardId: text, link: text,
  })),
  next: z.exactOptional(z.object({ piece: z.int(), row: z.int() })), begun: z.exactOptional(z.literal(true)),
});

const folderOf = ({ cityCode, hospitalId, upgradeId }: Upgrade) => `upgrades/${cityCode}/${hospitalId}/${upgradeId}`;
const ownerOf = ({ upgradeId }: Upgrade) => `upgrade#${upgradeId}`;

export function makeUpgradeFiles({ blobs, safe }: UpgradeFilesDeps): UpgradeFiles {
  const keep = async (upgrade: Upgrade, name: string, content: string) => {
    const sealed = await safe.seal(ownerOf(upgrade), content, name);
    await blobs.put(`${folderOf(upgrade)}/${name}`, new TextEncoder().encode(sealed), { contentType: 'application/octet-stream' });
  };
  const read = async (upgrade: Upgrade, name: string) => {
    const sealed = await blobs.get(`${folderOf(upgrade)}/${name}`);
    return sealed && safe.open(ownerOf(upgrade), new TextDecoder().decode(sealed), name);
  };
  return {
    async keepPiece(upgrade, { number, hash, bytes }) {
      const written = decoded(bytes);
      if (written !== undefined) await keep(upgrade, pieceName(number, hash), written);
      return written !== undefined;
    },
    async piece(upgrade, { number, hash }) {
      const written = await read(upgrade, pieceName(number, hash));
      if (written === undefined) throw new Error('a piece of an upgrade is gone');
      return written;
    },
    keepResult: (upgrade, { phase, from }, result) => keep(upgrade, `${phase}/${placeText(from)}`, JSON.stringify(result)),
    async result(upgrade, { phase, from }) {
      const written = await read(upgrade, `${phase}/${placeText(from)}`);
      return written === undefined ? undefined : (z.parse(Result, JSON.parse(written)) satisfies ChunkResult);
    },
    forget: (upgrade) => safe.destroy(ownerOf(upgrade)),
  };
}

function pieceName(number: number, hash: string): string {
  return `pieces/${String(number)}-${hash}`;
}

/** UTF-8, with or without its mark, or else GBK, which spreadsheets here write. */
function decoded(bytes: Uint8Array): string | undefined {
  for (const encoding of ['utf-8', 'gbk']) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes);
    } catch {
      // The next one.
    }
  }
  return undefined;
}
