import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

type AppConfig = { readonly pages: readonly string[]; readonly subPackages?: readonly { readonly root: string; readonly pages: readonly string[] }[] };

const ROOT = path.resolve(__dirname, '../..');
/** Named here, not written into the import: its types belong to the mini-program's own project. */
const APP_CONFIG: string = path.join(ROOT, 'miniprogram/src/app.config');

/** `channel`: the mini-program with WeChat's health-card plug-in. */
type Build = 'weapp' | 'h5' | 'channel';

/** The page list as Taro reads it for a build. */
async function appConfig(build: Build): Promise<AppConfig> {
  Object.assign(globalThis, { defineAppConfig: (config: AppConfig) => config });
  process.env['TARO_ENV'] = build === 'h5' ? 'h5' : 'weapp';
  process.env['HEALTH_CARD_PLUGIN'] = build === 'channel' ? '3.50.1' : '';
  jest.resetModules();
  const { default: config } = (await import(APP_CONFIG)) as { default: AppConfig };
  return config;
}

/** H5 has every page: what the mini-program carries, and what is for a PC alone. */
async function allPages(build: Build = 'h5'): Promise<string[]> {
  const { pages, subPackages = [] } = await appConfig(build);
  return [...pages, ...subPackages.flatMap(({ root, pages: own }) => own.map((page) => `${root}/${page}`))];
}

/** Whatever a build has. */
async function everyPage(): Promise<string[]> {
  return [...new Set([...(await allPages()), ...(await allPages('channel'))])];
}

function textsOfTests(folder: string, ending: string): string[] {
  return readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith(ending))
    .map((file) => readFileSync(path.join(ROOT, folder, file), 'utf8'));
}

/** What a test hands to `open(…)`: a page's address itself, or its name in that file. A page that is only expected is not opened. */
function opened(test: string): (string | undefined)[] {
  const named = new Map([...test.matchAll(/const (\w+) = '([\w/-]+)'/g)].map(([, name, address]) => [name, address]));
  return [...test.matchAll(/\.open\((?:'([\w/-]+)|`\$\{(\w+)\}|(\w+)\))/g)].map(([, address, inText, alone]) => address ?? named.get(inText ?? alone));
}

/** Every folder that looks like a page, in every folder of the source, whether app.config.ts knows it or not. */
function pageFolders(): string[] {
  const source = path.join(ROOT, 'miniprogram/src');
  return readdirSync(source).flatMap((slice) => {
    const folder = path.join(source, slice, 'pages');
    return existsSync(folder) ? readdirSync(folder).map((page) => `${slice}/pages/${page}/index`) : [];
  });
}

test('every page is opened as a built mini-program page by a test', async () => {
  const found = new Set(textsOfTests('tests/weapp', '.test.js').flatMap(opened));
  expect((await allPages('channel')).filter((page) => !found.has(page))).toEqual([]);
});

test('every page is looked at in Chromium on phone and PC, in light and elder mode', async () => {
  const tests = textsOfTests('tests/browser', '.test.ts').join('\n');
  expect((await allPages()).filter((page) => !tests.includes(`describePage('${page}'`))).toEqual([]);
});

test('every page folder is in app.config.ts, or nobody could open it', async () => {
  expect(pageFolders().sort()).toEqual((await everyPage()).sort());
});

test('every address in app/routes.ts leads to a page, and every page has an address', async () => {
  const routes = readFileSync(path.join(ROOT, 'miniprogram/src/app/routes.ts'), 'utf8');
  const addresses = [...routes.matchAll(/'\/([a-z-]+\/pages\/[a-z-]+\/index)'/g)].map(([, address]) => address ?? '');
  expect([...new Set(addresses)].sort()).toEqual((await everyPage()).sort());
});

test('the mini-program carries no page that is for a PC alone', async () => {
  const carried = await allPages('weapp');
  expect((await allPages()).filter((page) => !carried.includes(page))).toEqual(['open-platform/pages/console/index']);
});

test('only a channel\'s mini-program carries the pages of the plug-in, and declares it', async () => {
  const carried = await allPages('weapp');
  expect((await allPages('channel')).filter((page) => !carried.includes(page))).toEqual(['card/pages/wechat-card/index', 'card/pages/in-wallet/index']);
  expect([await appConfig('weapp'), await appConfig('h5')].filter((config) => 'plugins' in config)).toEqual([]);
  expect(await appConfig('channel')).toHaveProperty('plugins.healthCardPlugins.version', '3.50.1');
});
