/** Dynamic codes and uses of cards. The random part rests only as a hash: who reads the table can show no code. */
import * as z from 'zod/mini';
import type { Item, Write } from '../platform/store/item';
import type { Store } from '../platform/store/store';
import type { Code, Codes, KeptUse, Uses } from './authority.ports';

export type CodesDeps = { readonly store: Store; readonly table: string; readonly hash: (text: string) => string };

const CodeItem = z.object({
  version: z.number(), healthCardId: z.string(), validUntilMs: z.number(),
  used: z.exactOptional(z.object({ appId: z.string(), terminal: z.string(), atMs: z.number() })),
});

/** Kept a day, so that a late terminal is told `expired` and not that there never was such a code. */
const TIDIED_AFTER_SECONDS = 86_400;
/** DynamoDB's limit of one transaction. */
const TOGETHER_MAX = 100;

export function makeCodes({ store, table, hash }: CodesDeps): Codes {
  const itemOf = (dynamicPart: string, code: Code): Item => ({
    pk: `code#${hash(dynamicPart)}`, sk: 'code', ...code, expiresAt: Math.floor(code.validUntilMs / 1000) + TIDIED_AFTER_SECONDS,
  });
  return {
    async keep(dynamicPart, code) {
      const kept = await store.putNew(table, itemOf(dynamicPart, code));
      if (!kept.done) throw new Error('a dynamic code was made twice');
    },
    async find(dynamicPart) {
      const item = await store.get(table, { pk: `code#${hash(dynamicPart)}`, sk: 'code' });
      return item && z.parse(CodeItem, item);
    },
    async consume(dynamicPart, code, use) {
      return (await store.together([
        { put: 'replace', table, item: itemOf(dynamicPart, code) },
        { put: 'anyway', table, item: useItem(use, hash) },
      ])).done;
    },
  };
}

export function makeUses({ store, table, hash }: CodesDeps): Uses {
  return {
    async keep(uses) {
      const items = new Map(uses.map((use) => useItem(use, hash)).map((item) => [`${item.pk} ${item.sk}`, item]));
      const writes = [...items.values()].map((item): Write => ({ put: 'anyway', table, item }));
      for (let from = 0; from < writes.length; from += TOGETHER_MAX) await store.together(writes.slice(from, from + TOGETHER_MAX));
    },
  };
}

/** The key says the content: a repeated record overwrites itself. */
function useItem({ cardId, useTime, medStep, terminal, channel, appId, cityCode, source }: KeptUse, hash: CodesDeps['hash']): Item {
  const content = hash(JSON.stringify([medStep, terminal, channel]));
  return { pk: `card#${cardId}`, sk: `use#${useTime}#${content}`, version: 1, medStep, terminal, channel, useTime, appId, cityCode, source };
}
