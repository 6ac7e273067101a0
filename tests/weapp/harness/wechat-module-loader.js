/** Runs a built file as WeChat does: wrapped in a function that hides the browser's globals, so that using one fails the test. */
const fs = require('node:fs');
const path = require('node:path');

const HIDDEN = ['window', 'document', 'self', 'frames', 'location', 'navigator', 'localStorage', 'sessionStorage', 'history', 'screen', 'alert', 'confirm', 'prompt', 'XMLHttpRequest', 'WebSocket', 'fetch', 'MutationObserver', 'MessageChannel', 'Element', 'HTMLElement', 'Node', 'Event', 'process', 'Buffer', 'setImmediate', 'TextEncoder', 'TextDecoder', 'crypto', 'btoa', 'atob', 'URL', 'URLSearchParams', 'AbortController', 'structuredClone'];
const LANGUAGE = ['Object', 'Function', 'Array', 'Number', 'parseFloat', 'parseInt', 'Infinity', 'NaN', 'undefined', 'Boolean', 'String', 'Symbol', 'Date', 'Promise', 'RegExp', 'Error', 'AggregateError', 'EvalError', 'RangeError', 'ReferenceError', 'SyntaxError', 'TypeError', 'URIError', 'JSON', 'Math', 'ArrayBuffer', 'Uint8Array', 'Int8Array', 'Uint16Array', 'Int16Array', 'Uint32Array', 'Int32Array', 'Float32Array', 'Float64Array', 'Uint8ClampedArray', 'DataView', 'Map', 'Set', 'WeakMap', 'WeakSet', 'Proxy', 'Reflect', 'decodeURI', 'decodeURIComponent', 'encodeURI', 'encodeURIComponent', 'isFinite', 'isNaN', 'setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'console'];
const WECHAT = ['require', 'module', 'exports', 'global', 'globalThis', 'wx', 'App', 'Page', 'Component', 'Behavior', 'getApp', 'getCurrentPages', 'requirePlugin'];

/** A loader with its own module cache: each one is a cold start. `plugIn`: what `requirePlugin` gives; WeChat throws where none is declared. */
function makeModuleLoader(plugIn) {
  const own = {};
  for (const name of LANGUAGE) own[name] = globalThis[name];
  own.global = own;
  own.globalThis = own;
  const cache = new Map();

  return function load(name) {
    const file = name.endsWith('.js') ? name : `${name}.js`;
    if (cache.has(file)) return cache.get(file).exports;
    const module = { exports: {} };
    cache.set(file, module);
    // Must be `new Function`: the same realm as jsdom, or nothing renders.
    const run = new Function(...WECHAT, ...HIDDEN, `${fs.readFileSync(file, 'utf8')}\n//# sourceURL=${file}`);
    const require = (relative) => load(path.resolve(path.dirname(file), relative));
    run.call(
      undefined, require, module, module.exports, own, own, global.wx,
      (app) => global.App(app), (page) => global.Page(page), (component) => global.Component(component), global.Behavior,
      () => global.getApp(), () => global.getCurrentPages(),
      (name) => { if (name !== 'healthCardPlugins' || !plugIn) throw new Error(`plugin "${name}" is not declared`); return plugIn; },
    );
    return module.exports;
  };
}

module.exports = { makeModuleLoader };
