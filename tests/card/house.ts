/** The card slice behind its porch on a real store; the authority, identity, audit and queue are doubles that the test holds. */
import { randomBytes } from 'node:crypto';
import type { Holder } from '../../functions/identity/identity.public';
import { makeCard } from '../../functions/card/card.lambda';
import type { Moods } from '../../functions/local/embedded-dynamodb';
import { citizenNumber } from '../../functions/local/seed/invented-numbers';
import type { OpenPlatform } from '../../functions/platform/clients/open-platform/open-platform';
import { makeCursors } from '../../functions/platform/crypto/cursors';
import { makeFingerprints } from '../../functions/platform/crypto/fingerprint';
import { newKeyRing, openKeyRing } from '../../functions/platform/crypto/key-ring';
import { makeSafe } from '../../functions/platform/crypto/seal';
import { makeTokens } from '../../functions/platform/crypto/token';
import type { Foundations } from '../../functions/platform/foundations';
import { makeWrappedKeys } from '../../functions/platform/store/wrapped-keys';
import type { AuditEntry } from '../../shared/kernel/audit-entry';
import type { Resident, Staff } from '../../shared/kernel/caller';
import { epochMsOf, instantOf } from '../../shared/kernel/china-day';
import { makeUlid } from '../../shared/kernel/ids';
import type { Notice } from '../../shared/messages/messages.schema';
import type { Result } from '../../shared/kernel/result';
import type { InputOf, OutputOf, RefusalCode, Route, Schema } from '../../shared/kernel/route';
import { cardAuthorityDouble } from '../doubles/card-authority';
import { identityDouble } from '../doubles/identity-window';
import { recordingLog } from '../doubles/recording-log';
import { openTestStore } from '../rig/open-store';

export const TODAY = '2026-03-10';
const START = epochMsOf(`${TODAY}T09:00:00.000+08:00`);

export type House = Awaited<ReturnType<typeof openHouse>>;

/** Seals under a key that is only this test's. */
const plainCustodian = { wrap: async (key: Uint8Array) => key.slice(), unwrap: async (key: Uint8Array) => key.slice() };

/** Where Zhengzhou's cards are issued by the outside open platform, but for one institution; and in Kaifeng one institution's. */
const ZHENGZHOU_OUTSIDE = {
  ISSUER: 'authority', ISSUER_BY_CITY: '{"410100":"open-platform"}', ISSUER_BY_INSTITUTION: '{"inst-410100-1":"authority","inst-410200-1":"open-platform"}',
  WECHAT_MINI_APP_ID: 'wx0000000000000001', OPEN_PLATFORM_APP_ID: 'demo-app-0001', OPEN_PLATFORM_HOSPITAL_ID: '99901',
};

export async function openHouse(moods?: Partial<Moods>, openPlatform?: OpenPlatform) {
  const clock = { now: START };
  const opened = await openTestStore({ moods, clock: () => clock.now });
  const now = () => clock.now;
  const ring = openKeyRing(newKeyRing());
  const audit: AuditEntry[] = [];
  const switches = { auditFails: false, filesFail: false };
  const blobs = new Map<string, Uint8Array>();
  const authority = cardAuthorityDouble(() => instantOf(now()));
  const identity = identityDouble();
  const sent: { readonly type: string; readonly body: unknown }[] = [];
  const table = (name: string) => `${opened.prefix}${name}`;
  const safe = makeSafe({ custodian: plainCustodian, wrappedKeys: makeWrappedKeys(opened.store, table('card')), now });
  const log = recordingLog();
  const counted: string[] = [];
  const metrics = { add: (name: string) => { counted.push(name); }, flush: () => undefined };
  const parts = {
    metrics, store: opened.store, table, now, newId: (prefix: string) => makeUlid(prefix, now(), randomBytes(10)), log,
    safeOf: () => safe, fingerprints: makeFingerprints(ring), cursors: makeCursors(makeTokens(ring, 'cursor'), now),
    audit: {
      async record(entry: AuditEntry) {
        if (switches.auditFails) throw new Error('the audit table is away');
        audit.push(entry);
      },
    },
    blobs: {
      put: async (key: string, bytes: Uint8Array) => {
        if (switches.filesFail) throw new Error('the files are away');
        blobs.set(key, bytes);
      },
      get: async (key: string) => blobs.get(key),
      remove: async (key: string) => { blobs.delete(key); },
    },
    queue: () => ({ send: async (message: { type: string; body: unknown }) => { sent.push(message); } }),
    config: ZHENGZHOU_OUTSIDE,
    clients: { authority: authority.authority, ...(openPlatform ? { openPlatform } : {}) },
  };
  const slice = makeCard(parts as unknown as Foundations, identity.window);

  async function ask<I extends Schema, O extends Schema, C extends string>(route: Route<I, O, C>, input: InputOf<Route<I, O, C>>, caller: Resident | Staff) {
    const bound = [...slice.http, ...slice.counter].find((one) => (one.route as unknown) === route);
    if (!bound) throw new Error(`${route.path} is not served`);
    return (await bound.answer(input, caller)) as Result<OutputOf<Route<I, O, C>>, RefusalCode<Route<I, O, C>>>;
  }

  /** What the account was told: everything in the outbox, handed on as the change feed would. */
  async function noticesOf(accountId: string): Promise<readonly Notice[]> {
    const { Items } = (await opened.engine.call('Scan', { TableName: table('card') })) as { Items: Record<string, never>[] };
    const before = sent.length;
    await slice.stream({ Records: Items.map((NewImage) => ({ eventName: 'INSERT', dynamodb: { NewImage } })) });
    const events = sent.splice(before).map(({ body }) => body as Notice);
    return events.filter((event) => event.accountId === accountId).sort((one, other) => one.at.localeCompare(other.at));
  }
  return { ...opened, slice, ask, noticesOf, log, counted, clock, audit, switches, blobs, authority, identity, sent, table, safe, fingerprints: parts.fingerprints };
}

export function resident(accountId: string): Resident {
  return { accountId, requestId: `request-${accountId}`, sessionId: 'session-1', consents: ['privacy', 'sensitive'] };
}

export function staff(role: Staff['post']['role'], institutionId = 'inst-410100-1', cityCode = '410100'): Staff {
  return { ...resident(`staff-of-${institutionId}`), post: { role, institutionId, institutionName: '郑州示例人民医院', cityCode } };
}

type Person = Omit<Holder, 'memberId' | 'ground'>;

/** An invented person of 1980 verified by name and number. */
export function person(order: number, name = '张晓敏'): Person {
  const number = citizenNumber('1980-05-17', order, '2');
  const document = { type: '01', number, birthday: '1980-05-17', gender: '2' } as const;
  return { personId: `person_${String(order)}`, name, document, assurance: 'L1', assuredAt: instantOf(START - 86_400_000) };
}

/** The value, or a failure that names the refusal. */
export function valueOf<Value, Code extends string>(result: Result<Value, Code>): Value {
  if (!result.ok) throw new Error(`refused: ${result.refusal.code}`);
  return result.value;
}

export function codeOf<Value, Code extends string>(result: Result<Value, Code>): Code | 'ok' {
  return result.ok ? 'ok' : result.refusal.code;
}
