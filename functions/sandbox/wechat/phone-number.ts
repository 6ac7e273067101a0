/** `POST /wxa/business/getuserphonenumber`: the code of the phone-number button becomes the number, once. */
import { text } from './json-body';
import type { Body } from './json-body';
import { refuse } from './refusals';
import type { Wechat } from './wechat';

export function getUserPhoneNumber(wechat: Wechat, body: Body): Response {
  if (!text(body.code)) return refuse(40029);
  const user = wechat.phoneCodes.spend(text(body.code));
  // This interface does not tell a spent code from a wrong one.
  if (typeof user === 'number') return refuse(40029);
  if (body.openid !== undefined && body.openid !== user.miniProgramOpenid) return refuse(40003);
  return Response.json({
    errcode: 0,
    errmsg: 'ok',
    phone_info: {
      phoneNumber: user.phone,
      purePhoneNumber: user.phone,
      countryCode: '86',
      watermark: { timestamp: Math.floor(wechat.clock() / 1000), appid: wechat.miniProgram.appId },
    },
  });
}
