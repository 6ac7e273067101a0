import { isUtf8 } from 'node:buffer';

/** The body of a request as text, empty when that is not UTF-8; undefined when it is larger than allowed, and the rest of it is not read. */
export async function readUpTo(max: number, request: Request): Promise<string | undefined> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of (request.body ?? []) as AsyncIterable<Uint8Array>) {
    length += chunk.byteLength;
    if (length > max) return undefined;
    chunks.push(chunk);
  }
  const bytes = Buffer.concat(chunks);
  return isUtf8(bytes) ? bytes.toString('utf8') : '';
}
