/** A picture as WeChat takes one: the file `img` of a form (multipart/form-data, RFC 7578). */
import { randomHex } from '../../crypto/random';

const PNG = [0x89, 0x50, 0x4e, 0x47] as const;

export function formOf(picture: Uint8Array): { readonly body: Uint8Array<ArrayBuffer>; readonly headers: Readonly<Record<string, string>> } {
  const boundary = `----henan${randomHex(16)}`;
  const [type, name] = PNG.every((byte, at) => picture[at] === byte) ? ['image/png', 'card.png'] : ['image/jpeg', 'card.jpg'];
  const head = `--${boundary}\r\nContent-Disposition: form-data; name="img"; filename="${name}"\r\nContent-Type: ${type}\r\n\r\n`;
  return { body: Buffer.concat([Buffer.from(head), picture, Buffer.from(`\r\n--${boundary}--\r\n`)]), headers: { 'content-type': `multipart/form-data; boundary=${boundary}` } };
}
