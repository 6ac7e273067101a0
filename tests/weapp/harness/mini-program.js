/** Starts a BUILT mini-program (miniprogram/dist) under miniprogram-simulate: pages open, render, are tapped and read. */
const fs = require('node:fs');
const path = require('node:path');
const { mendDiff } = require('./mended-diff');
const { makeModuleLoader } = require('./wechat-module-loader');
const { makePhone } = require('./phone');
const { makeReader } = require('./reader');
const { measured } = require('./page-health');

const BUILDS = path.resolve(__dirname, '../../../miniprogram/dist');

function pagesOf(appJson) {
  return [...appJson.pages, ...(appJson.subPackages ?? []).flatMap(({ root, pages }) => pages.map((page) => `${root}/${page}`))];
}

/** What a file hands to `Page()` or `Component()` is taken once: webpack runs a module once, simulate asks for it again and again. */
function registerDefinitions(load) {
  const simulated = require('miniprogram-simulate/src/utils');
  const register = global.Component;
  const known = new Map();
  function definitionIn(file) {
    let found;
    global.Page = (page) => {
      const methods = Object.fromEntries(Object.entries(page).filter(([, value]) => typeof value === 'function'));
      found = { data: page.data, methods };
    };
    global.Component = (component) => { found = component; };
    load(file);
    global.Component = register;
    if (!found) throw new Error(`${file} calls neither Page() nor Component()`);
    return found;
  }
  simulated.runJs = (file) => {
    if (!known.has(file)) known.set(file, definitionIn(file));
    const found = known.get(file);
    register({ ...found, options: { ...found.options, classPrefix: '' }, properties: found.properties && { ...found.properties }, methods: found.methods && { ...found.methods } });
  };
}

async function settle(rounds = 4) {
  for (let round = 0; round < rounds; round += 1) await new Promise((resolve) => { setTimeout(resolve, 0); });
}

/** The stack of pages and the moves WeChat offers on it. */
function makeStack(simulate, { dist, pages, usingComponents }) {
  const stack = [];
  const ids = new Map();

  function close() {
    const { page, component, root } = stack.pop();
    page.onUnload();
    component.detach();
    root.remove();
  }

  async function open(url) {
    const [address, query = ''] = url.replace(/^\//, '').split('?');
    if (!pages.includes(address)) throw new Error(`no such page in app.json: ${address}`);
    if (!ids.has(address)) ids.set(address, simulate.load(path.join(dist, address), 'page', { compiler: 'official', rootPath: dist, usingComponents }));
    stack.at(-1)?.page.onHide();
    const component = simulate.render(ids.get(address));
    const root = document.createElement('div');
    document.body.appendChild(root);
    component.attach(root);
    const page = component.instance;
    page.route = address;
    page.__route__ = address;
    measured(page);
    stack.push({ page, component, root, path: address, query: Object.fromEntries(new URLSearchParams(query)) });
    page.onLoad(Object.fromEntries(new URLSearchParams(query)));
    page.onShow();
    page.onReady();
    await settle();
  }

  async function back(delta = 1) {
    for (let step = 0; step < delta && stack.length > 1; step += 1) close();
    stack.at(-1).page.onShow();
    await settle();
  }

  async function replaceAll(url) {
    while (stack.length > 0) close();
    await open(url);
  }

  return { stack, open, back, replaceAll, async replace(url) { close(); await open(url); } };
}

/** WeChat's navigation calls back; it never throws at the page. */
function navigation(moves, tabs) {
  const call = (move) => (options = {}) => {
    move(options).then(() => { options.success?.({ errMsg: 'ok' }); options.complete?.({}); }, (error) => { options.fail?.({ errMsg: String(error.message) }); });
  };
  const isTab = (url) => tabs.includes(url.replace(/^\//, '').split('?')[0]);
  return {
    navigateTo: call(async ({ url }) => { if (isTab(url)) throw new Error(`navigateTo a tab page: ${url}`); await moves.open(url); }),
    redirectTo: call(async ({ url }) => { if (isTab(url)) throw new Error(`redirectTo a tab page: ${url}`); await moves.replace(url); }),
    navigateBack: call(({ delta }) => moves.back(delta)),
    switchTab: call(async ({ url }) => { if (!isTab(url)) throw new Error(`switchTab to no tab page: ${url}`); await moves.replaceAll(url); }),
    reLaunch: call(({ url }) => moves.replaceAll(url)),
  };
}

/**
 * A cold start. Returns the open pages' reader (text, find, tap, type ...) together with the phone's controls.
 * @param {Parameters<typeof makePhone>[0] & { wx?: Record<string, unknown>, build?: 'weapp' | 'channel', plugIn?: { module: object, components: Record<string, object> } }} options
 *   `build`: the province's own, or one of a channel. `plugIn`: stands in for WeChat's health-card plug-in.
 */
function start({ wx = {}, build = 'weapp', plugIn, ...phoneOptions } = {}) {
  jest.resetModules();
  document.body.innerHTML = '';
  const phone = makePhone(phoneOptions);
  delete global.wx;
  global.wx = { ...phone.stubs, ...wx };
  const simulate = require('miniprogram-simulate');
  const load = makeModuleLoader(plugIn?.module);
  const dist = path.join(BUILDS, build);
  const usingComponents = Object.fromEntries(Object.entries(plugIn?.components ?? {}).map(([name, component]) => [name, simulate.load(component)]));
  mendDiff();
  registerDefinitions(load);

  const appJson = JSON.parse(fs.readFileSync(path.join(dist, 'app.json'), 'utf8'));
  const tabs = (appJson.tabBar?.list ?? []).map(({ pagePath }) => pagePath);
  const moves = makeStack(simulate, { dist, pages: pagesOf(appJson), usingComponents });
  let app;
  global.App = (definition) => { app = definition; };
  global.getApp = () => app;
  global.getCurrentPages = () => moves.stack.map(({ page }) => page);
  // simulate laid its own mocks under ours when it was required; navigation comes last.
  Object.assign(global.wx, navigation(moves, tabs), phone.stubs, wx);

  load(path.join(dist, 'app.js'));
  const launch = { path: appJson.pages[0], query: {}, scene: 1001, shareTicket: '', referrerInfo: {} };
  app.onLaunch(launch);
  app.onShow?.(launch);
  const reader = makeReader(() => moves.stack.at(-1), settle);
  return { ...reader, ...phone, open: moves.open, back: moves.back, settle, path: () => moves.stack.at(-1).path, query: () => moves.stack.at(-1).query };
}

module.exports = { start };
