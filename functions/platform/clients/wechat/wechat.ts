/** WeChat, as far as the platform needs it: who signs in, their phone number, and the face check. */
import * as z from 'zod/mini';
import { ok, type Result } from '../../../../shared/kernel/result';
import type { TokenShelf } from '../token-shelf';
import { makeAccessToken, type WechatAccount } from './access-token';
import { isStaleToken, type WechatRefusal } from './errcodes';
import { certHash, certInfo, faceResult, VerifyIdAnswer, VerifyInfoAnswer, type FaceResult, type FaceSubject, type OpenedFaceCheck } from './face';
import { cardFace, IdCardAnswer, type IdCardFace } from './id-card';
import { ask, unavailable, type Asked, type Asking, type WechatDeps } from './interface';

/** `unionid` joins the person's accounts of the mini-program and the service account; absent while the two are not joined. */
export type WechatUser = { readonly openid: string; readonly unionid?: string };
export type WechatPhone = { readonly countryCode: string; readonly number: string };

type Answer<Value, Code extends WechatRefusal> = Promise<Result<Value, Code | 'wechat/unavailable'>>;

export type Wechat = {
  /** The code of `wx.login`. */
  codeToUser(code: string): Answer<WechatUser, 'wechat/code-not-valid' | 'wechat/user-blocked'>;
  /** Where the service account's page sends the browser; it comes back to `returnTo` with `code` and `state` (≤ 128 bytes). */
  authorizeUrl(returnTo: string, state: string): string;
  webCodeToUser(code: string): Answer<WechatUser, 'wechat/code-not-valid' | 'wechat/snapshot-user'>;
  /** The code of the phone-number button. */
  codeToPhone(code: string): Answer<WechatPhone, 'wechat/code-not-valid'>;
  /** URL Link: opens a page of the mini-program from a message or a web page, for thirty days. `query`: at most 1,024 characters. */
  urlLink(target: { readonly path: string; readonly query: string }): Answer<{ readonly link: string; readonly expiresAt: number }, never>;
  getVerifyId(subject: FaceSubject): Answer<OpenedFaceCheck, 'wechat/document-refused'>;
  queryVerifyInfo(verifyId: string, subject: FaceSubject): Answer<FaceResult, 'wechat/face-check-not-valid'>;
  /** OCR 身份证识别. `picture`: PNG or JPEG, less than 2 MB. Each costs: WeChat gives 100 a day, and more for money. */
  readIdCard(picture: Uint8Array): Answer<IdCardFace, 'wechat/nothing-read'>;
};

export type WechatOptions = WechatDeps & {
  readonly openBase: string;
  readonly miniProgram: WechatAccount;
  readonly serviceAccount: WechatAccount;
  readonly tokens: TokenShelf;
  readonly now: () => number;
};

/** The longest that WeChat allows. */
const URL_LINK_DAYS = 30;
const URL_LINK_IN_DAYS = 1;
const DAY_MS = 86_400_000;

const UrlLinkAnswer = z.object({ url_link: z.string().check(z.minLength(1)) });
const SessionAnswer = z.object({ openid: z.string().check(z.minLength(1)), unionid: z.optional(z.string()) });
const WebTokenAnswer = z.object({ ...SessionAnswer.shape, is_snapshotuser: z.optional(z.number()) });
const PhoneAnswer = z.object({ phone_info: z.object({ purePhoneNumber: z.string().check(z.minLength(1)), countryCode: z.coerce.string() }) });

export function makeWechat(options: WechatOptions): Wechat {
  const { miniProgram, serviceAccount, openBase, now } = options;
  const askWithToken = withToken(options);
  return {
    async codeToUser(code) {
      const query = { appid: miniProgram.appId, secret: miniProgram.appSecret, js_code: code, grant_type: 'authorization_code' };
      // Repeating is harmless: at worst the code is found used, and the person taps once more.
      const asked = await ask(options, { path: '/sns/jscode2session', query, safe: true, answer: SessionAnswer });
      return asked.ok ? ok(userOf(asked.value)) : only(asked, ['wechat/code-not-valid', 'wechat/user-blocked']);
    },
    authorizeUrl: (returnTo, state) => authorizeUrl(`${openBase}/connect/oauth2/authorize`, serviceAccount.appId, { returnTo, state }),
    async webCodeToUser(code) {
      const query = { appid: serviceAccount.appId, secret: serviceAccount.appSecret, code, grant_type: 'authorization_code' };
      const asked = await ask(options, { path: '/sns/oauth2/access_token', query, safe: true, answer: WebTokenAnswer });
      if (!asked.ok) return only(asked, ['wechat/code-not-valid']);
      return asked.value.is_snapshotuser === 1 ? { ok: false, refusal: { code: 'wechat/snapshot-user' } } : ok(userOf(asked.value));
    },
    async codeToPhone(code) {
      const asked = await askWithToken({ path: '/wxa/business/getuserphonenumber', body: { code }, safe: true, answer: PhoneAnswer });
      if (!asked.ok) return only(asked, ['wechat/code-not-valid']);
      const { countryCode, purePhoneNumber } = asked.value.phone_info;
      return ok({ countryCode, number: purePhoneNumber });
    },
    async urlLink({ path, query }) {
      const body = { path, query, expire_type: URL_LINK_IN_DAYS, expire_interval: URL_LINK_DAYS };
      const asked = await askWithToken({ path: '/wxa/generate_urllink', body, safe: true, answer: UrlLinkAnswer });
      return asked.ok ? ok({ link: asked.value.url_link, expiresAt: now() + URL_LINK_DAYS * DAY_MS }) : only(asked, []);
    },
    ...documentChecks(options, askWithToken),
  };
}

type AskWithToken = ReturnType<typeof withToken>;

/** Whose face it is, and what stands on a card. */
function documentChecks({ now }: WechatOptions, askWithToken: AskWithToken): Pick<Wechat, 'getVerifyId' | 'queryVerifyInfo' | 'readIdCard'> {
  return {
    async getVerifyId(subject) {
      const body = { out_seq_no: subject.outSeqNo, cert_info: certInfo(subject), openid: subject.openid };
      const asked = await askWithToken({ path: '/cityservice/face/identify/getverifyid', body, safe: false, answer: VerifyIdAnswer });
      if (!asked.ok) return only(asked, ['wechat/document-refused']);
      return ok({ verifyId: asked.value.verify_id, expiresAt: now() + asked.value.expires_in * 1000 });
    },
    async queryVerifyInfo(verifyId, subject) {
      const body = { verify_id: verifyId, out_seq_no: subject.outSeqNo, cert_hash: certHash(subject), openid: subject.openid };
      const asked = await askWithToken({ path: '/cityservice/face/identify/queryverifyinfo', body, safe: true, answer: VerifyInfoAnswer });
      return asked.ok ? ok(faceResult(asked.value.verify_ret)) : only(asked, ['wechat/face-check-not-valid']);
    },
    async readIdCard(picture) {
      const asked = await askWithToken({ path: '/cv/ocr/idcard', picture, safe: false, answer: IdCardAnswer });
      return asked.ok ? cardFace(asked.value) : only(asked, ['wechat/nothing-read']);
    },
  };
}

/** Asks with the mini-program's token; when WeChat refuses the token, once more with a new one. */
function withToken(options: WechatOptions) {
  const accessToken = makeAccessToken({ ...options, account: options.miniProgram });
  return async function askWithToken<Value>(asking: Asking<Value>): Promise<Asked<Value>> {
    const token = await accessToken.get();
    if (token === undefined) return unavailable();
    const asked = await ask(options, { ...asking, query: { access_token: token } });
    if (asked.ok || asked.errcode === undefined || !isStaleToken(asked.errcode)) return asked;
    const renewed = await accessToken.renew(token);
    return renewed === undefined ? unavailable() : ask(options, { ...asking, query: { access_token: renewed } });
  };
}

/** WeChat wants the members in this order, and the fragment. Only snsapi_userinfo tells the unionid. */
function authorizeUrl(address: string, appId: string, { returnTo, state }: { returnTo: string; state: string }): string {
  const query = new URLSearchParams({ appid: appId, redirect_uri: returnTo, response_type: 'code', scope: 'snsapi_userinfo', state });
  return `${address}?${String(query)}#wechat_redirect`;
}

function userOf({ openid, unionid }: z.infer<typeof SessionAnswer>): WechatUser {
  return unionid === undefined ? { openid } : { openid, unionid };
}

/** A refusal this interface has a name for; any other means that WeChat is not available to us now. */
function only<Code extends WechatRefusal>(asked: Asked<unknown> & { ok: false }, expected: readonly Code[]): { ok: false; refusal: { code: Code | 'wechat/unavailable' } } {
  const code = expected.find((one) => one === asked.refusal.code) ?? 'wechat/unavailable';
  return { ok: false, refusal: { code } };
}
