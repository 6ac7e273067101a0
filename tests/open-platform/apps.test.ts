/** The apps of institutions: what leads to them, and orders that meet changes. */
import { makeApps } from '../../functions/open-platform/apps.repository';
import type { PartnerApp } from '../../functions/open-platform/open-platform.ports';
import type { RingSeal } from '../../functions/platform/crypto/ring-seal';
import { makeRegisterApp, type AppOrder } from '../../functions/open-platform/use-cases/register-app';
import { makeDecideApp } from '../../functions/open-platform/use-cases/request-app';
import { openTestStore, type TestStore } from '../rig/open-store';

let opened: TestStore;
beforeAll(async () => { opened = await openTestStore(); });
afterAll(() => opened.close());

const APP: PartnerApp = {
  appId: 'app-1', name: '某院', cityCode: '410100', hospitals: [{ hospitalId: '41010', name: '某院' }], secrets: ['secret-0123456789'], redirectHosts: ['old.example'],
  switches: { relates: true, clock: true, replay: true }, institutionId: 'inst', closed: false,
};

/** `afterReading`: what happens once between the next reading of an app and its writing. */
function setup(overrides: Partial<PartnerApp> = {}) {
  const app = { ...APP, ...overrides };
  let afterReading: () => Promise<void> = async () => undefined;
  const ringSeal = { seal: (text: string) => text, open: (text: string) => text } as unknown as RingSeal;
  const deps = { store: opened.store, table: `${opened.prefix}open-platform`, ringSeal, now: Date.now };
  const get = async (...asked: Parameters<TestStore['store']['get']>) => {
    const item = await deps.store.get(...asked);
    const act = afterReading;
    afterReading = async () => undefined;
    await act();
    return item;
  };
  return { app, operations: makeApps(deps), console: makeApps({ ...deps, store: { ...deps.store, get } }), between: (act: () => Promise<void>) => { afterReading = act; } };
}

it('stays closed when operations close it while its developers change it', async () => {
  const { app, operations, console, between } = setup();
  await operations.keep(app);
  between(() => operations.keep({ ...app, closed: true }));
  await console.change(app.appId, (now) => ({ ...now, name: '改名' }));
  expect(await makeAgain().find(app.appId)).toMatchObject({ closed: true, name: '改名' });
});

it('has other settings than anybody read once operations set it up again', async () => {
  const { app, operations } = setup({ appId: 'app-4', redirectHosts: [] });
  await operations.keep(app);
  const before = await operations.find(app.appId);
  await operations.keep(app);
  expect([before?.settingsVersion, (await operations.find(app.appId))?.settingsVersion]).toEqual([1, 2]);
});

const makeAgain = () => setup().operations;

it('is found by its hosts, and not by those it gave up', async () => {
  const { app, operations } = setup({ appId: 'app-2' });
  await operations.keep(app);
  await operations.change(app.appId, (now) => ({ ...now, redirectHosts: ['new.example'] }));
  expect((await makeAgain().ofHost('new.example')).map(({ appId }) => appId)).toEqual(['app-2']);
  expect((await makeAgain().ofHost('old.example')).map(({ appId }) => appId)).toEqual(['app-1']);
});

it('may be approved again when the approval was cut off, and taken from nobody', async () => {
  const { app, operations } = setup({ appId: 'app-3', secrets: [], redirectHosts: [] });
  const request = { requestId: 'r', institutionId: 'inst', institutionName: '某院', cityCode: '410100', name: app.name, purpose: '建档', hospitals: ['某院'], askedAt: '', state: 'waiting' as const, version: 1 };
  const saved: string[] = [];
  const requests = { list: async () => [request], find: async () => request, save: async ({ state }: { state: string }) => { saved.push(state); return true; } };
  const decide = makeDecideApp({ apps: operations, requests, recordAudit: async () => undefined, newId: () => 'id', now: Date.now });
  await operations.keep(app);
  await decide({ institutionId: 'inst', requestId: 'r', appId: 'app-3', hospitals: app.hospitals });
  expect(saved).toEqual(['approved']);
  await operations.keep({ ...app, secrets: ['in-use-0123456789'] });
  await expect(decide({ institutionId: 'inst', requestId: 'r', appId: 'app-3', hospitals: app.hospitals })).rejects.toThrow('free');
});

describe('an order over an app that is there', () => {
  const AT = '2026-11-29T08:00:00.000+08:00';
  const SECRETS = ['new-secret-0123456789', 'old-secret-0123456789'] as const;
  const CAMPUSES = [{ code: 'E', name: '东院' }];
  const ordering = ({ operations }: ReturnType<typeof setup>) => makeRegisterApp({ apps: operations, recordAudit: async () => undefined, newId: () => 'id', now: () => Date.parse(AT) });
  const orderOf = ({ appId, name, cityCode }: PartnerApp): AppOrder => ({ appId, name, cityCode, hospitals: [{ hospitalId: '41010', name: '某院（新名）' }] });
  const settled = (appId: string) => setup({
    appId, secrets: SECRETS, linkSecrets: ['ended-secret-0123456'], callbackUrl: 'https://his.example/called', migrates: true, secretChangedAt: '2026-01-01T00:00:00.000+08:00', redirectHosts: ['his.example'],
    permanentWechatCode: 'permanent', switches: { relates: false, clock: true, replay: true }, hospitals: [{ hospitalId: '41010', name: '某院', campuses: CAMPUSES }], closed: true,
  });

  it('keeps whatever it does not carry', async () => {
    const town = settled('app-5');
    await town.operations.keep(town.app);
    await ordering(town)(orderOf(town.app));
    expect(await makeAgain().find('app-5')).toEqual({ ...town.app, hospitals: [{ hospitalId: '41010', name: '某院（新名）', campuses: CAMPUSES }], settingsVersion: 2 });
  });

  it('with other secrets keeps the old ones for the links that patients hold, and dates the change', async () => {
    const town = settled('app-6');
    await town.operations.keep(town.app);
    await ordering(town)({ ...orderOf(town.app), secrets: ['third-secret-0123456'], closed: false });
    expect(await makeAgain().find('app-6')).toMatchObject({ secrets: ['third-secret-0123456'], linkSecrets: [...SECRETS, 'ended-secret-0123456'], secretChangedAt: AT, closed: false });
  });

  it('is refused for an app of another institution, which stays as it is', async () => {
    const town = settled('app-7');
    await town.operations.keep(town.app);
    await expect(ordering(town)({ ...orderOf(town.app), institutionId: 'another' })).rejects.toThrow('belongs to another institution');
    expect(await makeAgain().find('app-7')).toMatchObject({ institutionId: 'inst', hospitals: [{ name: '某院' }] });
  });

  it('gives an app that had none its institution, and a new one needs that or a secret', async () => {
    const town = setup({ appId: 'app-8' });
    const { appId, name, cityCode, hospitals, secrets, redirectHosts, switches, closed } = town.app;
    const free = { appId, name, cityCode, hospitals, secrets, redirectHosts, switches, closed };
    await town.operations.keep(free);
    await ordering(town)({ ...orderOf(free), institutionId: 'inst-8' });
    expect((await makeAgain().ofInstitution('inst-8')).map(({ appId }) => appId)).toEqual(['app-8']);
    await expect(ordering(town)({ ...orderOf(free), appId: 'app-9' })).rejects.toThrow('a new app has secrets');
    await ordering(town)({ ...orderOf(free), appId: 'app-9', institutionId: 'inst-8' });
    expect(await makeAgain().find('app-9')).toMatchObject({ secrets: [], switches: { relates: true, clock: true, replay: true }, closed: false });
  });
});
