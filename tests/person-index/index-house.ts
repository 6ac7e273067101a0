/** The person index on a real store, as its window and its registrar's routes show it. */
import { makePersonIndex } from '../../functions/person-index/person-index.lambda';
import { openPersonIndex } from '../../functions/person-index/person-index.public';
import { localConfig } from '../../functions/local/local-config';
import type { Moods } from '../../functions/local/embedded-dynamodb';
import { citizenNumber } from '../../functions/local/seed/invented-numbers';
import { newKeyRing, openKeyRing, rotateKeyRing } from '../../functions/platform/crypto/key-ring';
import { makeFoundations } from '../../functions/platform/make-foundations';
import type { AuditEntry } from '../../shared/kernel/audit-entry';
import type { Staff } from '../../shared/kernel/caller';
import { epochMsOf } from '../../shared/kernel/china-day';
import { readDocument, type DocumentType, type LegalDocument } from '../../shared/kernel/documents';
import type { InputOf, OutputOf, RefusalCode, Route, Schema } from '../../shared/kernel/route';
import type { Result } from '../../shared/kernel/result';
import { openTestStore } from '../rig/open-store';

export const TODAY = '2026-03-10';

export const REGISTRAR: Staff = {
  accountId: 'account-registrar', requestId: 'request-1', sessionId: 'session-1', consents: [],
  post: { role: 'registrar', institutionId: 'inst-410000-1', institutionName: '省主索引办公室', cityCode: '410000' },
};

/** A house is a whole store; on a busy machine opening one alone can take seconds. */
jest.setTimeout(120_000);

const plainCustodian = { wrap: async (key: Uint8Array) => key.slice(), unwrap: async (key: Uint8Array) => key.slice() };
const nowhere = 'http://127.0.0.1:9';

export type IndexHouse = Awaited<ReturnType<typeof openIndexHouse>>;

export async function openIndexHouse(moods?: Partial<Moods>) {
  const clock = { now: epochMsOf(`${TODAY}T09:00:00.000+08:00`) };
  const opened = await openTestStore({ moods, clock: () => clock.now });
  const audit: AuditEntry[] = [];
  const switches = { auditFails: false };
  const environment = { AUTHORITY_APP_SECRET: '0123456789ABCDEF', LOG_LEVEL: 'silent' } as unknown as NodeJS.ProcessEnv;
  const config = { ...localConfig({ base: nowhere, store: opened.endpoint, wechat: nowhere, register: nowhere }, '/nonexistent', environment), NAME_PREFIX: opened.prefix };
  const nothing = { send: async () => undefined, put: async () => undefined, get: async () => undefined, remove: async () => undefined };
  const firstRing = newKeyRing();

  /** A process of its own: nothing of another's memory. */
  function process(ringText = firstRing) {
    const built = makeFoundations(config, { custodian: plainCustodian, ring: openKeyRing(ringText), queue: () => nothing, blobs: nothing, now: () => clock.now });
    const foundations = {
      ...built, store: opened.store,
      audit: {
        async record(entry: AuditEntry) {
          if (switches.auditFails) throw new Error('the audit table is away');
          audit.push(entry);
        },
      },
    };
    const slice = makePersonIndex(foundations);
    async function ask<I extends Schema, O extends Schema, C extends string>(route: Route<I, O, C>, input: InputOf<Route<I, O, C>>, caller: Staff = REGISTRAR) {
      const bound = slice.http.find((one) => (one.route as unknown) === route);
      if (!bound) throw new Error(`${route.path} is not served`);
      return (await bound.answer(input, caller)) as Result<OutputOf<Route<I, O, C>>, RefusalCode<Route<I, O, C>>>;
    }
    return { window: openPersonIndex(foundations), ask };
  }

  return {
    ...opened, ...process(), process, rotatedRing: rotateKeyRing(firstRing), clock, audit, switches,
    async scan(): Promise<string> { return JSON.stringify(await opened.engine.call('Scan', { TableName: `${opened.prefix}person-index` })); },
  };
}

export function documentOf(type: DocumentType, number: string): LegalDocument {
  const read = readDocument(type, number, TODAY);
  if (!read.ok) throw new Error(read.refusal.code);
  return read.value;
}

export const citizen = (order: number) => documentOf('01', citizenNumber('1980-05-17', order, '2'));

export const codeOf = (result: Result<unknown, string>) => (result.ok ? 'ok' : result.refusal.code);
