/** Kiosks (3.6): a code on a screen, a resident who scans it, and the call back to the institution, also when it is away for an hour. */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { claimCardRoute } from '../../shared/card/card.routes';
import { authoriseKioskRoute, readKioskRoute } from '../../shared/open-platform/kiosk.routes';
import { RESULT_CODES } from '../../shared/open-platform/result-codes';
import type { CallBack } from '../../functions/open-platform/open-platform.ports';
import { makeDeliverCallBack, makeDeliverCallBacks } from '../../functions/open-platform/use-cases/deliver-call-backs';
import { openTown, type Town } from '../rig/open-town';
import { verifiedPhone, type Phone } from '../rig/phone';
import { DEMO, openPartner } from './partner';

jest.setTimeout(120_000);

const TOOLS = '/rest/auth/TXHealthCard/EHealthCardServer/ToolsObj/';
let town: Town;
let clockMs = 0;
let zhang: Phone;
let cardId: string;
let hospital: Server;
let isAway = false;
let heard: { body: string; sign: string }[] = [];
beforeAll(async () => {
  town = await openTown({ now: () => Date.now() + clockMs });
  zhang = await verifiedPhone(town, town.person('zhang-wei'));
  ({ cardId } = await zhang.must(claimCardRoute, {}));
  hospital = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => { body += String(chunk); });
    request.on('end', () => {
      if (!isAway) heard.push({ body, sign: String(request.headers['x-open-sign']) });
      response.writeHead(isAway ? 503 : 200).end('ok');
    });
  });
  await new Promise<void>((resolve) => { hospital.listen(0, '127.0.0.1', resolve); });
});
beforeEach(() => {
  clockMs = 0;
  isAway = false;
  heard = [];
});
afterAll(async () => {
  hospital.close();
  await town.end();
});

const notifyUrl = () => `http://127.0.0.1:${String((hospital.address() as AddressInfo).port)}/called`;
async function shown(input: object = {}) {
  const partner = await openPartner(town.url);
  const { rsp } = await partner.call(`${TOOLS}ssmGenQrCode`, { ssmId: 'K-1', ...input });
  return { partner, uid: String(rsp['uid']), picture: String(rsp['imageContent']), result: () => partner.call(`${TOOLS}ssmQueryQrCodeResult`, { uid: rsp['uid'] }) };
}

it('shows a code that leads a phone here, and gives the card of whoever scanned it to this institution alone', async () => {
  const { uid, picture, result } = await shown();
  const file = join(mkdtempSync(join(tmpdir(), 'kiosk-')), 'code.png');
  writeFileSync(file, Buffer.from(picture, 'base64'));
  expect(execFileSync('zbarimg', ['-q', '--raw', file]).toString().trim()).toBe(`${town.url}/open/kiosk?uid=${uid}`);
  expect((await result()).rsp).toEqual({ statusCode: 0, healthCardId: '' });
  expect(await zhang.must(readKioskRoute, { uid })).toMatchObject({ institutionName: '示例医院', kiosk: 'K-1', isWaiting: true, cards: [{ cardId }] });
  await zhang.must(authoriseKioskRoute, { uid, cardId });
  expect((await result()).rsp).toEqual({ statusCode: 2, healthCardId: expect.stringMatching(/^[\dA-F]{64}$/) });
  expect(await zhang.send(authoriseKioskRoute, { uid, cardId })).toMatchObject({ ok: false, problem: { code: 'open-platform/kiosk-ended' } });
  await town.slices.openPlatformWindow.registerApp({ appId: 'kiosk-other', name: '别家', cityCode: '410300', hospitals: [{ hospitalId: '20009', name: '别家医院' }], secrets: ['other-secret-0123456789'], redirectHosts: [], switches: { relates: true, clock: true, replay: true }, closed: false });
  const other = await openPartner(town.url, { appId: 'kiosk-other', secret: 'other-secret-0123456789', hospitalId: '20009' });
  expect((await other.call(`${TOOLS}ssmQueryQrCodeResult`, { uid })).commonOut.resultCode).toBe(RESULT_CODES['code-not-valid'].code);
});

it('ends after five minutes', async () => {
  const { uid } = await shown();
  clockMs = 301_000;
  expect(await zhang.send(authoriseKioskRoute, { uid, cardId })).toMatchObject({ ok: false, problem: { code: 'open-platform/kiosk-unknown' } });
});

it('calls the institution at once, signed so that it can tell whose call it is', async () => {
  const { uid } = await shown({ notifyUrl: notifyUrl() });
  await zhang.must(authoriseKioskRoute, { uid, cardId });
  const [{ body, sign } = { body: '', sign: '' }] = heard;
  expect(JSON.parse(body)).toEqual({ requestId: expect.any(String), hospitalId: '99901', uid, statusCode: 2, healthCardId: expect.stringMatching(/^[\dA-F]{64}$/), openId: '', unionId: '', ext: '' });
  expect(sign).toBe(createHash('sha256').update(body + DEMO.secret).digest('base64'));
  clockMs = 3_600_000;
  await town.slices.openPlatform.deliverCallBacks();
  expect(heard).toHaveLength(1);
});

it('calls once more until the institution is back: calls refused for an hour are not lost', async () => {
  isAway = true;
  const { uid } = await shown({ notifyUrl: notifyUrl() });
  await zhang.must(authoriseKioskRoute, { uid, cardId });
  for (const minutes of [20, 40, 60]) {
    clockMs = minutes * 60_000;
    expect(await town.slices.openPlatform.deliverCallBacks()).toBe(0);
  }
  isAway = false;
  clockMs += 15 * 60_000;
  expect(await town.slices.openPlatform.deliverCallBacks()).toBe(1);
  expect(heard.map(({ body }) => (JSON.parse(body) as { uid: string }).uid)).toEqual([uid]);
  expect(await town.slices.openPlatform.deliverCallBacks()).toBe(0);
});

it('calls the address of the console when a kiosk names none, and nobody once that is taken away', async () => {
  const register = (callbackUrl: string) => town.slices.openPlatformWindow.registerApp({
    appId: 'kiosk-console', name: '控制台', cityCode: '410300', hospitals: [{ hospitalId: '20010', name: '控制台医院' }], secrets: ['console-secret-0123456789'], callbackUrl,
  });
  await register(notifyUrl());
  const partner = await openPartner(town.url, { appId: 'kiosk-console', secret: 'console-secret-0123456789', hospitalId: '20010' });
  const scanned = async () => {
    const { rsp } = await partner.call(`${TOOLS}ssmGenQrCode`, { ssmId: 'K-2' });
    await zhang.must(authoriseKioskRoute, { uid: String(rsp['uid']), cardId });
    return String(rsp['uid']);
  };
  const uid = await scanned();
  expect(heard.map(({ body }) => (JSON.parse(body) as { uid: string }).uid)).toEqual([uid]);
  isAway = true;
  await scanned();
  isAway = false;
  await register('https://elsewhere.example/called');
  clockMs = 3_600_000;
  await town.slices.openPlatform.deliverCallBacks();
  expect(heard).toHaveLength(1);
});

describe('while one secret takes the other\'s place', () => {
  const APP = { appId: 'kiosk-rotating', name: '换密钥', cityCode: '410300', hospitals: [{ hospitalId: '20011', name: '换密钥医院' }] };
  const [OLD, NEW] = ['kiosk-old-secret-0123456', 'kiosk-new-secret-0123456'];
  const signedBy = ({ body, sign }: { body: string; sign: string }) => [OLD, NEW].find((secret) => createHash('sha256').update(body + secret).digest('base64') === sign);
  const order = (secrets: string[]) => town.slices.openPlatformWindow.registerApp({ ...APP, secrets, callbackUrl: notifyUrl() });

  it('the older signs until a call is seen that the newer signed, and never once it ended', async () => {
    await order([OLD]);
    const called = async (secret: string) => {
      const partner = await openPartner(town.url, { appId: APP.appId, secret, hospitalId: '20011' });
      const { rsp } = await partner.call(`${TOOLS}ssmGenQrCode`, { ssmId: 'K-3' });
      await zhang.must(authoriseKioskRoute, { uid: String(rsp['uid']), cardId });
      return heard.map(signedBy).at(-1);
    };
    expect(await called(OLD)).toBe(OLD);
    await order([NEW, OLD]);
    clockMs = 31_000;
    expect(await called(OLD)).toBe(OLD);
    expect(await called(NEW)).toBe(NEW);
    expect(await called(OLD)).toBe(NEW);
    await order([NEW]);
    clockMs = 62_000;
    expect(await called(NEW)).toBe(NEW);
  });

  it('what was not taken is signed with the other the next time', async () => {
    const signs: string[] = [];
    const app = { ...APP, secrets: [NEW, OLD], redirectHosts: [], switches: { relates: true, clock: true, replay: true }, callbackUrl: 'https://his.example/called', closed: false };
    const deliver = makeDeliverCallBack({
      apps: { find: async () => app }, calls: { secretUsedAt: async () => undefined }, callBacks: { due: async () => [], done: async () => undefined, later: async () => undefined },
      sendCallBack: async ({ sign }) => { signs.push(sign); return false; }, signatureOf: (text) => text, now: () => 0,
    });
    for (const tries of [0, 1, 2]) await deliver({ id: 'c', appId: APP.appId, url: app.callbackUrl, body: '', tries, since: 0, version: 1 });
    expect(signs).toEqual([OLD, NEW, OLD]);
  });
});

it('answers a card that was given as given, whatever goes wrong with the call to the institution, which comes later', async () => {
  const { uid, result } = await shown({ notifyUrl: notifyUrl() });
  const faulty = jest.spyOn(town.foundations.clients.callBack, 'send').mockRejectedValueOnce(new Error('a fault of ours'));
  expect(await zhang.send(authoriseKioskRoute, { uid, cardId })).toMatchObject({ ok: true });
  faulty.mockRestore();
  expect((await result()).rsp).toMatchObject({ statusCode: 2 });
  expect(heard).toEqual([]);
  clockMs = 60_000;
  expect(await town.slices.openPlatform.deliverCallBacks()).toBe(1);
  expect(heard.map(({ body }) => (JSON.parse(body) as { uid: string }).uid)).toEqual([uid]);
});

it('has a turn for everybody however many calls are owed to one that is away', async () => {
  const due = Array.from({ length: 250 }, (_, n): CallBack => ({ id: `call_${String(n)}`, appId: n < 249 ? 'away' : 'there', url: '', body: '', tries: 0, since: 0, version: 1 }));
  const [owed, tries] = [new Set(due), [] as string[]];
  const callBacks = { due: async (limit: number) => [...owed].slice(0, limit), done: async () => undefined, later: async () => undefined };
  const deliverCallBack = async (call: CallBack) => {
    owed.delete(call);
    tries.push(call.id);
    return call.appId === 'there';
  };
  expect(await makeDeliverCallBacks({ callBacks, deliverCallBack, now: () => 0 })()).toBe(1);
  expect(tries).toHaveLength(250);
});

it.each(['https://evil.example/called', 'http://127.0.0.1@evil.example/', '/pages/called', 'mini:/pages/called', 'http://169.254.169.254/latest'])('takes no other address to call: %s', async (address) => {
  const partner = await openPartner(town.url);
  const { commonOut } = await partner.call(`${TOOLS}ssmGenQrCode`, { ssmId: 'K-1', notifyUrl: address });
  expect(commonOut.errMsg).toContain('(notifyUrl)');
});
