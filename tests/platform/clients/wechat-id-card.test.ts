import { makeWechat } from '../../../functions/platform/clients/wechat/wechat';
import { startWechat, type WechatSandbox } from '../../../functions/sandbox/wechat';
import { idCardPicture } from '../../../functions/sandbox/wechat/id-card-picture';
import { memoryTokenShelf } from '../../doubles/memory-token-shelf';
import { caller, TOO_SLOW } from './calling';

const MINI = { appId: 'wx-mini', appSecret: 'mini-secret' };
const OFFICIAL = { appId: 'wx-oa', appSecret: 'oa-secret' };
/** Area code 419099 was never assigned. */
const FRONT = { type: 'Front', name: '张三', id: '419099189001010015', addr: '河南省郑州市', gender: '男', nationality: '汉' } as const;
const PATH = '/cv/ocr/idcard';

let sandbox: WechatSandbox;
beforeEach(async () => { sandbox = await startWechat({ ...MINI, oaAppId: OFFICIAL.appId, oaAppSecret: OFFICIAL.appSecret, users: [] }); });
afterEach(() => sandbox.close());

function setup(patience = {}) {
  const { callJson, log } = caller(patience);
  return { log, wechat: makeWechat({ apiBase: sandbox.url, openBase: sandbox.url, miniProgram: MINI, serviceAccount: OFFICIAL, callJson, log, tokens: memoryTokenShelf(), now: () => Date.now() }) };
}
const said = (code: string) => ({ ok: false, refusal: { code } });

it('reads one face of a card, what stands on the other being empty', async () => {
  const { wechat } = setup();
  expect(await wechat.readIdCard(idCardPicture(FRONT))).toEqual({ ok: true, value: { name: '张三', id: FRONT.id, gender: '男', nation: '汉', address: '河南省郑州市', validDate: '' } });
  expect(await wechat.readIdCard(idCardPicture({ type: 'Back', valid_date: '20200101-长期' }))).toMatchObject({ ok: true, value: { name: '', id: '', validDate: '20200101-长期' } });
});

it('sends the picture byte for byte, whatever bytes it holds', async () => {
  const all = Buffer.from(Array.from({ length: 4096 }, (_, at) => (at * 31) % 256));
  expect(await setup().wechat.readIdCard(Buffer.concat([idCardPicture(FRONT), Buffer.from('\r\n--\r\n'), all]))).toMatchObject({ ok: true });
});

it('says that nothing was read where there is no card, or not one line of it', async () => {
  const { wechat } = setup();
  expect(await wechat.readIdCard(idCardPicture(undefined))).toEqual(said('wechat/nothing-read'));
  expect(await wechat.readIdCard(idCardPicture({ type: 'Back', valid_date: '' }))).toEqual(said('wechat/nothing-read'));
});

it.each([{ kind: 'slow', ms: 400 }, { kind: 'down', how: 'reset' }, { kind: 'down', how: 'bad-gateway' }, { kind: 'wrong', how: 'other-json' }, { kind: 'wrong', how: 'torn' }, { kind: 'error', code: 101002 }, { kind: 'error', code: 45009 }] as const)(
  'is unavailable while WeChat misbehaves (%o), and is not asked twice for what may cost twice', async (mood) => {
    sandbox.moods.set({ path: PATH, mood, times: 1 });
    const { wechat } = setup(mood.kind === 'slow' ? TOO_SLOW : {});
    expect(await wechat.readIdCard(idCardPicture(FRONT))).toEqual(said('wechat/unavailable'));
    expect(sandbox.moods.list()).toEqual([]);
  },
);

it('asks again with a new token when WeChat forgot the old one', async () => {
  sandbox.moods.set({ path: PATH, mood: { kind: 'error', code: 42001 }, times: 1 });
  expect(await setup().wechat.readIdCard(idCardPicture(FRONT))).toMatchObject({ ok: true });
});

it('says loudly in the log that the quota is spent, and nothing of the card', async () => {
  const { wechat, log } = setup();
  await wechat.readIdCard(idCardPicture(FRONT));
  sandbox.moods.set({ path: PATH, mood: { kind: 'error', code: 101002 } });
  await wechat.readIdCard(idCardPicture(FRONT));
  expect(log.lines).toContainEqual({ at: 'call.not-accepted', target: 'wechat', status: 101002, code: PATH });
  for (const personal of ['张三', FRONT.id, FRONT.addr]) expect(JSON.stringify(log.lines)).not.toContain(personal);
});
