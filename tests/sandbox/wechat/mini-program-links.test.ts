import { spawnSync } from 'node:child_process';
import { inflateSync } from 'node:zlib';
import { encode } from 'uqr';
import { APP, setup } from './setup';
import type { World } from './setup';

const PAGES = ['app/home/index', 'identity/confirm-sign-in/index'];

let world: World;
beforeEach(async () => { world = await setup({ pages: PAGES }); });
afterEach(() => world.close());

async function code(body: unknown): Promise<Response> {
  const { access_token } = await world.get('/cgi-bin/token', { grant_type: 'client_credential', ...APP });
  return fetch(`${world.url}/wxa/getwxacodeunlimit?access_token=${String(access_token)}`, { method: 'POST', body: JSON.stringify(body) });
}

/** The modules of the picture, sampled at their centres: an own reading of the PNG. */
function modulesOf(png: Buffer, size: number): boolean[][] {
  const width = png.readUInt32BE(16);
  const length = png.readUInt32BE(33);
  const lines = inflateSync(png.subarray(41, 41 + length));
  const pixels = Math.floor(width / size);
  const margin = Math.floor((width - pixels * size) / 2);
  const centre = (module: number) => margin + module * pixels + Math.floor(pixels / 2);
  return Array.from({ length: size }, (_, y) =>
    Array.from({ length: size }, (__, x) => lines[centre(y) * (width + 1) + 1 + centre(x)] === 0));
}

test.each([[undefined, 430], [280, 280], [1280, 1280]])('a code asked for with width %s is a PNG of %i pixels that reads page and scene', async (width, pixels) => {
  const response = await code({ scene: 'login=AB12:x', page: PAGES[1], ...(width && { width }) });
  expect(response.headers.get('content-type')).toBe('image/png');
  const png = Buffer.from(await response.arrayBuffer());
  expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([pixels, pixels]);
  const { data, size } = encode(`${String(PAGES[1])}?scene=login%3DAB12%3Ax`, { ecc: 'M', border: 4 });
  expect(modulesOf(png, size)).toEqual(data);
});

test('a scanner reads the code', async () => {
  const response = await code({ scene: 'login=AB12', page: PAGES[1] });
  const read = spawnSync('zbarimg', ['--quiet', '--raw', '-'], { input: Buffer.from(await response.arrayBuffer()) });
  expect(read.stdout.toString().trim()).toBe(`${String(PAGES[1])}?scene=login%3DAB12`);
});

test.each([
  [40169, { scene: '' }],
  [40169, { scene: 's'.repeat(33) }],
  [40169, { scene: 5 }],
  [40129, { scene: '河南' }],
  [40129, { scene: 'a%20b' }],
  [41030, { page: '/app/home/index' }],
  [41030, { page: 'app/home/index?a=1' }],
  [41030, { page: 'app/gone/index' }],
  [41030, { page: '' }],
  [85096, { scene: 'scancode_time=1' }],
  [40097, { width: 279 }],
  [40097, { width: '430' }],
  [40097, { env_version: 'beta' }],
])('errcode %i for a code with %j', async (errcode, wrong) => {
  const response = await code({ scene: 'ok', page: PAGES[0], ...wrong });
  expect(await response.json()).toMatchObject({ errcode });
});

test('an unpublished page passes when the caller asks not to look', async () => {
  const response = await code({ scene: 'ok', page: 'app/gone/index', check_path: false, env_version: 'trial' });
  expect(response.headers.get('content-type')).toBe('image/png');
});

const link = (body: unknown) => world.call('/wxa/generate_urllink', body);
const seconds = (iso: string) => Date.parse(iso) / 1000;

test('a link is new each time and lives as asked', async () => {
  const first = await link({ path: '/identity/confirm-sign-in/index', query: 'a=1&b=%20', expire_type: 1, expire_interval: 30 });
  expect(first).toEqual({ errcode: 0, errmsg: 'ok', url_link: expect.stringMatching(/^https:\/\/wxaurl\.cn\/[\w-]+$/) });
  const second = await link({ expire_time: seconds('2026-03-01T09:01:00+08:00') });
  expect(second.url_link).not.toBe(first.url_link);
});

test.each([
  [40165, { path: 'app/gone/index' }],
  [40165, { path: 'app/home/index?a=1' }],
  [40212, { query: 'name=张' }],
  [40212, { query: 'q'.repeat(1025) }],
  [85402, { env_version: 'beta' }],
  [85401, { expire_interval: 31 }],
  [85401, { expire_interval: 0.5 }],
  [85401, { expire_type: 0, expire_time: seconds('2026-03-01T09:00:59+08:00') }],
  [85401, { expire_type: 0, expire_time: seconds('2026-03-31T09:00:01+08:00') }],
  [85401, { expire_type: 0 }],
])('errcode %i for a link with %j', async (errcode, wrong) => {
  expect(await link({ path: 'app/home/index', expire_type: 1, expire_interval: 1, ...wrong })).toMatchObject({ errcode });
});
