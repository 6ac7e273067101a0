/**
 * Return addresses (open platform 1.3, 1.7): only to hosts the institution registered, over https; parameters are put where the page
 * that is returned to will find them. Read by its own grammar: what a browser would bend into another address does not match.
 */

/** `host`: with its port, when it is not the scheme's own. */
export type ReturnAddress = { readonly host: string; readonly text: string };

export const RETURN_ADDRESS_MAX = 2_000;

/** A mini-program is returned to by navigating back: the address is its appid, and the parameters are handed over. */
const MINI_PROGRAM = /^(mini-program:wx[\da-f]{16})(\?|$)/;
const LABEL = '[a-z\\d](?:[a-z\\d-]*[a-z\\d])?';
/** No user, no backslash, no blank, no control character, no other alphabet before the path. */
const WEB = new RegExp(`^(https?)://(${LABEL}(?:\\.${LABEL})*)(:\\d{1,5})?(?=[/?#]|$)[!-[\\]-~]*$`, 'i');
/** Scheme and host, and what follows them. */
const BEHIND_HOST = /^(https?:\/\/[^/?#]+)([/?#].*)$/is;
/** Whole characters: half of one (a lone surrogate) is of no alphabet. */
const FOREIGN_LETTERS = /[^\0-\u007F\uD800-\uDFFF]+/gu;
const LOOPBACK = /^(localhost|127\.0\.0\.1)$/;
/** `mini:/path/page?x=…`, and the bare path of a page. */
const MINI = /^(?:mini:)?\/?[\w-]+(?:\/[\w-]+)*(?:\?[!-[\]-~]*)?$/;

/** The address of a web page; undefined when it is none that may be returned to. http only on one's own machine. */
export function readReturnAddress(given: string): ReturnAddress | undefined {
  const text = given.length > RETURN_ADDRESS_MAX ? given : written(given);
  if (text.length > RETURN_ADDRESS_MAX) return undefined;
  const host = MINI_PROGRAM.exec(text)?.[1] ?? webHost(text.toLowerCase());
  return host === undefined ? undefined : { host, text };
}

/**
 * A link that was decoded once has its Chinese bare: behind the host it is written as a browser would. In the host it stays, and is
 * refused: there other letters may be taken for these.
 */
function written(given: string): string {
  const [, before, behind] = BEHIND_HOST.exec(given) ?? [];
  return before === undefined || behind === undefined ? given : before + behind.replace(FOREIGN_LETTERS, encodeURIComponent);
}

function webHost(lower: string): string | undefined {
  const found = WEB.exec(lower);
  if (!found) return undefined;
  const [, scheme, name = '', port = ''] = found;
  if (scheme !== 'https' && !LOOPBACK.test(name)) return undefined;
  return port === ':443' ? name : name + port;
}

/** The page of a mini-program: who navigates there is the mini-program itself. */
export function isMiniPage(text: string): boolean {
  return text.length <= RETURN_ADDRESS_MAX && MINI.test(text);
}

/** Registered as it stands; on one's own machine whatever the port. */
export function isRegistered({ host }: ReturnAddress, registered: readonly string[]): boolean {
  return registered.includes(host) || (LOOPBACK.test(host.replace(/:\d+$/, '')) && registered.includes(host.replace(/:\d+$/, '')));
}

type Parameters = Readonly<Record<string, string>>;

/** The address with further parameters: in the query, or in the query of the route behind `#/`, where such a page reads them. */
export function withParameters(address: string, parameters: Parameters): string {
  const written = Object.entries(parameters).map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&');
  const [before, fragment] = splitAt(address, '#');
  if (fragment === undefined) return joined(before, written);
  return fragment.startsWith('/') || fragment.startsWith('!/') ? `${before}#${joined(fragment, written)}` : `${joined(before, written)}#${fragment}`;
}

/** The contract's names for what it fills in (1.7, 1.9). */
const FILLED = ['healthCode', 'regInfoCode', 'authCode', 'registerOrderId'] as const;

/**
 * The address with the literal `${name}` filled in, plain or percent-encoded; what has no place is appended. The contract's names that
 * nothing was made for, as of who declined, are left empty: a page must not take `${healthCode}` itself for a code.
 */
export function filledIn(address: string, parameters: Parameters): string {
  const placeless: Record<string, string> = {};
  let filled = address;
  for (const [name, value] of Object.entries(parameters)) {
    const before = filled;
    filled = filledWith(filled, name, value);
    if (filled === before) placeless[name] = value;
  }
  const complete = FILLED.reduce((text, name) => filledWith(text, name, ''), filled);
  return Object.keys(placeless).length > 0 ? withParameters(complete, placeless) : complete;
}

function filledWith(address: string, name: string, value: string): string {
  const text = encodeURIComponent(value);
  return address.split(`\${${name}}`).join(text).replace(new RegExp(`%24%7B${name}%7D`, 'gi'), text);
}

function joined(address: string, written: string): string {
  if (!address.includes('?')) return `${address}?${written}`;
  return /[?&]$/.test(address) ? address + written : `${address}&${written}`;
}

function splitAt(text: string, mark: string): readonly [string, string?] {
  const place = text.indexOf(mark);
  return place < 0 ? [text] : [text.slice(0, place), text.slice(place + 1)];
}
