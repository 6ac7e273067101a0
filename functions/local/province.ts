/**
 * The whole province on one machine: the embedded store, queues and blobs; the outside as sandboxes; every slice behind one
 * address. The slices are the very ones that run on Lambda.
 */
import type { Hono } from 'hono';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import type { Config } from '../platform/config/config';
import type { Foundations } from '../platform/foundations';
import { makeFoundations } from '../platform/make-foundations';
import { makeLog } from '../platform/observe/log';
import { startPopulationRegister, type RegisteredPerson } from '../sandbox/population-register';
import { startWechat, type WechatSandbox } from '../sandbox/wechat';
import { openEngine, serveEngine, type Engine, type Moods } from './embedded-dynamodb';
import { runFeeds } from './feeds';
import { listenOn, type Listening } from './listen';
import { localConfig, REGISTER_IDS, WECHAT_IDS } from './local-config';
import { localParts, openQueues } from './local-parts';
import { sampleCitizens, sampleRegister, sampleWechatUsers } from './seed/registered';
import { appOf, openSlices, type Slices } from './slices';
import { createTables } from './store-tables';
import { servePages } from './web-pages';

export type ProvinceOptions = {
  readonly port: number;
  /** Keys and files; also the store unless `inMemory`. */
  readonly dataDir: string;
  readonly inMemory?: boolean;
  /** Built H5 pages; none are served when absent. */
  readonly webRoot?: string;
  /** The day the sample people's ages are counted from. */
  readonly today: string;
  /** People in the population register beside the samples. */
  readonly alsoRegistered?: readonly RegisteredPerson[];
  readonly moods?: Partial<Moods>;
  /** Settings beside the environment's, such as an outside open platform. */
  readonly settings?: Readonly<Record<string, string>>;
  readonly now?: () => number;
  /** False where workers serve the port: this process keeps the store and the outside. */
  readonly serve?: boolean;
};

export type Province = {
  readonly url: string;
  readonly dataDir: string;
  readonly config: Config;
  readonly engine: Engine;
  readonly wechat: WechatSandbox;
  readonly register: Awaited<ReturnType<typeof startPopulationRegister>>;
  readonly foundations: Foundations;
  readonly slices: Slices;
  /** Resolves when every event written so far was delivered and handled. */
  readonly idle: () => Promise<void>;
  readonly close: () => Promise<void>;
};

type Outside = Pick<Province, 'engine' | 'wechat' | 'register'> & { readonly store: Awaited<ReturnType<typeof serveEngine>> };

/** One process is store, outside and platform at once: garbage is collected before the heap has grown by so much, not by several times. */
const HEAP_GROWS_PERCENT = 40;
/** Everything people told the platform lies here. */
const OWNER_ONLY = 0o700;

/** Opens everything; what was opened is closed again when a later step fails. */
export async function openProvince(options: ProvinceOptions): Promise<Province> {
  setFlagsFromString(`--heap-growing-percent=${HEAP_GROWS_PERCENT}`);
  for (const name of ['keys', 'store', 'blobs']) mkdirSync(join(options.dataDir, name), { recursive: true, mode: OWNER_ONLY });
  const front = makeFront();
  const listening = options.serve === false ? undefined : await listenOn(front.app, options.port);
  const outside = await openOutside(options).catch(closing(listening));
  try {
    return await assemble(options, outside, { front, listening });
  } catch (error) {
    await closeAll([listening, outside.wechat, outside.register, outside.store, outside.engine]);
    throw error;
  }
}

async function openOutside({ dataDir, inMemory, moods, now, today, alsoRegistered = [] }: ProvinceOptions): Promise<Outside> {
  const clock = now ? { clock: now } : {};
  const engine = await openEngine({ ...(inMemory ? {} : { path: join(dataDir, 'store') }), ...(moods ? { moods } : {}), ...clock });
  const store = await serveEngine(engine);
  const wechat = await startWechat({ ...WECHAT_IDS, users: sampleWechatUsers(today), citizens: sampleCitizens(today), ...clock });
  const register = await startPopulationRegister({ ...REGISTER_IDS, people: [...sampleRegister(today), ...alsoRegistered], ...clock });
  return { engine, store, wechat, register };
}

type Served = { readonly front: ReturnType<typeof makeFront>; readonly listening: Listening | undefined };

async function assemble(options: ProvinceOptions, outside: Outside, { front, listening }: Served): Promise<Province> {
  const { engine, store, wechat, register } = outside;
  const base = listening?.url ?? `http://127.0.0.1:${options.port}`;
  const config = localConfig({ base, store: store.endpoint, wechat: wechat.url, register: register.url }, options.dataDir, { ...process.env, ...options.settings });
  await createTables(store.endpoint, config.NAME_PREFIX);
  const clock = options.now ? { now: options.now } : {};
  const queues = await openQueues(engine, { log: makeLog({ service: config.NAME_PREFIX, level: config.LOG_LEVEL }), ...clock });
  const parts = localParts(config, options.dataDir, queues);
  const foundations = makeFoundations(config, { ...parts, ...clock });
  const slices = openSlices(foundations);
  const app = appOf(foundations, slices);
  if (options.webRoot) servePages(app, options.webRoot);
  front.open(app);
  const stopFeeds = runFeeds({ engine, foundations, slices, queues });
  return {
    url: base, dataDir: options.dataDir, config, engine, wechat, register, foundations, slices,
    async idle() {
      await engine.feedIdle();
      await Promise.all(Object.values(queues).map((queue) => queue.idle()));
    },
    async close() {
      await closeAll([listening]);
      stopFeeds();
      await Promise.all(Object.values(queues).map((queue) => queue.close()));
      await closeAll([wechat, register, store, engine]);
    },
  };
}

type Closable = { close(): Promise<void> } | undefined;

async function closeAll(opened: readonly Closable[]): Promise<void> {
  for (const one of opened) await one?.close();
}

/** Closes what was opened before and passes the failure on. */
function closing(opened: Closable): (error: unknown) => Promise<never> {
  return async (error) => {
    await opened?.close();
    throw error;
  };
}

/**
 * The port is taken before anything else, so that a taken one is told at once and the addresses are known; requests that come
 * before the house is open wait for it.
 */
function makeFront() {
  let open: (app: Hono) => void = () => undefined;
  const ready = new Promise<Hono>((resolve) => {
    open = resolve;
  });
  return { app: { fetch: async (request: Request) => (await ready).fetch(request) }, open };
}
