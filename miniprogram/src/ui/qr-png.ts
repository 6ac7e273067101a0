/**
 * A QR code as a PNG data URL, made without canvas: WeChat's `<image>` shows PNG on every phone, and nothing is drawn on screen first.
 * 1-bit grey pixels in stored (uncompressed) deflate blocks: a code of 57 modules is about 15 KB.
 */
import { encode } from 'uqr';

const PIXELS_PER_MODULE = 6;
const BLOCK_MAX = 65_535;
const ADLER_BASE = 65_521;
const SIGNATURE = [137, 80, 78, 71, 13, 10, 26, 10];

function bigEndian(value: number): number[] {
  return [(value >>> 24) & 255, (value >>> 16) & 255, (value >>> 8) & 255, value & 255];
}

/** CRC-32 of a chunk's name and content (PNG 5.5), bit by bit: a table would cost more than it saves here. */
function crc32(bytes: readonly number[]): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return (crc ^ 0xffffffff) >>> 0;
}

function adler32(bytes: readonly number[]): number {
  let low = 1;
  let high = 0;
  for (const byte of bytes) {
    low = (low + byte) % ADLER_BASE;
    high = (high + low) % ADLER_BASE;
  }
  return ((high << 16) | low) >>> 0;
}

function chunk(name: string, content: readonly number[]): number[] {
  const body = [...Array.from(name, (letter) => letter.charCodeAt(0)), ...content];
  return [...bigEndian(content.length), ...body, ...bigEndian(crc32(body))];
}

/** zlib stream of stored blocks (RFC 1950, RFC 1951 3.2.4). */
function stored(bytes: readonly number[]): number[] {
  const stream = [0x78, 0x01];
  for (let at = 0; at < bytes.length; at += BLOCK_MAX) {
    const block = bytes.slice(at, at + BLOCK_MAX);
    const last = at + BLOCK_MAX >= bytes.length ? 1 : 0;
    const size = block.length;
    stream.push(last, size & 255, size >> 8, ~size & 255, (~size >> 8) & 255, ...block);
  }
  return [...stream, ...bigEndian(adler32(bytes))];
}

/** One pixel row, eight pixels a byte, white = 1, with the filter byte before it. */
function scanline(modules: readonly boolean[]): number[] {
  const width = modules.length * PIXELS_PER_MODULE;
  const bytes = Array.from({ length: Math.ceil(width / 8) }, () => 0);
  for (let pixel = 0; pixel < width; pixel += 1) {
    const dark = modules[Math.floor(pixel / PIXELS_PER_MODULE)] ?? false;
    if (!dark) bytes[pixel >> 3] = (bytes[pixel >> 3] ?? 0) | (0x80 >> (pixel & 7));
  }
  return [0, ...bytes];
}

const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** The mini-program has neither `btoa` nor `Buffer`. */
function base64(bytes: readonly number[]): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 3) {
    const [first = 0, second = 0, third = 0] = bytes.slice(at, at + 3);
    const word = (first << 16) | (second << 8) | third;
    for (const shift of [18, 12, 6, 0]) text += BASE64.charAt((word >> shift) & 63);
  }
  const filled = (3 - (bytes.length % 3)) % 3;
  return `${text.slice(0, text.length - filled)}${'='.repeat(filled)}`;
}

/** Error level M and a quiet zone of 4 modules (ISO/IEC 18004): what counter scanners expect. */
export function qrPng(text: string): string {
  const { data } = encode(text, { ecc: 'M', border: 4 });
  const pixels = data.flatMap((row) => {
    const line = scanline(row);
    return Array.from({ length: PIXELS_PER_MODULE }, () => line).flat();
  });
  const side = data.length * PIXELS_PER_MODULE;
  // Bit depth 1, colour type 0 (grey), no interlace.
  const header = [...bigEndian(side), ...bigEndian(side), 1, 0, 0, 0, 0];
  const png = [...SIGNATURE, ...chunk('IHDR', header), ...chunk('IDAT', stored(pixels)), ...chunk('IEND', [])];
  return `data:image/png;base64,${base64(png)}`;
}
