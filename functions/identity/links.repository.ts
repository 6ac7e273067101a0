/** Links on an account's file, which go with it when it is closed, and the ways that lead from an institution's users to it. */
import * as z from 'zod/mini';
import { Instant } from '../../shared/kernel/china-day';
import type { Fingerprints } from '../platform/crypto/fingerprint';
import type { Key, Write } from '../platform/store/item';
import { outboxItem } from '../platform/store/outbox';
import type { Store } from '../platform/store/store';
import type { Links } from './links.ports';

export type LinksDeps = { readonly store: Store; readonly table: string; readonly fingerprints: Fingerprints; readonly now: () => number };

const Stored = z.object({
  accountId: z.string(), institutionId: z.string(), institutionName: z.string(), openUserId: z.string(),
  handsOverSince: z.exactOptional(Instant), takesOverSince: z.exactOptional(Instant), userMark: z.exactOptional(z.string()), version: z.number(),
});
const Way = z.object({ accountId: z.string() });

const LINK = 'link#';

const partition = (accountId: string) => `account#${accountId}`;
const linkKey = (accountId: string, institutionId: string): Key => ({ pk: partition(accountId), sk: LINK + institutionId });
const wayPk = (userMark: string) => `linked#${userMark}`;
const waysOf = (userMark: string | undefined): readonly Key[] => (userMark === undefined ? [] : [{ pk: wayPk(userMark), sk: 'way' }]);
const markText = (institutionId: string, userId: string) => `${institutionId}#${userId}`;

export function makeLinks({ store, table, fingerprints, now }: LinksDeps): Links {
  const find: Links['find'] = async (accountId, institutionId) => {
    const item = await store.get(table, linkKey(accountId, institutionId));
    return item && z.parse(Stored, item);
  };
  /** Undefined when it is closed, or part of another by now. */
  async function accountInUse(accountId: string) {
    const account = await store.get(table, { pk: partition(accountId), sk: 'account' });
    return account?.['foldedInto'] === undefined ? account : undefined;
  }
  return {
    find,
    list: async (accountId) => (await store.queryAll(table, { pk: partition(accountId), beginsWith: LINK })).map((item) => z.parse(Stored, item)),
    markOf: (institutionId, userId) => fingerprints.of('institution-user', markText(institutionId, userId)),
    async accountOf(institutionId, userId) {
      const marks = fingerprints.allVersions('institution-user', markText(institutionId, userId));
      const [way] = (await Promise.all(marks.flatMap(waysOf).map((way) => store.get(table, way)))).filter((item) => item !== undefined);
      return way && z.parse(Way, way).accountId;
    },
    async save(link, notice) {
      const { accountId, institutionId, userMark, version } = link;
      const account = await accountInUse(accountId);
      if (!account) return false;
      const before = await find(accountId, institutionId);
      const item = { ...linkKey(accountId, institutionId), ...link, ...(userMark === undefined ? {} : { wayPk: wayPk(userMark) }) };
      return (await store.together([
        // With it, a closing at the same time leaves nothing behind.
        { put: 'replace', table, item: account },
        version === 0 ? { put: 'new', table, item: { ...item, version: 1 } } : { put: 'replace', table, item },
        ...(userMark === before?.userMark ? [] : waysMoved(table, accountId, [before?.userMark, userMark])),
        ...(notice ? [{ put: 'new', table, item: outboxItem(notice, now()) } as const] : []),
      ])).done;
    },
    async end({ accountId, institutionId, userMark, version }) {
      return (await store.together([
        { remove: linkKey(accountId, institutionId), table, expect: { version } },
        ...waysOf(userMark).map((way) => ({ remove: way, table })),
      ])).done;
    },
  };
}

/** From the mark before to the one now. */
function waysMoved(table: string, accountId: string, [before, now]: readonly [string | undefined, string | undefined]): readonly Write[] {
  return [
    ...waysOf(before).map((way): Write => ({ remove: way, table })),
    ...waysOf(now).map((way): Write => ({ put: 'new', table, item: { ...way, version: 1, accountId } })),
  ];
}
