/**
 * Faults that break a page without failing by themselves: console errors, WXML templates that do not exist, and setData calls so
 * large that phones stall. Requiring this file watches every test of the file that does.
 */
const fs = require('node:fs');

const SETDATA_BYTES_MAX = 64 * 1024;
const LINE_MAX = 400;

// A cold start compiles every template; a busy machine takes its time.
jest.setTimeout(60_000);

const faults = [];
let largest = { bytes: 0, page: '' };
let told = 0;

function short(args) {
  return args.map((arg) => String(arg?.stack ?? arg)).join(' ').slice(0, LINE_MAX);
}

/** `npm run bench` reports the largest of all flows. */
function tellBench(bytes) {
  told = bytes;
  fs.mkdirSync('tests/.output', { recursive: true });
  fs.appendFileSync('tests/.output/setdata.log', `${bytes}\n`);
}

/** Counts what Taro sends to the view: bytes of JSON, as WeChat does. */
function measured(page) {
  const setData = page.setData;
  page.setData = function counted(data, done) {
    const bytes = Buffer.byteLength(JSON.stringify(data) ?? '');
    if (bytes > largest.bytes) largest = { bytes, page: page.route };
    if (bytes > told) tellBench(bytes);
    if (bytes > SETDATA_BYTES_MAX) faults.push(`setData of ${bytes} bytes on ${page.route}; the limit is ${SETDATA_BYTES_MAX}`);
    return setData.call(page, data, done);
  };
}

beforeEach(() => {
  faults.length = 0;
  largest = { bytes: 0, page: '' };
  jest.spyOn(console, 'error').mockImplementation((...args) => { faults.push(`console.error: ${short(args)}`); });
  jest.spyOn(console, 'warn').mockImplementation((...args) => { if (String(args[0]).startsWith('WXMLRT_')) faults.push(short(args)); });
});

afterEach(() => {
  jest.restoreAllMocks();
  if (faults.length > 0) throw new Error(`the page is not well:\n${faults.join('\n')}`);
});

/** The largest setData of this test so far. */
function largestSetData() {
  return largest;
}

module.exports = { measured, largestSetData };
