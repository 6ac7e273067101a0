/** Accounts and the ways that lead to them: one item per WeChat identity makes an account the only one. */
import * as z from 'zod/mini';
import type { AccountClosed } from '../../shared/kernel/account-closed';
import { AccountRecord } from '../../shared/identity/file.schema';
import type { Safe } from '../platform/crypto/seal';
import type { Expectation, Item, Key, Write } from '../platform/store/item';
import { outboxItem } from '../platform/store/outbox';
import type { Store } from '../platform/store/store';
import { erasedKey } from '../platform/store/wrapped-keys';
import type { Accounts, FollowingFold, WechatUser } from './identity.ports';

export type AccountsDeps = { readonly store: Store; readonly table: string; readonly safe: Safe; readonly now: () => number };

const Way = z.object({ accountId: z.string() });
/** A link with an institution, and the way from its user to the account. */
const Linked = z.object({ wayPk: z.exactOptional(z.string()) });
const LINK = 'link#';
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

export function makeAccounts(deps: AccountsDeps): Accounts {
  const { store, table, safe } = deps;
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
    async fold(from, into, following) {
      const ways = waysTo(into).map((key): Write => ({ put: 'anyway', table, item: wayItem(key, into.accountId) }));
      return together([changed(from), changed(into), ...ways, ...(await followingWrites(deps, [from, into], following))]);
    },
    close: (account, event) => close(deps, account, event),
    sealPhone: (accountId, phone) => safe.seal(accountId, phone, PHONE),
    async openPhone({ accountId, sealedPhone }) {
      return sealedPhone === undefined ? undefined : safe.open(accountId, sealedPhone, PHONE);
    },
  };
}

/** A link that is made at the same moment is not left behind: it replaces its account too. */
async function followingWrites({ store, table, now }: AccountsDeps, [from, into]: readonly [AccountRecord, AccountRecord], { moved, notices }: FollowingFold): Promise<readonly Write[]> {
  const links = await store.queryAll(table, { pk: accountKey(from.accountId).pk, beginsWith: LINK });
  const { pk } = accountKey(into.accountId);
  return [
    ...links.flatMap((link): readonly Write[] => {
      const ways = [z.parse(Linked, link).wayPk ?? []].flat().map((way) => ({ pk: way, sk: 'way' }));
      const goes = moved.some(({ institutionId }) => link.sk === LINK + institutionId);
      const there: readonly Write[] = [{ put: 'new', table, item: { ...link, pk, accountId: into.accountId, version: 1 } }, ...ways.map((way): Write => ({ put: 'anyway', table, item: { ...way, version: 1, accountId: into.accountId } }))];
      return [{ remove: link, table, expect: { version: link.version } }, ...(goes ? there : ways.map((way): Write => ({ remove: way, table })))];
    }),
    ...notices.map((notice): Write => ({ put: 'new', table, item: outboxItem(notice, now()) })),
  ];
}

async function close(deps: AccountsDeps, account: AccountRecord, event: AccountClosed): Promise<boolean> {
  const closed = await deps.store.together(await closingWrites(deps, account, event));
  // This process forgets the key at once, others within five minutes.
  if (closed.done) await deps.safe.destroy(account.accountId);
  return closed.done;
}

/** A family and the links have a bound, so everything of an account fits into one transaction. */
async function closingWrites({ store, table, now }: AccountsDeps, account: AccountRecord, event: AccountClosed): Promise<readonly Write[]> {
  const { accountId, version } = account;
  const items = await store.queryAll(table, { pk: accountKey(accountId).pk });
  const remove = (key: Key, expect?: Expectation): Write => ({ remove: key, table, ...(expect ? { expect } : {}) });
  const persons = items.filter(({ sk }) => sk.startsWith('person#'));
  return [
    remove(accountKey(accountId), { version }),
    ...items.filter(({ sk }) => sk !== 'account').map((item) => remove(item, { version: item.version })),
    ...persons.map(({ sk }) => remove({ pk: `birthday#${sk.slice('person#'.length)}`, sk: 'birthday' })),
    ...items.flatMap((item) => z.parse(Linked, item).wayPk ?? []).map((pk) => remove({ pk, sk: 'way' })),
    // The ways of an account that became part of another lead there.
    ...(account.foldedInto === undefined ? waysTo(account).map((way) => remove(way)) : []),
    ...withdrawals(account, event.at).map((item): Write => ({ put: 'anyway', table, item })),
    { put: 'anyway', table, item: erasedKey(accountId) },
    { put: 'new', table, item: outboxItem(event, now()) },
  ];
}

/** That there was a consent, and to when, stays: it is what our doing rested on. */
function withdrawals({ accountId, consents }: AccountRecord, at: string): readonly Item[] {
  return Object.entries(consents).filter(([, given]) => given !== undefined && given.withdrawnAt === undefined).map(([purpose, given]) => ({
    pk: `consent-acts#${accountId}`, sk: `${at}#${purpose}`, purpose, textVersion: given?.agreedVersion, act: 'withdrawn', at, version: 1,
  }));
}
