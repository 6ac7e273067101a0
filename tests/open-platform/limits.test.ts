/** What one institution may pile up has an end, said before it is reached by who asks for more: use cases with lists as long as may be. */
import { makeCallLog } from '../../functions/open-platform/calls.repository';
import type { AppRequests, ConsoleAccess, PartnerApp, Posters } from '../../functions/open-platform/open-platform.ports';
import { makeChangeApp, makeEndOldSecret, makeRotateSecret } from '../../functions/open-platform/use-cases/change-app';
import { makeAddPoster } from '../../functions/open-platform/use-cases/make-poster';
import { makeRequestApp } from '../../functions/open-platform/use-cases/request-app';
import { ok } from '../../shared/kernel/result';
import { APP_REQUESTS_MAX, LINK_SECRETS_MAX, POSTERS_MAX, TERMINALS_MAX } from '../../shared/open-platform/limits.rules';
import { openTown } from '../rig/open-town';

jest.setTimeout(60_000);

const POST = { role: 'institution-developer', institutionId: 'inst-1', institutionName: '甲医院', cityCode: '410100' } as const;
const caller = { accountId: 'a', sessionId: 's', requestId: 'r', consents: [], post: POST } as const;
const many = <One>(count: number, one: One) => Array.from({ length: count }, () => one);

/** An app of the developer's own institution. */
function setup(changes: Partial<PartnerApp> = {}, onHost: readonly PartnerApp[] = []) {
  let app = {
    appId: 'app-1', name: '预约', cityCode: '410100', institutionId: 'inst-1', hospitals: [], secrets: ['new'], redirectHosts: ['his.example'], closed: false, switches: { relates: true, clock: true, replay: true }, ...changes,
  } as PartnerApp;
  const access: ConsoleAccess = { enter: () => Promise.resolve(ok(POST)), ownApp: () => Promise.resolve(ok(app)) };
  const apps = { change: (_appId: string, next: (app: PartnerApp) => PartnerApp | undefined) => {
    const after = next(app);
    app = after ?? app;
    return Promise.resolve(after);
  }, ofHost: () => Promise.resolve(onHost) };
  const fixed = { recordAudit: () => Promise.resolve(), now: () => 0, newId: (prefix: string) => `${prefix}_1`, newSecret: () => 'newest' };
  return { ...fixed, access, apps };
}

it('an app has so many posters, and one less makes room for one', async () => {
  const poster = { tag: 'village-1', place: '样例村', page: 'card-list', returnTo: 'https://his.example/', madeAt: '', counts: {} } as const;
  const asked = { appId: 'app-1', tag: 'village-2', place: '样例村', page: 'card-list', returnTo: 'https://his.example/' } as const;
  const having = (count: number): Pick<Posters, 'add' | 'list'> => ({ add: () => Promise.resolve(true), list: () => Promise.resolve(many(count, poster)) });
  const add = (count: number) => makeAddPoster({ ...setup(), posters: having(count), baseUrl: 'https://h.example' })(asked, caller);
  expect(await add(POSTERS_MAX)).toMatchObject({ refusal: { code: 'console/too-many-posters' } });
  expect(await add(POSTERS_MAX - 1)).toMatchObject({ ok: true });
});

it('an institution asks for so many apps', async () => {
  const request = { state: 'declined' } as Awaited<ReturnType<AppRequests['list']>>[number];
  const ask = (count: number) => makeRequestApp({
    ...setup(), apps: {} as never, requests: { list: () => Promise.resolve(many(count, request)), save: () => Promise.resolve(true), find: () => Promise.resolve(undefined) },
  })({ name: '预约', purpose: '预约挂号', hospitals: ['甲医院'] }, caller);
  expect(await ask(APP_REQUESTS_MAX)).toMatchObject({ refusal: { code: 'console/too-many-requests' } });
  expect(await ask(APP_REQUESTS_MAX - 1)).toMatchObject({ ok: true });
});

it('adds no host that another institution has, unless operations gave it to both', async () => {
  const wanted = { appId: 'app-1', version: 1, redirectHosts: ['theirs.example'], switches: { relates: true, clock: true, replay: true }, campuses: [] };
  const save = (onHost: readonly Partial<PartnerApp>[]) => makeChangeApp(setup({ settingsVersion: 1 }, onHost as readonly PartnerApp[]))(wanted, caller);
  const theirs = { appId: 'theirs', institutionId: 'inst-2', closed: false };
  expect(await save([theirs])).toMatchObject({ refusal: { code: 'console/host-taken' } });
  expect(await save([{ appId: 'of-operations', closed: false }])).toMatchObject({ refusal: { code: 'console/host-taken' } });
  for (const free of [[], [{ ...theirs, closed: true }], [{ ...theirs, institutionId: 'inst-1' }], [theirs, { appId: 'app-1', institutionId: 'inst-1', closed: false }]]) expect(await save(free)).toMatchObject({ ok: true });
});

it('makes no new secret when too many ended ones still open links, and ends an old one all the same', async () => {
  const full = setup({ secrets: ['new', 'old'], linkSecrets: many(LINK_SECRETS_MAX - 1, 'ended') });
  expect(await makeEndOldSecret(full)({ appId: 'app-1' }, caller)).toMatchObject({ ok: true });
  expect(await makeRotateSecret(full)({ appId: 'app-1' }, caller)).toMatchObject({ refusal: { code: 'console/too-many-secrets' } });
  const room = setup({ linkSecrets: many(LINK_SECRETS_MAX - 1, 'ended') });
  expect(await makeRotateSecret(room)({ appId: 'app-1' }, caller)).toMatchObject({ ok: true });
});

it('remembers so many terminals of an app, and goes on telling when those were last seen', async () => {
  const town = await openTown({});
  const { store, now, table: tableOf } = town.foundations;
  const table = tableOf('open-platform');
  const note = { appId: 'app-terminals', method: 'getHealthCard', requestId: 'r', hospitalId: '1', result: 'success', ms: 1, isProven: true } as const;
  const seen = (terminalId: string, at: string) => makeCallLog({ store, table, now }).keep({ ...note, at, terminal: { kind: 'kiosk', terminalId } });
  await seen('K-1', '2026-11-29T08:00:00.000+08:00');
  await store.count(table, { pk: 'terminal-count#app-terminals', sk: 'count' }, { by: TERMINALS_MAX - 2, expiresAt: Math.floor(now() / 1000) + 1000, nowSeconds: Math.floor(now() / 1000) });
  await seen('K-2', '2026-11-29T08:01:00.000+08:00');
  await seen('K-3', '2026-11-29T08:02:00.000+08:00');
  await seen('K-1', '2026-11-29T09:00:00.000+08:00');
  expect((await makeCallLog({ store, table, now }).terminals('app-terminals')).map(({ terminalId, lastSeenAt }) => [terminalId, lastSeenAt.slice(11, 16)])).toEqual([['K-1', '09:00'], ['K-2', '08:01']]);
  await town.end();
});
