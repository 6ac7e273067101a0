/** Accounts and the ways that lead to them: one item per WeChat identity makes an account the only one. */
import * as z from 'zod/mini';
import { AccountRecord } from '../../shared/identity/file.schema';
import type { Safe } from '../platform/crypto/seal';
import type { Item, Key, Write } from '../platform/store/item';
import type { Store } from '../platform/store/store';
import type { Accounts, WechatUser } from './identity.ports';

export type AccountsDeps = { readonly store: Store; readonly table: string; readonly safe: Safe };

const Way = z.object({ accountId: z.string() });
const PHONE = 'phone';

const accountKey = (accountId: string): Key => ({ pk: `account#${accountId}`, sk: 'account' });
const appKey = (app: string, openId: string): Key => ({ pk: `wechat#${app}#${openId}`, sk: 'way' });
const unionKey = (unionId: string): Key => ({ pk: `wechat#union#${unionId}`, sk: 'way' });

function waysOf({ app, openId, unionId }: Partial<WechatUser>): readonly Key[] {
  return [...(app && openId ? [appKey(app, openId)] : []), ...(unionId ? [unionKey(unionId)] : [])];
}

function waysTo({ openIds, unionId }: AccountRecord): readonly Key[] {
  const apps = (['mini-program', 'service-account'] as const).flatMap((app) => (openIds[app] === undefined ? [] : [appKey(app, openIds[app])]));
  return unionId === undefined ? apps : [...apps, unionKey(unionId)];
}

function itemOf(account: AccountRecord): Item {
  return { ...account, ...accountKey(account.accountId) };
}

export function makeAccounts({ store, table, safe }: AccountsDeps): Accounts {
  const wayItem = (key: Key, accountId: string): Item => ({ ...key, version: 1, accountId });
  const changed = (account: AccountRecord): Write => ({ put: 'replace', table, item: itemOf(account) });
  async function together(writes: readonly Write[]): Promise<boolean> {
    return (await store.together(writes)).done;
  }
  async function leadingTo(key: Key | undefined): Promise<string | undefined> {
    const item = key && (await store.get(table, key));
    return item && z.parse(Way, item).accountId;
  }

  return {
    async read(accountId) {
      const item = await store.get(table, accountKey(accountId));
      return item && z.parse(AccountRecord, item);
    },
    async leadingTo({ app, openId, unionId }) {
      const [byApp, byUnion] = await Promise.all([leadingTo(app && openId ? appKey(app, openId) : undefined), leadingTo(unionId ? unionKey(unionId) : undefined)]);
      return { ...(byApp ? { byApp } : {}), ...(byUnion ? { byUnion } : {}) };
    },
    open(account) {
      const ways = waysTo(account).map((key): Write => ({ put: 'new', table, item: wayItem(key, account.accountId) }));
      return together([{ put: 'new', table, item: { ...itemOf(account), version: 1 } }, ...ways]);
    },
    join(account, user) {
      const ways = waysOf(user).map((key): Write => ({ put: 'new', table, item: wayItem(key, account.accountId) }));
      return together([changed(account), ...ways]);
    },
    fold(from, into) {
      const ways = waysTo(into).map((key): Write => ({ put: 'anyway', table, item: wayItem(key, into.accountId) }));
      return together([changed(from), changed(into), ...ways]);
    },
    sealPhone: (accountId, phone) => safe.seal(accountId, phone, PHONE),
    async openPhone({ accountId, sealedPhone }) {
      return sealedPhone === undefined ? undefined : safe.open(accountId, sealedPhone, PHONE);
    },
  };
}
