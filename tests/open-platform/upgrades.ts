/** A hospital's back end that upgrades its whole list of old visit cards, and people enough for one. */
import { createHash } from 'node:crypto';
import { citizenNumber } from '../../functions/local/seed/invented-numbers';
import type { RegisteredPerson } from '../../functions/sandbox/population-register';
import type { openPartner } from './partner';

const U = '/rest/auth/henan/OpenPlatform/UpgradeObj/';
type Partner = Awaited<ReturnType<typeof openPartner>>;

/** So many people whom the register knows and nobody is. */
export function patients(count: number, from = 0): readonly RegisteredPerson[] {
  return Array.from({ length: count }, (_, n) => {
    const [day, order] = [(from + n) % 27 + 1, Math.floor((from + n) / 27) + 1];
    const birthday = `1971-03-${String(day).padStart(2, '0')}`;
    return { idType: '01', idNumber: citizenNumber(birthday, order, '1'), name: '样本某', gender: '1', birthday, guardians: [] };
  });
}

export const HEADER = '就诊卡号,姓名,身份证号,openid';
export function lineOf({ name, idNumber }: RegisteredPerson, n: number): string {
  return `C${String(n)},${name},="${idNumber}",o-${String(n)}`;
}

export const sha = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

export function upgradesOf(partner: Partner) {
  const ask = async (method: string, req: object) => (await partner.call(U + method, req as Record<string, unknown>));
  const put = (upgradeId: string, number: number, written: string | Uint8Array) => {
    const bytes = Buffer.from(written);
    return ask('putPiece', { upgradeId, number, hash: sha(bytes), content: bytes.toString('base64') });
  };
  return {
    ask, put,
    /** Begun, all pieces sent, closed. */
    async upload(pieces: readonly (string | Uint8Array)[], begin: object = {}): Promise<string> {
      const { rsp } = await ask('beginUpgrade', { format: 'csv', returnTo: 'http://127.0.0.1:7777/cards', ...begin });
      const upgradeId = String(rsp['upgradeId']);
      for (const [place, piece] of pieces.entries()) {
        const { commonOut } = await put(upgradeId, place + 1, piece);
        if (commonOut.resultCode !== 0) throw new Error(commonOut.errMsg);
      }
      const { commonOut } = await ask('closeUpload', { upgradeId, pieces: pieces.length });
      if (commonOut.resultCode !== 0) throw new Error(commonOut.errMsg);
      return upgradeId;
    },
    async report(upgradeId: string, phase: string) {
      const rows: Record<string, unknown>[] = [];
      for (let from = '';;) {
        const { commonOut, rsp } = await ask('readReport', { upgradeId, phase, from });
        if (commonOut.resultCode !== 0) throw new Error(commonOut.errMsg);
        rows.push(...(rsp['rows'] as Record<string, unknown>[]));
        from = String(rsp['next']);
        if (from === '') return rows;
      }
    },
    read: async (upgradeId: string) => (await ask('readUpgrade', { upgradeId })).rsp,
  };
}
