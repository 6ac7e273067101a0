/** Texts in the encodings clients use by mistake. Node writes no GBK: what it reads is turned round. */

let ofMarks: ReadonlyMap<string, readonly [number, number]> | undefined;

const LEADS = [0x81, 0xfe] as const;
const TRAILS = [0x40, 0xfe] as const;

/** GBK; a mark it has not becomes `?`, as Java and .NET write it. */
export function gbk(text: string): Uint8Array {
  ofMarks ??= gbkMarks();
  const bytes: number[] = [];
  for (const mark of text) {
    const code = mark.codePointAt(0) ?? 0;
    if (code < 0x80) bytes.push(code);
    else bytes.push(...(ofMarks.get(mark) ?? [0x3f]));
  }
  return Uint8Array.from(bytes);
}

/** ASCII, as Java writes on a server that says no encoding: a `?` for every UTF-16 unit it has not. */
export function ascii(text: string): Uint8Array {
  return Buffer.from(text.replace(/[\u0080-\uffff]/g, '?'), 'latin1');
}

function gbkMarks(): ReadonlyMap<string, readonly [number, number]> {
  const decoder = new TextDecoder('gbk');
  const pairs = from(LEADS).flatMap((lead) => from(TRAILS).map((trail) => [lead, trail] as const));
  return new Map(pairs.map((pair) => [decoder.decode(Uint8Array.from(pair)), pair]));
}

function from([first, last]: readonly [number, number]): readonly number[] {
  return Array.from({ length: last - first + 1 }, (_, place) => first + place);
}
