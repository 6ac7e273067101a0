import { makeAudit } from '../../../functions/platform/audit/audit';
import { randomBytes } from '../../../functions/platform/crypto/random';
import { epochMsOf } from '../../../shared/kernel/china-day';
import { recordingLog } from '../../doubles/recording-log';
import { openTestStore, type TestStore } from '../../rig/open-store';

const TABLE = 'test-audit';
const entry = { subject: 'account_1', actor: 'account_2', action: 'card.list', ground: 'guardian', requestId: 'request_1' };

describe('the audit', () => {
  let rig: TestStore;
  beforeAll(async () => { rig = await openTestStore(); });
  afterAll(() => rig.close());

  it('files an entry under its subject and the month it is in China', async () => {
    const at = '2026-04-01T03:00:00.000+08:00';
    await makeAudit({ store: rig.store, table: TABLE, log: recordingLog(), now: () => epochMsOf(at), randomBytes }).record(entry);
    const { items } = await rig.store.query(TABLE, { pk: 'subject#account_1#2026-04' });
    expect(items).toEqual([{ ...entry, pk: 'subject#account_1#2026-04', sk: expect.stringMatching(/^audit_/), at, version: 1, expiresAt: expect.any(Number) }]);
  });

  it('that cannot be written says so, and fails the work that needed it', async () => {
    const log = recordingLog();
    const store = { putAnyway: () => Promise.reject(new Error('no such table')) };
    await expect(makeAudit({ store, table: TABLE, log, now: Date.now, randomBytes }).record(entry)).rejects.toThrow('no such table');
    expect(log.lines).toMatchObject([{ at: 'audit.not-written', requestId: 'request_1', code: 'card.list' }]);
  });
});
