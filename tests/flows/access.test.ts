/** Every route × every kind of caller, over real HTTP: nobody enters where the contract does not let them. */
import { randomUUID } from 'node:crypto';
import { routesBySlice } from '../../functions/local/contracts';
import type { CallerKind, Route } from '../../shared/kernel/route';
import { openTown, type Town } from '../rig/open-town';
import { makePhone } from '../rig/phone';

type Knock = 'nobody' | 'forger' | 'resident' | 'staff';

/** What each kind of caller shows at the door. */
async function tokens(town: Town): Promise<Record<Knock, string | undefined>> {
  const resident = makePhone(town);
  await resident.signIn('wx-zhou-min');
  const staff = makePhone(town);
  await staff.signIn('wx-clerk-xu');
  return { nobody: undefined, forger: '1.eyJpIjowLCJlIjo5OTk5OTk5OTk5OTk5OSwicCI6e319.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA', resident: resident.session()!.accessToken, staff: staff.session()!.accessToken };
}

function admitted(route: Route): readonly Knock[] {
  const by: Record<CallerKind, readonly Knock[]> = { anyone: ['nobody', 'forger', 'resident', 'staff'], resident: ['resident', 'staff'], staff: ['staff'] };
  return route.callers.flatMap((kind) => by[kind]);
}

async function knock(town: Town, route: Route, token: string | undefined): Promise<{ status: number; code?: string }> {
  const url = town.url + route.path.replace(/:\w+/g, 'nothing-of-this-name');
  const writes = route.method === 'POST' || route.method === 'PUT';
  const headers: Record<string, string> = { 'idempotency-key': randomUUID(), ...(token ? { authorization: `Bearer ${token}` } : {}) };
  const answer = await fetch(url, { method: route.method, headers, ...(writes ? { body: '{}' } : {}) });
  return { status: answer.status, ...(await answer.json() as object) };
}

const ENTRY_DOOR = new Set(['session/missing', 'session/expired', 'caller/not-allowed']);

describe('every route', () => {
  let town: Town;
  beforeAll(async () => {
    town = await openTown();
  }, 30_000);
  afterAll(() => town.end());

  it.each(routesBySlice().map(({ name, route }) => [name, route] as const))('%s lets in whom its contract names, and nobody else', async (_, route) => {
    // Signed in anew each time: one of the routes signs out everywhere.
    const shown = await tokens(town);
    for (const kind of ['nobody', 'forger', 'resident', 'staff'] as const) {
      const { status, code } = await knock(town, route, shown[kind]);
      const turnedAway = code !== undefined && ENTRY_DOOR.has(code);
      expect({ kind, turnedAway, surprise: status === 500 }).toEqual({ kind, turnedAway: !admitted(route).includes(kind), surprise: false });
    }
  });
});
