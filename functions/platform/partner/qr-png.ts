/** A QR code (ISO/IEC 18004, level M) as a PNG of black and white modules. */
import { crc32, deflateSync } from 'node:zlib';
import { encode } from 'uqr';

const MODULE_PX = 8;
const QUIET_MODULES = 4;
const SIGNATURE = Buffer.from('89504e470d0a1a0a', 'hex');

export function qrPng(text: string): Buffer {
  const { data, size } = encode(text, { ecc: 'M', border: QUIET_MODULES });
  const side = size * MODULE_PX;
  const header = Buffer.alloc(13);
  header.writeUInt32BE(side, 0);
  header.writeUInt32BE(side, 4);
  // One bit a pixel, grey.
  header.set([1, 0, 0, 0, 0], 8);
  const rows = data.flatMap((modules) => Array<Buffer>(MODULE_PX).fill(rowOf(modules, side)));
  return Buffer.concat([SIGNATURE, pngChunk('IHDR', header), pngChunk('IDAT', deflateSync(Buffer.concat(rows))), pngChunk('IEND', Buffer.alloc(0))]);
}

/** One line of pixels behind its filter byte; a set bit is white. A module is eight pixels wide: a byte. */
function rowOf(modules: readonly boolean[], side: number): Buffer {
  return Buffer.from([0, ...modules.map((dark) => (dark ? 0x00 : 0xff))].slice(0, 1 + side / MODULE_PX));
}

/** One chunk of a PNG file, with its length and check sum (PNG, 5.3). */
export function pngChunk(type: string, content: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), content]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(content.length, 0);
  framed.set(body, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
}
