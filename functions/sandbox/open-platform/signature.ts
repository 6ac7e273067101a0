/** The platform's own check of a signature, written from the contract and not from our client. */
import { createHash, timingSafeEqual } from 'node:crypto';

type Members = Readonly<Record<string, unknown>>;

export function isSigned(commonIn: Members, req: Members, secret: string): boolean {
  const { sign, ...others } = commonIn;
  const merged: Members = { ...others, ...req };
  const text = Object.keys(merged)
    .filter((name) => !isEmpty(merged[name]))
    .sort()
    .map((name) => `${name}=${rendered(merged[name])}`)
    .join('&');
  const expected = Buffer.from(createHash('sha256').update(text + secret, 'utf8').digest('base64'));
  const given = Buffer.from(typeof sign === 'string' ? sign : '');
  return given.byteLength === expected.byteLength && timingSafeEqual(given, expected);
}

function isEmpty(value: unknown): boolean {
  return value === null || value === undefined || value === '';
}

function rendered(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(sorted(value));
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).filter(([, member]) => member !== null);
  return Object.fromEntries(members.sort(([one], [other]) => (one < other ? -1 : 1)).map(([name, member]) => [name, sorted(member)]));
}
