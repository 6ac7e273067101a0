/** Identity behind its real entry and on a real store, with real sessions and the real person index; only WeChat and the register are doubles. */
import { randomUUID } from 'node:crypto';
import { makeIdentity } from '../../functions/identity/identity.lambda';
import { openIdentity } from '../../functions/identity/identity.public';
import type { Moods } from '../../functions/local/embedded-dynamodb';
import { openPersonIndex } from '../../functions/person-index/person-index.public';
import { newKeyRing, openKeyRing } from '../../functions/platform/crypto/key-ring';
import { makeHttpApp } from '../../functions/platform/entry/http';
import type { Foundations } from '../../functions/platform/foundations';
import { makeFoundations } from '../../functions/platform/make-foundations';
import { localConfig } from '../../functions/local/local-config';
import type { AuditEntry } from '../../shared/kernel/audit-entry';
import { epochMsOf, instantOf } from '../../shared/kernel/china-day';
import type { CallerPost } from '../../shared/kernel/caller';
import type { InputOf, OutputOf, Route, Schema } from '../../shared/kernel/route';
import { consentText } from '../../shared/identity/consent-texts';
import type { ConsentPurpose } from '../../shared/identity/identity.schema';
import { signInMiniProgramRoute } from '../../shared/identity/sign-in.routes';
import type { Notice } from '../../shared/messages/messages.schema';
import { realNameRegisterDouble } from '../doubles/real-name-register';
import { recordingLog } from '../doubles/recording-log';
import { wechatDouble } from '../doubles/wechat';
import { openTestStore } from '../rig/open-store';

export const TODAY = '2026-03-10';
export const BASE_URL = 'https://health.example/h5';
export const MINUTE = 60_000;
export const DAY = 86_400_000;
export const POST: CallerPost = { role: 'counter', institutionId: 'inst-410100-1', institutionName: '郑州示例人民医院', cityCode: '410100' };

export type House = Awaited<ReturnType<typeof openHouse>>;
export type SignedIn = { readonly accountId: string; readonly token: string; readonly refreshToken: string };
export type Answered<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly status: number; readonly code: string; readonly field?: string; readonly retryAt?: string; readonly triesLeft?: number };

const plainCustodian = { wrap: async (key: Uint8Array) => key.slice(), unwrap: async (key: Uint8Array) => key.slice() };
const nowhere = 'http://127.0.0.1:9';

export async function openHouse(moods?: Partial<Moods>) {
  const clock = { now: epochMsOf(`${TODAY}T09:00:00.000+08:00`) };
  const opened = await openTestStore({ moods, clock: () => clock.now });
  const now = () => clock.now;
  const audit: AuditEntry[] = [];
  const switches = { auditFails: false };
  const wechat = wechatDouble(now);
  const register = realNameRegisterDouble();
  const log = recordingLog();
  const addresses = { base: BASE_URL, store: opened.endpoint, wechat: nowhere, register: nowhere };
  const environment = { AUTHORITY_APP_SECRET: '0123456789ABCDEF' } as unknown as NodeJS.ProcessEnv;
  const config = { ...localConfig(addresses, '/nonexistent', environment), NAME_PREFIX: opened.prefix };
  const ring = openKeyRing(newKeyRing());
  const nothing = { send: async () => undefined, put: async () => undefined, get: async () => undefined, remove: async () => undefined };
  const built = makeFoundations(config, { custodian: plainCustodian, ring, queue: () => nothing, blobs: nothing, now });
  const foundations: Foundations = {
    ...built, log, http: { ...built.http, log },
    clients: { ...built.clients, wechat: wechat.wechat, authority: { ...built.clients.authority, query: register.query } },
    audit: {
      async record(entry) {
        if (switches.auditFails) throw new Error('the audit table is away');
        audit.push(entry);
      },
    },
  };
  const persons = openPersonIndex(foundations);
  const slice = makeIdentity(foundations, persons);
  const app = makeHttpApp(foundations.http, slice.http);

  /** Over HTTP, as a page asks. */
  async function ask<I extends Schema, O extends Schema, C extends string>(route: Route<I, O, C>, input: InputOf<Route<I, O, C>>, who?: SignedIn): Promise<Answered<OutputOf<Route<I, O, C>>>> {
    clock.now += 1;
    const { path, rest } = addressOf(route.path, input as Record<string, unknown>);
    const hasBody = route.method === 'POST' || route.method === 'PUT';
    const query = hasBody ? '' : `?${String(new URLSearchParams(rest as Record<string, string>))}`;
    const response = await app.request(`${path}${query}`, {
      method: route.method,
      headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID(), ...(who ? { authorization: `Bearer ${who.token}` } : {}) },
      ...(hasBody ? { body: JSON.stringify(rest) } : {}),
    });
    const body = (await response.json()) as Record<string, unknown>;
    if (response.ok) return { ok: true, value: body as OutputOf<Route<I, O, C>> };
    return { ok: false, ...body } as unknown as Answered<never>;
  }

  async function signIn(user: string): Promise<SignedIn> {
    const session = valueOf(await ask(signInMiniProgramRoute, { code: user }));
    return { accountId: session.account.accountId, token: session.accessToken, refreshToken: session.refreshToken };
  }

  /** Signed in, having agreed before: the account says so, and the token with it. */
  async function consenting(user: string, purposes: readonly ConsentPurpose[] = ['privacy', 'sensitive']): Promise<SignedIn> {
    const who = await signIn(user);
    const account = await opened.store.get(`${opened.prefix}identity`, { pk: `account#${who.accountId}`, sk: 'account' });
    if (!account) throw new Error('signed in without an account');
    const given = Object.fromEntries(purposes.map((purpose) => [purpose, { agreedVersion: consentText(purpose).version, agreedAt: instantOf(now()) }]));
    await opened.store.putAnyway(`${opened.prefix}identity`, { ...account, consents: { ...(account['consents'] as object), ...given } });
    const sessionId = (await foundations.sessions.list(who.accountId))[0]?.sessionId ?? '';
    return { ...who, token: foundations.sessions.mintAccess({ accountId: who.accountId, sessionId, consents: purposes }).accessToken };
  }

  /** A check of the account that does not come to its end. */
  const checkingForever = (accountId: string) => opened.store.putAnyway(`${opened.prefix}identity`, {
    pk: `checking-by#${accountId}`, sk: 'lease', version: 1, expiresAt: Math.floor(clock.now / 1000) + 1000,
  });

  const notices = async (accountId: string): Promise<readonly Notice[]> => {
    const items = await opened.engine.call('Scan', { TableName: `${opened.prefix}identity` }) as { Items: Record<string, { M?: Record<string, { S?: string; M?: Record<string, { S?: string }> }> }>[] };
    const events = items.Items.flatMap((item) => (item['event']?.M ? [item['event'].M] : []));
    return events.filter((event) => event['accountId']?.S === accountId).map((event) => ({
      type: 'message.notice.v1' as const, eventId: event['eventId']?.S ?? '', at: event['at']?.S ?? '', accountId, kind: event['kind']?.S as Notice['kind'],
      facts: Object.fromEntries(Object.entries(event['facts']?.M ?? {}).map(([name, value]) => [name, value.S ?? ''])),
    })).sort((a, b) => (a.at + a.eventId < b.at + b.eventId ? -1 : 1));
  };
  return { ...opened, foundations, slice, window: openIdentity(foundations), persons, ask, signIn, consenting, checkingForever, clock, audit, switches, wechat, register, notices, log };
}

function addressOf(path: string, input: Record<string, unknown>) {
  const rest = { ...input };
  const filled = path.replace(/:(\w+)/g, (_all, name: string) => {
    const value = String(rest[name]);
    Reflect.deleteProperty(rest, name);
    return encodeURIComponent(value);
  });
  return { path: filled, rest };
}

/** The value, or a failure that names the refusal. */
export function valueOf<Value>(answered: Answered<Value>): Value {
  if (!answered.ok) throw new Error(`refused: ${answered.code}`);
  return answered.value;
}

export function codeOf(answered: Answered<unknown>): string {
  return answered.ok ? 'ok' : answered.code;
}
