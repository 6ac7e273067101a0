/** A photo of a signed consent: what says that a base64 text is really a picture. */

export type ImageType = 'image/jpeg' | 'image/png';

const BASE64 = /^(?:[A-Za-z0-9+/]{4})+(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;
/** FF D8 FF: start of image, then a marker. */
const JPEG_START = '/9j/';
/** The eight bytes of PNG, then the header chunk of 13 bytes. */
const PNG_START = 'iVBORw0KGgoAAAANSUhEU';
/** Nothing smaller shows a signature. */
const SHORTEST = 128;

/** By its first bytes, whatever it is called; undefined when it is no JPEG or PNG. */
export function imageTypeOf(base64: string): ImageType | undefined {
  if (base64.length < SHORTEST || !BASE64.test(base64)) return undefined;
  if (base64.startsWith(JPEG_START)) return 'image/jpeg';
  return base64.startsWith(PNG_START) ? 'image/png' : undefined;
}
