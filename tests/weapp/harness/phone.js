/** What a phone and WeChat would do: storage that stores, a network that can fail, sign-in, requests that go somewhere. */
const http = require('node:http');

/** @typedef {{ method: string, path: string, headers: Record<string, string>, body: unknown }} Asked */
/** @typedef {{ status: number, body?: unknown } | 'offline' | 'timeout'} Answered */

/** Sends what the page asked to a real server on this machine. */
function overHttp(origin) {
  return ({ method, path, headers, body }) => new Promise((resolve) => {
    const request = http.request(`${origin}${path}`, { method, headers }, (response) => {
      const parts = [];
      response.on('data', (part) => parts.push(part));
      response.on('end', () => resolve({ status: response.statusCode, text: Buffer.concat(parts).toString('utf8') }));
    });
    request.on('error', () => resolve('offline'));
    request.end(body === undefined ? undefined : JSON.stringify(body));
  });
}

function makeStorage() {
  const kept = new Map();
  const copy = (value) => (value === undefined ? '' : JSON.parse(JSON.stringify(value)));
  return {
    kept,
    stubs: {
      getStorageSync: (key) => copy(kept.get(key)),
      setStorageSync: (key, value) => { kept.set(key, copy(value)); },
      removeStorageSync: (key) => { kept.delete(key); },
      clearStorageSync: () => { kept.clear(); },
      getStorageInfoSync: () => ({ keys: [...kept.keys()], currentSize: 1, limitSize: 10240 }),
    },
  };
}

/** `select()` answers with a rectangle: layout does not exist here. */
function makeSelectorQuery() {
  const asked = [];
  const rect = { left: 0, top: 0, right: 300, bottom: 300, width: 300, height: 300 };
  const query = new Proxy({}, {
    get: (_, name) => (name === 'exec'
      ? (done) => done && done(asked.map(() => rect))
      : (...args) => { if (typeof args[0] === 'function') { asked.push(name); args[0](rect); } else if (name !== 'in') asked.push(name); return query; }),
  });
  return query;
}

const ok = (options, result = {}) => { setTimeout(() => { options?.success?.({ errMsg: 'ok', ...result }); options?.complete?.({ errMsg: 'ok' }); }, 0); };
const failed = (options, errMsg) => { setTimeout(() => { options?.fail?.({ errMsg }); options?.complete?.({ errMsg }); }, 0); };

function makeRequest(phone) {
  return function request(options) {
    const { pathname, search, origin } = new URL(options.url);
    const asked = {
      method: options.method ?? 'GET', path: `${pathname}${search}`, origin, headers: options.header ?? {},
      body: options.data === undefined ? undefined : JSON.parse(options.data),
    };
    phone.asked.push(asked);
    Promise.resolve(phone.online ? phone.answer(asked) : 'offline').then((answered) => {
      if (answered === 'timeout') return failed(options, 'request:fail timeout');
      if (answered === 'offline') return failed(options, 'request:fail net::ERR_INTERNET_DISCONNECTED');
      const data = answered.text ?? (answered.body === undefined ? '' : JSON.stringify(answered.body));
      return ok(options, { statusCode: answered.status, data, header: {}, cookies: [] });
    });
    return { abort() {} };
  };
}

/** What the outside can do with the phone while pages are open. */
function makeControls(controls) {
  const { phone, stubs, kept } = controls;
  return {
    asked: phone.asked,
    screen: controls.screen,
    kept,
    stubs,
    goOffline() { phone.online = false; controls.network.forEach((tell) => tell({ isConnected: false, networkType: 'none' })); },
    goOnline() { phone.online = true; controls.network.forEach((tell) => tell({ isConnected: true, networkType: 'wifi' })); },
    answerWith(answer) { phone.answer = answer; },
    /** WeChat wants the privacy question answered; resolves with the page's decision. */
    askPrivacy: () => new Promise((resolve) => { controls.privacy((decision) => resolve(decision)); }),
    /** What the camera will read next. */
    holdBefore(text) { controls.scanned = text; },
    /** The code `wx.login` will give next. */
    giveLoginCode(code) { controls.loginCode = code; },
  };
}

/**
 * @param {{ api?: string | ((asked: Asked) => Answered | Promise<Answered>), storage?: Record<string, unknown> }} options
 *   `api`: a real server's origin, or a function that plays it.
 */
function makePhone({ api = () => 'offline', storage = {} } = {}) {
  const phone = { online: true, asked: [], answer: typeof api === 'string' ? overHttp(api) : api };
  const { kept, stubs: storageStubs } = makeStorage();
  for (const [key, value] of Object.entries(storage)) kept.set(key, value);
  const controls = { phone, kept, network: new Set(), screen: { on: false, brightness: 0.4 }, scanned: undefined, loginCode: 'login-code', privacy: undefined };
  controls.stubs = {
    ...storageStubs,
    request: makeRequest(phone),
    createSelectorQuery: makeSelectorQuery,
    login: (options) => (controls.loginCode ? ok(options, { code: controls.loginCode }) : failed(options, 'login:fail')),
    scanCode: (options) => (controls.scanned === undefined ? failed(options, 'scanCode:fail cancel') : ok(options, { result: controls.scanned })),
    getNetworkType: (options) => ok(options, { networkType: phone.online ? 'wifi' : 'none' }),
    pageScrollTo: (options) => ok(options),
    onNetworkStatusChange: (tell) => { controls.network.add(tell); },
    offNetworkStatusChange: (tell) => { controls.network.delete(tell); },
    onNeedPrivacyAuthorization: (ask) => { controls.privacy = ask; },
    setKeepScreenOn: (options) => { controls.screen.on = options.keepScreenOn; ok(options); },
    getScreenBrightness: (options) => ok(options, { value: controls.screen.brightness }),
    setScreenBrightness: (options) => { controls.screen.brightness = options.value; ok(options); },
  };
  return makeControls(controls);
}

module.exports = { makePhone };
