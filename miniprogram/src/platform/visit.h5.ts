import type { Visited } from './visit';

/** A mini-program opens from WeChat alone. */
export function visit(address: string): Promise<Visited> {
  if (!/^https?:/.test(address)) return Promise.resolve('not-here');
  location.assign(address);
  return Promise.resolve('gone');
}
