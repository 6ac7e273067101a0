import fc from 'fast-check';
import { moved, type PcTicket, type PcTicketAct } from '../../../shared/identity/pc-ticket.rules';

const NOW = 1_000;
const waiting: PcTicket = { state: 'waiting', endsAt: NOW + 1 };

const acts = fc.array(fc.oneof(
  fc.record({ act: fc.constantFrom('scan' as const, 'approve' as const, 'refuse' as const), by: fc.constantFrom('one', 'two', 'three') }),
  fc.constant<PcTicketAct>({ act: 'use' }),
), { maxLength: 12 });

/** The ticket after every act that was allowed, and the acts that were. */
function play(all: readonly PcTicketAct[]) {
  return all.reduce<{ ticket: PcTicket; done: PcTicketAct[] }>(({ ticket, done }, act) => {
    const next = moved(ticket, act, NOW);
    return next.ok ? { ticket: next.value, done: [...done, act] } : { ticket, done };
  }, { ticket: waiting, done: [] });
}

describe('whatever is done to a PC ticket', () => {
  it('it is used at most once, and only after the account that scanned first approved it', () => {
    fc.assert(fc.property(acts, (all) => {
      const { done } = play(all);
      const uses = done.filter(({ act }) => act === 'use').length;
      if (uses === 0) return true;
      const scanner = done.find((act) => act.act === 'scan');
      const beforeUse = done.slice(0, done.findIndex(({ act }) => act === 'use'));
      const last = beforeUse.filter(({ act }) => act === 'approve' || act === 'refuse').at(-1);
      return uses === 1 && last?.act === 'approve' && scanner?.act === 'scan' && last.by === scanner.by;
    }), { numRuns: 500 });
  });

  it('nobody but the first to scan decides', () => {
    fc.assert(fc.property(acts, (all) => {
      const { done } = play(all);
      const scanner = done.find((act) => act.act === 'scan');
      return done.every((act) => act.act === 'use' || (scanner?.act === 'scan' && act.by === scanner.by));
    }), { numRuns: 500 });
  });

  it('once refused it never opens', () => {
    fc.assert(fc.property(acts, acts, (before, after) => {
      const { ticket } = play([{ act: 'scan', by: 'one' }, { act: 'refuse', by: 'one' }, ...before, ...after]);
      return ticket.state === 'refused';
    }));
  });

  it('once used it does not change', () => {
    const used: PcTicket = { state: 'used', scannedBy: 'one', endsAt: NOW + 1 };
    for (const act of ['scan', 'approve', 'refuse'] as const) expect(moved(used, { act, by: 'one' }, NOW).ok).toBe(false);
    expect(moved(used, { act: 'use' }, NOW).ok).toBe(false);
  });
});

it('is unknown to everybody once its time is over', () => {
  const approved: PcTicket = { state: 'approved', scannedBy: 'one', endsAt: NOW };
  for (const act of [{ act: 'use' }, { act: 'scan', by: 'one' }, { act: 'approve', by: 'one' }] as const) {
    expect(moved(approved, act, NOW)).toEqual({ ok: false, refusal: { code: 'sign-in/ticket-unknown' } });
  }
});

it('may be refused after it was approved, until it is used', () => {
  const approved: PcTicket = { state: 'approved', scannedBy: 'one', endsAt: NOW + 1 };
  expect(moved(approved, { act: 'refuse', by: 'one' }, NOW)).toMatchObject({ ok: true, value: { state: 'refused' } });
});
