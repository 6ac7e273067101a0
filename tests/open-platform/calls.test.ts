/** What is kept of calls: enough to see why one was refused, nothing of what it said of a person. */
import { makeCallLog } from '../../functions/open-platform/calls.repository';
import { makeGateway } from '../../functions/open-platform/open-platform.gateway';
import type { Served } from '../../functions/open-platform/open-platform.methods';
import type { CallLog, CallNote } from '../../functions/open-platform/open-platform.ports';
import { noMetrics } from '../../functions/platform/observe/metrics';
import { ok } from '../../shared/kernel/result';
import { getAppToken } from '../../shared/open-platform/card.methods';
import { CALLS_AT_ONCE, CALLS_PER_SECOND, SAMPLED_PER_MINUTE } from '../../shared/open-platform/limits.rules';
import { RESULT_CODES } from '../../shared/open-platform/result-codes';
import { recordingLog } from '../doubles/recording-log';
import { openTown, TODAY, type Town } from '../rig/open-town';
import { bodyOf, DEMO, newSerial, openPartner, P, post, type Answer } from './partner';

jest.setTimeout(120_000);

let town: Town;
let clockMs = 0;
let partner: Awaited<ReturnType<typeof openPartner>>;
const now = () => Date.now() + clockMs;
beforeAll(async () => {
  town = await openTown({ now });
  partner = await openPartner(town.url);
});
afterAll(() => town.end());

const CODE = `${'A'.repeat(64)}:1`;
const today = () => new Date(now() + 8 * 3_600_000).toISOString().slice(0, 10);
const table = () => town.foundations.table('open-platform');
const log = () => makeCallLog({ store: town.foundations.store, table: table(), now });
const refused = () => log().list({ appId: DEMO.appId, day: today(), refused: true, limit: 50 });
const done = () => log().list({ appId: DEMO.appId, day: today(), refused: false, limit: 50 });

it('keeps a success and a refusal with what the caller needs to find it', async () => {
  const requestId = newSerial();
  await partner.call(`${P}bindCardRelation`, { patid: 'P1', qrCodeText: CODE }, { commonIn: { requestId } });
  expect((await refused())[0]).toEqual({
    appId: DEMO.appId, at: expect.stringContaining(today()), method: 'bindCardRelation', requestId, hospitalId: DEMO.hospitalId, result: 'card-not-found', ms: expect.any(Number), channelNum: 0, isProven: true,
  });
  expect((await done()).map(({ method }) => method)).toContain('getAppToken');
});

it('names the member that was wrong, and tells a wrong signature though nobody proved who it was', async () => {
  await partner.call(`${P}bindCardRelation`, { patid: 'P1' });
  expect((await refused())[0]).toMatchObject({ result: 'input-not-valid', field: 'qrCodeText' });
  await partner.call(`${P}bindCardRelation`, { patid: 'P1', qrCodeText: CODE }, { sign: 'x'.repeat(44) });
  expect((await refused())[0]).toMatchObject({ result: 'sign', isProven: false });
});

it('keeps a sample of old calls that come again, and every refusal of today\'s', async () => {
  const old = bodyOf({ patid: 'P1', qrCodeText: CODE }, partner.token, { commonIn: { timestamp: '1700000000' } });
  for (let n = 0; n < 25; n += 1) await post(town.url, `${P}bindCardRelation`, old);
  const kept = (await refused()).filter(({ result }) => result === 'clock').length;
  expect(kept).toBeGreaterThan(0);
  expect(kept).toBeLessThan(25);
});

it('tells of an answer given again that it was a refusal', async () => {
  const body = bodyOf({ patid: 'P1', qrCodeText: CODE }, partner.token);
  await post(town.url, `${P}bindCardRelation`, body);
  await post(town.url, `${P}bindCardRelation`, body);
  expect((await refused()).slice(0, 2).map(({ result }) => result)).toEqual(['card-not-found', 'card-not-found']);
});

it('keeps no number of a person, wherever a client wrote it', async () => {
  const number = '41909918900307123X';
  const commonIn = { requestId: `e_card${number}`, hospitalId: number };
  await partner.call(`${P}verifyQRCode`, { qrCodeText: CODE, terminalId: `T ${number}`, time: `${TODAY} 08:00:00`, name: '测试甲', idCard: number }, { commonIn });
  expect((await refused())[0]).toMatchObject({ result: 'hospital-unknown', requestId: 'e_card*' });
  expect(JSON.stringify(await refused())).not.toMatch(/4190991890|测试甲/);
});

it('pages to older calls without losing one of the same millisecond', async () => {
  const at = `${TODAY}T08:00:00.000+08:00`;
  const note = { appId: 'paged-app', method: 'verifyQRCode', result: 'success', ms: 1, isProven: true } as const;
  const calls = [{ requestId: 'early', at: `${TODAY}T07:00:00.000+08:00` }, { requestId: 'a', at }, { requestId: 'b', at }, { requestId: 'late', at: `${TODAY}T09:00:00.000+08:00` }];
  await Promise.all(calls.map((call) => log().keep({ ...note, ...call })));
  const page = async (before?: string) => (await log().list({ appId: 'paged-app', day: TODAY, refused: false, limit: 2, ...(before === undefined ? {} : { before }) })).map(({ requestId }) => requestId);
  expect(await page()).toEqual(['late', 'b']);
  expect(await page(at)).toEqual(['b', 'a']);
  expect(await page(`${TODAY}T07:30:00.000+08:00`)).toEqual(['early']);
});

it('counts by day, method and result', async () => {
  const before = (await log().usage(DEMO.appId, [today()])).find(({ method, result }) => method === 'getDynamicQRCode' && result === 'input-not-valid');
  expect(before).toBeUndefined();
  await Promise.all([1, 2, 3].map(() => partner.call(`${P}getDynamicQRCode`, {})));
  expect(await log().usage(DEMO.appId, [today()])).toContainEqual({ day: today(), method: 'getDynamicQRCode', result: 'input-not-valid', count: 3 });
});

it('lists the terminals that were really seen, each once, with its first and last time', async () => {
  const scan = async (terminalId: string | undefined, more: object, called: object = {}) =>
    partner.call(`${P}verifyQRCode`, { qrCodeText: CODE, ...(terminalId === undefined ? {} : { terminalId }), ...more }, { commonIn: { timestamp: String(Math.floor(now() / 1000)), ...called } });
  await scan('S-01', { channelCode: '0100' });
  await scan('S-01', { channelCode: '0100' });
  await scan('K-01', { channelCode: '0200' });
  await scan('G-01', {}, { channelNum: 4 });
  await scan(undefined, { channelCode: '0300' });
  clockMs += 660_000;
  partner = await openPartnerNow();
  await scan('S-01', { channelCode: '0100' });
  await post(town.url, `${P}verifyQRCode`, bodyOf({ qrCodeText: CODE, terminalId: 'FORGED' }, partner.token, { sign: 'x'.repeat(44), commonIn: { timestamp: String(Math.floor(now() / 1000)) } }));
  const seen = (await log().terminals(DEMO.appId)).filter(({ terminalId = 'none' }) => /^(S|K|G|FORGED|none)/.test(terminalId));
  expect(seen.map(({ kind, terminalId }) => `${kind} ${String(terminalId)}`).sort()).toEqual(['doctor undefined', 'kiosk K-01', 'scanner G-01', 'window S-01']);
  const window = seen.find(({ terminalId }) => terminalId === 'S-01');
  expect(Date.parse(window?.lastSeenAt ?? '') - Date.parse(window?.firstSeenAt ?? '')).toBeGreaterThan(600_000);
});

/** A gateway by itself, of one app and one method; its time stands still unless it is moved. */
function openGateway({ sign = true, keep = async () => undefined, answer = async () => ok({ appToken: 't' }) }: { sign?: boolean; keep?: CallLog['keep']; answer?: Served['answer'] } = {}) {
  const own = recordingLog();
  const clock = { ms: Date.now() };
  const kept: CallNote[] = [];
  const app = { appId: 'a', name: '', cityCode: '410100', hospitals: [{ hospitalId: '1', name: '' }], secrets: ['s'], redirectHosts: [], switches: { relates: true, clock: false, replay: false }, closed: false };
  const can = { sign };
  const gateway = makeGateway({
    apps: { find: async () => app }, tokens: { appOf: async () => 'a' }, signatureOf: (text) => text, sameText: () => can.sign, now: () => clock.ms, newRequestId: () => 'ours', serialOf: (text) => text,
    pause: async () => undefined, log: own, metrics: noMetrics, replays: { claim: () => Promise.reject(new Error('not asked')) },
    calls: { keep: (note) => { kept.push(note); return keep(note); } },
    methods: new Map([['/rest/auth/x/getAppToken', { method: getAppToken, emptyRsp: {}, answer }]]),
  });
  const call = async () => {
    const answered = await gateway.request('/rest/auth/x/getAppToken', { method: 'POST', body: bodyOf({ appId: 'a' }, '', { commonIn: { hospitalId: '1' } }) });
    return await answered.json() as Answer;
  };
  const codes = async (times: number) => (await Promise.all(Array.from({ length: times }, call))).map(({ commonOut }) => commonOut.resultCode);
  return { own, clock, kept, can, call, codes };
}

it('answers all the same when the log cannot be written, and says so in ours', async () => {
  const { call, own } = openGateway({ keep: () => Promise.reject(new Error('away')) });
  expect(await call()).toMatchObject({ commonOut: { resultCode: 0 }, rsp: { appToken: 't' } });
  expect(own.lines.map(({ at }) => at)).toContain('open-platform.call-not-kept');
});

it('writes down a few of the calls that nobody proved to have sent, however many come, and all of those that were', async () => {
  const { codes, kept, can, clock } = openGateway({ sign: false });
  await codes(200);
  expect(kept.map(({ result, isProven }) => `${result} ${String(isProven)}`)).toEqual(Array.from({ length: SAMPLED_PER_MINUTE }, () => 'sign false'));
  can.sign = true;
  expect(new Set(await codes(30))).toEqual(new Set([0]));
  expect(kept.filter(({ isProven }) => isProven)).toHaveLength(30);
  can.sign = false;
  clock.ms += 60_000;
  await codes(50);
  expect(kept).toHaveLength(2 * SAMPLED_PER_MINUTE + 30);
});

it('keeps in full a proven call that ended in a surprise', async () => {
  const { codes, kept } = openGateway({ answer: () => Promise.reject(new Error('odd')) });
  await codes(20);
  expect(kept.map(({ result, isProven }) => `${result} ${String(isProven)}`)).toEqual(Array.from({ length: 20 }, () => 'internal true'));
});

it('answers an app that calls too often that it may try again, does nothing for it, and is its own again a second later', async () => {
  let done = 0;
  const { codes, kept, clock, can } = openGateway({ answer: async () => { done += 1; return ok({ appToken: 't' }); } });
  // What others send in its name takes nothing of it.
  can.sign = false;
  await codes(CALLS_AT_ONCE);
  can.sign = true;
  kept.length = 0;
  const tooMany = RESULT_CODES['too-many-calls'];
  expect((await codes(CALLS_AT_ONCE + 40)).filter((code) => code === tooMany.code)).toHaveLength(40);
  expect(tooMany.retry).toBe(true);
  expect(done).toBe(CALLS_AT_ONCE);
  expect(kept.length).toBeLessThanOrEqual(CALLS_AT_ONCE + SAMPLED_PER_MINUTE);
  clock.ms += 1_000;
  expect((await codes(CALLS_PER_SECOND + 5)).filter((code) => code === 0)).toHaveLength(CALLS_PER_SECOND);
});

async function openPartnerNow() {
  const timestamp = String(Math.floor(now() / 1000));
  const { rsp } = await post(town.url, '/rest/auth/HealthCard/HealthOpenAuth/AuthObj/getAppToken', bodyOf({ appId: DEMO.appId }, '', { commonIn: { timestamp } }));
  const token = String(rsp['appToken']);
  return { ...partner, token, call: (path: string, req: object, called = {}) => post(town.url, path, bodyOf({ ...req }, token, called)) };
}
