import type { OpenPlatformSandbox } from '../../../functions/sandbox/open-platform';
import { FORM, OPEN_ID, provider, registered, said, startSandbox, WANG, type Clock } from './isv';
import { json, startOutside } from './outside';

const clock: Clock = { now: 1_700_000_000_000 };
let sandbox: OpenPlatformSandbox;
beforeEach(async () => { sandbox = await startSandbox(clock); });
afterEach(() => sandbox.close());

function setup() {
  const { client, log } = provider(sandbox, clock);
  return { client, log, last: () => sandbox.received().at(-1) };
}

describe('a card at the outside open platform', () => {
  it('is registered with the code of the user, and found again by code text and by id', async () => {
    const { client } = setup();
    const { healthCardId, qrCodeText } = await registered(client, sandbox);
    expect(qrCodeText).toBe(`${healthCardId}:1`);
    for (const found of [await client.getHealthCardByQRCode({ qrCodeText }), await client.getHealthCardByHealthCardId({ healthCardId })]) {
      expect(found).toMatchObject({ ok: true, value: { card: { ...WANG, healthCardId, qrCodeText } } });
    }
  });

  it('is authorised once with a health code', async () => {
    const { client } = setup();
    const { healthCardId } = await registered(client, sandbox);
    const healthCode = sandbox.mintHealthCode(OPEN_ID, healthCardId);
    expect(await client.getHealthCardByHealthCode({ healthCode })).toMatchObject({ ok: true, value: { card: { healthCardId }, isSelf: true } });
    expect(await client.getHealthCardByHealthCode({ healthCode })).toMatchObject(said('open-platform/refused'));
  });

  it('is bound to a patient, put into the wallet, shown and verified', async () => {
    const { client } = setup();
    const { healthCardId, qrCodeText } = await registered(client, sandbox);
    expect(await client.bindCardRelation({ patid: 'P0001', qrCodeText })).toEqual({ ok: true, value: { result: true } });
    expect(await client.getOrderIdByOutAppId({ appId: 'demo-app-0001', qrCodeText })).toMatchObject({ ok: true, value: { orderId: expect.stringMatching(/^\w+$/) as string } });
    const { idType, idNumber } = WANG;
    const code = await client.getDynamicQRCode({ healthCardId, idType, idNumber, codeType: '0' });
    if (!code.ok) throw new Error(code.refusal.code);
    expect(code.value).toMatchObject({ color: 1, qrCodeImg: expect.stringMatching(/^iVBORw0KGgo/) as string });
    const reading = { qrCodeText: code.value.qrCodeText, terminalId: 'T1', time: '2023-11-15 06:13:20', medicalStep: '010101', channelCode: '0100' };
    expect(await client.verifyQRCode(reading)).toMatchObject({ ok: true, value: { ...WANG, healthCardId } });
    expect(await client.verifyQRCode(reading)).toMatchObject(said('open-platform/refused'));
  });

  it('is used, and the use is reported', async () => {
    const { client } = setup();
    const use = { qrCodeText: 'A:1', time: '2023-11-15 06:13:20', hospitalCode: '99901', scene: '010105', cardType: '11', cardChannel: '0402', cardCostTypes: '0100' };
    expect(await client.reportHISData(use)).toEqual({ ok: true, value: { none: '' } });
    expect(sandbox.reports()).toEqual([use]);
  });

  it('is registered for many at once, and what failed is missing in the answer', async () => {
    const item = { ...FORM, wechatCode: 'W', patid: 'P1', openId: OPEN_ID, wechatUrl: 'https://h.example/c?a=1&b=<2>', phone2: '' };
    const answer = await setup().client.registerBatchHealthCard({ healthCardItems: [item, { ...item, name: '别人' }] });
    expect(answer).toMatchObject({ ok: true, value: { rspItems: [{ idNumber: WANG.idNumber }] } });
  });
});

describe('filing and checking the person', () => {
  const back = { verifyFailRedirectUrl: 'https://h.example/v', faceUrl: 'https://h.example/f' };
  const pages = { ...back, successRedirectUrl: 'https://h.example/s?c=${healthCode}', failRedirectUrl: 'https://h.example/x' };

  it('opens the platform\'s page, fills in the form, and reads what was filed', async () => {
    const { client } = setup();
    const opened = await client.registerHealthCardPreAuth({ ...pages, wechatCode: sandbox.mintWechatCode(OPEN_ID), userFormPageUrl: 'https://h.example/u', patientType: 0 });
    if (!opened.ok) throw new Error(opened.refusal.code);
    const authCode = new URL(opened.value.bindCardUrl).searchParams.get('order_id') ?? '';
    const filled = await client.registerHealthCardPreFill({ ...FORM, ...pages, authCode, childInfo: { motherName: '赵六', motherIdType: '01', parity: '' } });
    if (!filled.ok) throw new Error(filled.refusal.code);
    const code = new URL(filled.value.verifyUrl).searchParams.get('order_id') ?? '';
    expect(await client.getRegInfoByCode({ code })).toMatchObject({ ok: true, value: { ...WANG, isSelf: true, address: '' } });
    expect(await client.getRegInfoByCode({ code })).toMatchObject(said('open-platform/refused'));
  });

  it('orders a check of the person and reads its outcome', async () => {
    const { client } = setup();
    const order = await client.registerUniformVerifyOrder({
      ...back, cardType: '01', idCard: WANG.idNumber, name: WANG.name, wechatCode: sandbox.mintWechatCode(OPEN_ID), scene: '0101081', useCardType: '11',
      verifySuccessRedirectUrl: 'https://h.example/s',
    });
    if (!order.ok) throw new Error(order.refusal.code);
    const { verifyOrderId } = order.value;
    expect(await client.checkUniformVerifyResult({ verifyOrderId, verifyResult: 'passed' })).toMatchObject({ ok: true, value: { suc: true, healthCardId: '' } });
    expect(await client.checkUniformVerifyResult({ verifyOrderId, verifyResult: 'other' })).toMatchObject({ ok: true, value: { suc: false } });
  });
});

describe('what is sent', () => {
  it('has the types of the contract, without what is empty', async () => {
    const { client, last } = setup();
    await client.registerHealthCard({ ...FORM, address: '', phone2: undefined, wechatCode: sandbox.mintWechatCode(OPEN_ID) });
    expect(last()?.commonIn).toEqual({
      appToken: expect.any(String) as string, requestId: expect.stringMatching(/^[\dA-F]{32}$/) as string, hospitalId: '99901', timestamp: '1700000000',
      channelNum: 1, sign: expect.stringMatching(/^[\w+/]{43}=$/) as string,
    });
    expect(Object.keys(last()?.req ?? {}).sort()).toEqual([...Object.keys(FORM), 'wechatCode'].sort());
  });

  it('names another hospital, channel and user where asked for one', async () => {
    const { client, last } = setup();
    const asker = { hospitalId: '99902', channelNum: 0, relateAppId: 'wx0000000000000001', relateOpenId: OPEN_ID };
    await client.getHealthCardByHealthCode({ healthCode: 'F0' }, asker);
    expect(last()?.commonIn).toMatchObject(asker);
  });
});

describe('what is answered', () => {
  it.each([
    ['a number in a text for the time', { appToken: 'T', expiresIn: '7200' }], ['a number', { appToken: 'T', expiresIn: 7200 }],
  ])('is understood with %s, and with texts left out', async (_, token) => {
    const outside = await startOutside((asked, answer, nth) => {
      const rsp = nth === 1 ? token : { card: { qrCodeText: 'A1:1', idCard: WANG.idNumber, cardType: '01', name: WANG.name } };
      const { requestId } = (JSON.parse(asked.body) as { commonIn: { requestId: string } }).commonIn;
      json({ commonOut: { requestId, resultCode: 0, errMsg: '成功' }, rsp })(asked, answer, nth);
    });
    const { client } = provider(sandbox, clock, { url: outside.url });
    expect(await client.getHealthCardByQRCode({ qrCodeText: 'A1:1' })).toMatchObject({
      ok: true, value: { card: { healthCardId: 'A1', idNumber: WANG.idNumber, idType: '01', phone1: '', verifyStatus: false }, isSelf: false },
    });
    await outside.close();
  });

  it('is not believed when it answers another question', async () => {
    sandbox.moods.set({ path: '*', mood: { kind: 'duplicated' } });
    expect(await setup().client.getHealthCardByHealthCardId({ healthCardId: 'A' })).toEqual(said('open-platform/unavailable'));
  });
});
