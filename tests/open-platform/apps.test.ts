/** The apps of institutions: what leads to them, and orders that meet changes. */
import { makeApps } from '../../functions/open-platform/apps.repository';
import type { PartnerApp } from '../../functions/open-platform/open-platform.ports';
import type { RingSeal } from '../../functions/platform/crypto/ring-seal';
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
