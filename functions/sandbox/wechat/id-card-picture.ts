/** Pictures of ID cards that the sandbox can read: what is printed on the card stands in the file itself (PNG iTXt, JPEG COM), never here. */
import { deflateSync } from 'node:zlib';
import * as z from 'zod/mini';
import { pngChunk } from '../../platform/partner/qr-png';

const line = z._default(z.string(), '');
export const PrintedCard = z.discriminatedUnion('type', [
  z.object({ type: z.literal('Front'), name: line, id: line, addr: line, gender: line, nationality: line }),
  z.object({ type: z.literal('Back'), valid_date: line }),
]);
export type PrintedCard = z.infer<typeof PrintedCard>;

const PNG = Buffer.from('89504e470d0a1a0a', 'hex');
const JPEG = Buffer.from('ffd8ff', 'hex');
const KEYWORD = 'id-card';
/** RFC 2083 and the extension of iTXt: keyword, no compression, no language, no translated keyword, UTF-8. */
const HEAD = Buffer.from(`${KEYWORD}\0\0\0\0\0`, 'latin1');
/** As wide as high: nobody looks at it. */
const SIDE = 8;

/** A grey square that says `card`; without one, a picture of nothing. */
export function idCardPicture(card: PrintedCard | undefined): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(SIDE, 0);
  header.writeUInt32BE(SIDE, 4);
  header.set([8, 0, 0, 0, 0], 8);
  const said = card ? [pngChunk('iTXt', Buffer.concat([HEAD, Buffer.from(JSON.stringify(card))]))] : [];
  return Buffer.concat([PNG, pngChunk('IHDR', header), ...said, pngChunk('IDAT', deflateSync(Buffer.alloc(SIDE * (SIDE + 1), 0))), pngChunk('IEND', Buffer.alloc(0))]);
}

/** Whether it begins as a PNG or a JPEG does. */
export function isPicture(bytes: Buffer): boolean {
  return [PNG, JPEG].some((magic) => bytes.subarray(0, magic.length).equals(magic));
}

/** What the picture says; undefined when it shows no card. */
export function readPicture(bytes: Buffer): PrintedCard | undefined {
  const text = bytes.subarray(0, PNG.length).equals(PNG) ? pngText(bytes) : jpegComment(bytes);
  const read = z.safeParse(PrintedCard, text === undefined ? undefined : jsonOf(text));
  return read.success ? read.data : undefined;
}

function pngText(bytes: Buffer): string | undefined {
  for (let at = PNG.length; at + 8 <= bytes.length;) {
    const length = bytes.readUInt32BE(at);
    const content = bytes.subarray(at + 8, at + 8 + length);
    if (bytes.toString('latin1', at + 4, at + 8) === 'iTXt' && content.subarray(0, HEAD.length).equals(HEAD)) return content.toString('utf8', HEAD.length);
    at += 12 + length;
  }
  return undefined;
}

/** Segments begin with FF and their kind; FE is a comment. */
function jpegComment(bytes: Buffer): string | undefined {
  for (let at = 2; at + 4 <= bytes.length && bytes[at] === 0xff;) {
    const length = bytes.readUInt16BE(at + 2);
    if (bytes[at + 1] === 0xfe) return bytes.toString('utf8', at + 4, at + 2 + length);
    at += 2 + length;
  }
  return undefined;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
