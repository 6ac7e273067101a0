/** 二维码文本 (open platform 4.1): `id:1[:pay:org]` static, `id:0:dynamic[:pay:org]`; an integrator's prefix such as `85:` may stand before. */

export type CodeText =
  | { readonly kind: 'static'; readonly healthCardId: string; readonly payment?: string; readonly organisation?: string }
  | { readonly kind: 'dynamic'; readonly healthCardId: string; readonly dynamicPart: string; readonly payment?: string; readonly organisation?: string };

/** WZ allows 130 characters for the whole text; ours are shorter. */
export const CODE_TEXT_MAX = 256;

export function staticCodeText(healthCardId: string): string {
  return `${healthCardId}:1`;
}

export function dynamicCodeText(healthCardId: string, dynamicPart: string): string {
  return `${healthCardId}:0:${dynamicPart}`;
}

/** Reads both forms; never demands 64 hex (outside ids are opaque). Undefined when it is no card code. */
export function readCodeText(text: string): CodeText | undefined {
  if (text.length > CODE_TEXT_MAX) return undefined;
  const fields = withoutPrefix(text.trim().split(':'));
  const [healthCardId, type, ...rest] = fields;
  if (!healthCardId) return undefined;
  if (type === '1') return { kind: 'static', healthCardId, ...trailing(rest) };
  const [dynamicPart, ...more] = rest;
  if (type !== '0' || !dynamicPart) return undefined;
  return { kind: 'dynamic', healthCardId, dynamicPart, ...trailing(more) };
}

/** GB/T 2260: the provinces without Henan (41), in front of what an issuer's code holds besides. */
const OTHER_PROVINCE = /^(?:1[1-5]|2[1-3]|3[1-7]|4[2-6]|5[0-4]|6[1-5]|71|8[12])[\dA-Z]{2,}$/i;

/** Whether the code says that another province issued the card: then our authority cannot know it. Any other text behind a code says nothing. */
export function isIssuedElsewhere({ organisation }: CodeText): boolean {
  return organisation !== undefined && OTHER_PROVINCE.test(organisation);
}

/** `85:<id>:1`: a short decimal prefix before an id whose next field is the code type. */
function withoutPrefix(fields: string[]): string[] {
  const [first, second, third] = fields;
  const prefixed = first !== undefined && /^\d{1,3}$/.test(first) && second !== undefined && second.length > 1 && (third === '0' || third === '1');
  return prefixed ? fields.slice(1) : fields;
}

function trailing([payment, organisation]: string[]): { payment?: string; organisation?: string } {
  return { ...(payment ? { payment } : {}), ...(organisation ? { organisation } : {}) };
}
