/** A QR code as a PNG (grey, one byte a pixel). WeChat draws its own kind of code; what it carries is the same text. */
import { crc32, deflateSync } from 'node:zlib';
import { encode } from 'uqr';

const QUIET_ZONE = 4;
const WHITE = 255;

/** The code of `content`, `width` pixels wide and high, modules of whole pixels. */
export function qrPng(content: string, width: number): Buffer {
  const { data, size } = encode(content, { ecc: 'M', border: QUIET_ZONE });
  const pixels = Math.max(1, Math.floor(width / size));
  const margin = Math.floor((width - pixels * size) / 2);
  const lines = data.map((row) => scanLine(row, { width, pixels, margin }));
  const blank = scanLine([], { width, pixels, margin });
  return png(width, Buffer.concat(Array.from({ length: width }, (_, y) => lines[Math.floor((y - margin) / pixels)] ?? blank)));
}

/** One line of pixels behind its filter byte (0: none). */
function scanLine(modules: readonly boolean[], { width, pixels, margin }: { width: number; pixels: number; margin: number }): Buffer {
  const line = Buffer.alloc(1 + width, WHITE);
  line[0] = 0;
  modules.forEach((dark, at) => {
    const from = 1 + margin + at * pixels;
    if (dark) line.fill(0, from, from + pixels);
  });
  return line;
}

function png(width: number, scanLines: Buffer): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(width, 4);
  header.set([8, 0, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(scanLines)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(kind: string, content: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(kind, 'ascii'), content]);
  const length = Buffer.alloc(4);
  const checksum = Buffer.alloc(4);
  length.writeUInt32BE(content.byteLength);
  checksum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, checksum]);
}
