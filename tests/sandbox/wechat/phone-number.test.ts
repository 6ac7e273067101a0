import { APP, GRANDMOTHER, WEI, setup } from './setup';
import type { World } from './setup';

let world: World;
beforeEach(async () => { world = await setup(); });
afterEach(() => world.close());

const ask = (body: unknown) => world.call('/wxa/business/getuserphonenumber', body);

test('the code of the phone-number button becomes the number, marked with app and time', async () => {
  const { code } = await world.post('/sandbox/users/wx-wei/phone-code', {});
  expect(await ask({ code, openid: WEI.miniProgramOpenid })).toEqual({
    errcode: 0,
    errmsg: 'ok',
    phone_info: {
      phoneNumber: '19900000001', purePhoneNumber: '19900000001', countryCode: '86',
      watermark: { appid: APP.appid, timestamp: Date.parse('2026-03-01T09:00:00+08:00') / 1000 },
    },
  });
});

test('a phone code works once and for five minutes', async () => {
  const [first, second] = [world.phone.phoneCode('wx-wei'), world.phone.phoneCode('wx-wei')];
  await ask({ code: first });
  expect(await ask({ code: first })).toMatchObject({ errcode: 40029 });
  world.later(5 * 60_000);
  expect(await ask({ code: second })).toMatchObject({ errcode: 40029 });
});

test('another user\'s openid, a sign-in code and no code at all are refused', async () => {
  expect(await ask({ code: world.phone.phoneCode('wx-wei'), openid: GRANDMOTHER.miniProgramOpenid })).toMatchObject({ errcode: 40003 });
  expect(await ask({ code: world.phone.jsCode('wx-wei') })).toMatchObject({ errcode: 40029 });
  expect(await ask({ code: 7 })).toMatchObject({ errcode: 40029 });
});

test('a user without a bound number has no phone code', async () => {
  const response = await fetch(`${world.url}/sandbox/users/wx-grandmother/phone-code`, { method: 'POST' });
  expect(response.status).toBe(404);
});
