/** The dialects that come with the product. A province's annex is one more file here, or replaces one. */
import * as z from 'zod/mini';
import ehcV1 from './dialects/ehc-v1.json';
import { Dialect } from './dialect';

const FILES: readonly unknown[] = [ehcV1];

/** Throws when there is no dialect of this name, or its file leaves something out: nothing can be asked without it. */
export function dialectNamed(name: string): Dialect {
  const found = FILES.find((file) => (file as { name?: unknown }).name === name);
  if (!found) throw new Error(`there is no authority dialect "${name}"`);
  return z.parse(Dialect, found);
}
