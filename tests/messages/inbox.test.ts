import type { SQSEvent } from 'aws-lambda';
import * as fc from 'fast-check';
import { makeMessages } from '../../functions/messages/messages.lambda';
import { makeCursors } from '../../functions/platform/crypto/cursors';
import { newKeyRing, openKeyRing } from '../../functions/platform/crypto/key-ring';
import { makeSafe } from '../../functions/platform/crypto/seal';
import { makeTokens } from '../../functions/platform/crypto/token';
import type { Foundations } from '../../functions/platform/foundations';
import { makeWrappedKeys } from '../../functions/platform/store/wrapped-keys';
import type { AuditEntry } from '../../shared/kernel/audit-entry';
import type { Resident } from '../../shared/kernel/caller';
import { epochMsOf, instantOf } from '../../shared/kernel/china-day';
import type { Result } from '../../shared/kernel/result';
import type { InputOf, OutputOf, RefusalCode, Route, Schema } from '../../shared/kernel/route';
import { countUnreadRoute, listMessagesRoute, markAllReadRoute, markReadRoute } from '../../shared/messages/messages.routes';
import { UNREAD_SHOWN_MAX } from '../../shared/messages/messages.rules';
import type { Notice } from '../../shared/messages/messages.schema';
import { recordingLog } from '../doubles/recording-log';
import { openTestStore, type TestStore } from '../rig/open-store';

const START = epochMsOf('2026-03-10T09:00:00.000+08:00');
const YEAR_MS = 366 * 86_400_000;

let opened: TestStore;
let nth = 0;
beforeAll(async () => { opened = await openTestStore(); });
afterAll(() => opened.close());
beforeEach(() => { nth += 1; });

function openInbox() {
  const clock = { now: START };
  const now = () => clock.now;
  const ring = openKeyRing(newKeyRing());
  const custodian = { wrap: async (key: Uint8Array) => key.slice(), unwrap: async (key: Uint8Array) => key.slice() };
  const table = (name: string) => `${opened.prefix}${name}`;
  const audit: AuditEntry[] = [];
  const switches = { auditFails: false };
  const log = recordingLog();
  const parts = {
    store: opened.store, table, now, log, cursors: makeCursors(makeTokens(ring, 'cursor'), now),
    safeOf: () => makeSafe({ custodian, wrappedKeys: makeWrappedKeys(opened.store, table('messages')), now }),
    audit: {
      async record(entry: AuditEntry) {
        if (switches.auditFails) throw new Error('the audit table is away');
        audit.push(entry);
      },
    },
  };
  const slice = makeMessages(parts as unknown as Foundations);
  const caller: Resident = { accountId: `account_${String(nth)}`, sessionId: 'session_1', requestId: 'request_1', consents: [] };

  async function ask<I extends Schema, O extends Schema, C extends string>(route: Route<I, O, C>, input: InputOf<Route<I, O, C>>, who = caller) {
    const bound = slice.http.find((one) => (one.route as unknown) === route);
    const answer = (await bound?.answer(input, who)) as Result<OutputOf<Route<I, O, C>>, RefusalCode<Route<I, O, C>>>;
    return answer.ok ? answer.value : answer.refusal.code;
  }
  async function list(input: Partial<InputOf<typeof listMessagesRoute>> = {}) {
    const page = await ask(listMessagesRoute, { limit: 100, ...input });
    if (typeof page === 'string') throw new Error(`refused: ${page}`);
    return page;
  }
  async function unread() {
    const counted = await ask(countUnreadRoute, {});
    return typeof counted === 'string' ? counted : counted.unread;
  }
  const deliver = (...notices: readonly unknown[]) =>
    slice.consume({ Records: notices.map((body, index) => ({ messageId: String(index), attributes: { ApproximateReceiveCount: '1' }, body: JSON.stringify({ id: '1', type: 'message.notice.v1', body }) })) } as unknown as SQSEvent);
  const notice = (event: number, changes: Partial<Notice> = {}): Notice => ({
    type: 'message.notice.v1', eventId: `event_${String(event)}`, at: instantOf(START + event * 1_000), accountId: caller.accountId, kind: 'card-claimed', facts: { maskedName: '张*敏' }, ...changes,
  });
  return { ask, list, unread, deliver, notice, clock, audit, switches, log, caller };
}

describe('the inbox', () => {
  it('shows what an account was told, newest first and unread', async () => {
    const { deliver, notice, list, unread } = openInbox();
    expect(await deliver(notice(1), notice(3, { kind: 'card-lost' }), notice(2))).toEqual({ batchItemFailures: [] });
    const { items, next } = await list();
    expect(items.map(({ at, kind, read }) => [at.slice(17, 19), kind, read])).toEqual([['03', 'card-lost', false], ['02', 'card-claimed', false], ['01', 'card-claimed', false]]);
    expect(items[0]?.facts).toEqual({ maskedName: '张*敏' });
    expect(next).toBeUndefined();
    expect(await unread()).toBe(3);
  });

  it('keeps an event once, delivered twice in a batch, at once by ten workers, or again much later', async () => {
    const { deliver, notice, list, unread, ask, clock } = openInbox();
    await deliver(notice(1), notice(1));
    await Promise.all(Array.from({ length: 10 }, () => deliver(notice(1))));
    expect(await unread()).toBe(1);
    const { items: [message] } = await list();
    await ask(markReadRoute, { messageId: message!.messageId });
    clock.now += 30 * 86_400_000;
    await deliver(notice(1));
    expect((await list()).items).toEqual([{ ...message!, read: true }]);
    expect(await unread()).toBe(0);
  });

  it('ends the same whatever the order and number of deliveries', async () => {
    const sequences = fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 12 });
    await fc.assert(fc.asyncProperty(sequences, async (sequence) => {
      nth += 1;
      const { deliver, notice, list, unread } = openInbox();
      for (const event of sequence) await deliver(notice(event));
      const told = [...new Set(sequence)].sort((one, other) => other - one);
      expect((await list()).items.map(({ at }) => at)).toEqual(told.map((event) => notice(event).at));
      expect(await unread()).toBe(told.length);
    }), { numRuns: 15 });
  }, 60_000);

  it('puts aside what it does not understand and keeps the rest of the batch', async () => {
    const { deliver, notice, list, log } = openInbox();
    const answer = await deliver({ ...notice(1), kind: 'lottery-won' }, notice(2), { ...notice(3), at: 'yesterday' });
    expect(answer.batchItemFailures).toEqual([{ itemIdentifier: '0' }, { itemIdentifier: '2' }]);
    expect((await list()).items).toHaveLength(1);
    expect(log.lines.map(({ at }) => at)).toEqual(['queue.failed', 'queue.handled', 'queue.failed']);
  });

  it('gives pages that join without gap or repetition, and grows at the top meanwhile', async () => {
    const { deliver, notice, list } = openInbox();
    await deliver(...[1, 2, 3, 4, 5].map((event) => notice(event)));
    const first = await list({ limit: 2 });
    await deliver(notice(6));
    const second = await list({ limit: 2, cursor: first.next! });
    const third = await list({ limit: 2, cursor: second.next! });
    expect([...first.items, ...second.items, ...third.items].map(({ at }) => at)).toEqual([5, 4, 3, 2, 1].map((event) => notice(event).at));
    expect(third.next).toBeUndefined();
  });

  it('refuses a cursor that is made up, altered, old, or somebody else\'s', async () => {
    const { deliver, notice, list, ask, clock, caller } = openInbox();
    await deliver(notice(1), notice(2));
    const cursor = (await list({ limit: 1 })).next!;
    for (const wrong of ['', 'x', `${cursor}x`, `${cursor.slice(0, -2)}AA`]) expect(await ask(listMessagesRoute, { limit: 1, cursor: wrong })).toBe('messages/cursor-not-valid');
    expect(await ask(listMessagesRoute, { limit: 1, cursor }, { ...caller, accountId: 'account_other' })).toBe('messages/cursor-not-valid');
    clock.now += 2 * 86_400_000;
    expect(await ask(listMessagesRoute, { limit: 1, cursor })).toBe('messages/cursor-not-valid');
  });

  it('is seen by its owner only', async () => {
    const { deliver, notice, list, ask, caller } = openInbox();
    await deliver(notice(1));
    const stranger = { ...caller, accountId: 'account_stranger' };
    const { items: [message] } = await list();
    expect(await ask(listMessagesRoute, { limit: 10 }, stranger)).toEqual({ items: [] });
    expect(await ask(markReadRoute, { messageId: message!.messageId }, stranger)).toBe('messages/unknown');
  });

  it('holds its facts sealed', async () => {
    const { deliver, notice } = openInbox();
    await deliver(notice(1, { facts: { maskedName: '独孤*败' } }));
    expect(JSON.stringify(await opened.engine.call('Scan', { TableName: `${opened.prefix}messages` }))).not.toContain('独孤');
  });

  it('is logged before it is kept and before it is opened, and neither is done without', async () => {
    const { deliver, notice, list, audit, switches, caller } = openInbox();
    await deliver(notice(1));
    await list();
    expect(audit).toEqual([{ subject: caller.accountId, actor: 'system', action: 'messages.deliver', ground: 'notice', requestId: 'event_1' }, { subject: caller.accountId, actor: caller.accountId, action: 'messages.list', ground: 'self', requestId: 'request_1' }]);
    switches.auditFails = true;
    await expect(list()).rejects.toThrow('the audit table is away');
  });

  it('forgets messages after three years even while the store still has them', async () => {
    const { deliver, notice, list, unread, ask, clock } = openInbox();
    await deliver(notice(1));
    const { items: [message] } = await list();
    clock.now += 3 * YEAR_MS + 2_000;
    await deliver(notice(2, { at: instantOf(clock.now) }));
    expect((await list()).items.map(({ at }) => at)).toEqual([instantOf(clock.now)]);
    expect(await unread()).toBe(1);
    expect(await ask(markReadRoute, { messageId: message!.messageId })).toBe('messages/unknown');
  });
});

describe('reading', () => {
  it('marks one message, and again without harm', async () => {
    const { deliver, notice, list, unread, ask } = openInbox();
    await deliver(notice(1), notice(2));
    const { items } = await list();
    for (let time = 0; time < 2; time += 1) expect(await ask(markReadRoute, { messageId: items[1]!.messageId })).toEqual({ done: true });
    expect((await list()).items.map(({ read }) => read)).toEqual([false, true]);
    expect(await unread()).toBe(1);
    expect(await ask(markReadRoute, { messageId: 'message_0' })).toBe('messages/unknown');
  });

  it(`counts to ${String(UNREAD_SHOWN_MAX)} and marks all, more than one transaction holds`, async () => {
    const { deliver, notice, unread, ask, list } = openInbox();
    await deliver(...Array.from({ length: 130 }, (_, event) => notice(event)));
    expect(await unread()).toBe(UNREAD_SHOWN_MAX);
    expect(await ask(markAllReadRoute, {})).toEqual({ done: true });
    expect(await unread()).toBe(0);
    expect((await list()).items.every(({ read }) => read)).toBe(true);
    await deliver(notice(200));
    expect(await unread()).toBe(1);
  }, 60_000);

  it('goes on where it ended when there are more than one request marks', async () => {
    const { deliver, notice, unread, ask } = openInbox();
    const batches = Array.from({ length: 10 }, (_, batch) => Array.from({ length: 103 }, (__, event) => notice(batch * 103 + event)));
    await Promise.all(batches.map((batch) => deliver(...batch)));
    await ask(markAllReadRoute, {});
    expect(await unread()).toBe(30);
    await ask(markAllReadRoute, {});
    expect(await unread()).toBe(0);
  }, 120_000);
});

describe('a closed account', () => {
  const closed = (accountId: string) => ({ type: 'account.closed.v1', eventId: 'event_closed', at: instantOf(START), accountId });
  const rowsOf = async (accountId: string) => ((await opened.engine.call('Scan', { TableName: `${opened.prefix}messages` })) as { Items: Record<string, { S?: string }>[] }).Items
    .map((row) => String(row['pk']?.S)).filter((pk) => pk.endsWith(`#${accountId}`));

  it('has no inbox any more, read or unread, however often it is told; another\'s stays', async () => {
    const inbox = openInbox();
    const { accountId } = inbox.caller;
    const other = { ...inbox.caller, accountId: `${accountId}_other` };
    await inbox.deliver(...Array.from({ length: 120 }, (_, event) => inbox.notice(event)));
    await inbox.deliver(inbox.notice(1, { accountId: other.accountId, eventId: 'event_other' }));
    for (let time = 1; time <= 2; time += 1) expect(await inbox.deliver(closed(accountId))).toEqual({ batchItemFailures: [] });
    expect(await rowsOf(accountId)).toEqual([`data-key#${accountId}`]);
    expect(inbox.audit.at(-1)).toMatchObject({ subject: accountId, actor: 'system', action: 'messages.erase-inbox', ground: 'account-closed' });
    expect(await inbox.ask(listMessagesRoute, { limit: 100 }, other)).toMatchObject({ items: [{ kind: 'card-claimed' }] });
  });

  it('is told nothing that was still on its way, and nothing is put aside for it', async () => {
    const inbox = openInbox();
    await inbox.deliver(closed(inbox.caller.accountId));
    expect(await inbox.deliver(inbox.notice(1))).toEqual({ batchItemFailures: [] });
    expect((await inbox.list()).items).toEqual([]);
  });

  it('is not erased without its audit entry: the event comes again', async () => {
    const inbox = openInbox();
    await inbox.deliver(inbox.notice(1));
    inbox.switches.auditFails = true;
    expect((await inbox.deliver(closed(inbox.caller.accountId))).batchItemFailures).toHaveLength(1);
    inbox.switches.auditFails = false;
    expect((await inbox.list()).items).toHaveLength(1);
  });
});
