/** Reads a ZIP archive by its central directory (APPNOTE 4.3.12): stored or deflated files, no encryption, no ZIP64. */
import { inflateRawSync } from 'node:zlib';

const END = 0x06054b50;
const ENTRY = 0x02014b50;
const DEFLATED = 8;

/** The files by path. Throws when it is not such an archive. */
export function filesIn(archive: Buffer): ReadonlyMap<string, Buffer> {
  const end = archive.lastIndexOf(Buffer.from(Uint32Array.of(END).buffer));
  if (end < 0) throw new Error('not a ZIP archive');
  const files = new Map<string, Buffer>();
  let offset = archive.readUInt32LE(end + 16);
  while (archive.readUInt32LE(offset) === ENTRY) {
    const [nameLength, extraLength, commentLength] = [archive.readUInt16LE(offset + 28), archive.readUInt16LE(offset + 30), archive.readUInt16LE(offset + 32)];
    files.set(archive.toString('utf8', offset + 46, offset + 46 + nameLength), contentAt(archive, offset));
    offset += 46 + nameLength + extraLength + commentLength;
  }
  return files;
}

function contentAt(archive: Buffer, entry: number): Buffer {
  const size = archive.readUInt32LE(entry + 20);
  const local = archive.readUInt32LE(entry + 42);
  const start = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
  const stored = archive.subarray(start, start + size);
  return archive.readUInt16LE(entry + 10) === DEFLATED ? inflateRawSync(stored) : stored;
}
