/** Lists are cut into pages by opaque, signed cursors. */
import * as z from 'zod/mini';

export const PAGE_SIZE_DEFAULT = 20;
export const PAGE_SIZE_MAX = 100;

export const PageRequest = z.object({
  cursor: z.optional(z.string().check(z.maxLength(1024))),
  limit: z._default(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(PAGE_SIZE_MAX)), PAGE_SIZE_DEFAULT),
});

/** A page of `item`: `next` is absent on the last page. */
export function pageOf<Item extends z.ZodMiniType>(item: Item) {
  return z.object({ items: z.array(item), next: z.optional(z.string()) });
}

/** Signed positions in lists; `list` names the list and whose it is. */
export type Cursors = {
  write(position: { readonly list: string; readonly after: string }): string;
  /** Undefined when it was not written here, or for another list. */
  read(cursor: string, list: string): string | undefined;
};
