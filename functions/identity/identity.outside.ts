/** WeChat and the card authority in the words of this slice. */
import { ok, refuse } from '../../shared/kernel/result';
import type { Foundations } from '../platform/foundations';
import type { CheckRealName, FaceQuestion, Faces, Wechat, WechatApp, WechatUser } from './identity.ports';

type WechatClient = Foundations['clients']['wechat'];
type AuthorityClient = Foundations['clients']['authority'];

const SIGN_IN_REFUSALS = {
  'wechat/code-not-valid': 'sign-in/code-not-valid',
  'wechat/user-blocked': 'sign-in/refused-by-wechat',
  'wechat/snapshot-user': 'sign-in/full-service-needed',
  'wechat/unavailable': 'sign-in/wechat-unavailable',
} as const;
type SignInRefusals = typeof SIGN_IN_REFUSALS;

function signInRefusal<Code extends keyof SignInRefusals>(code: Code) {
  return refuse<SignInRefusals[Code]>(SIGN_IN_REFUSALS[code]);
}

export function wechatOf(client: WechatClient): Wechat {
  return {
    async miniProgramUser(code) {
      const found = await client.codeToUser(code);
      return found.ok ? ok(userOf('mini-program', found.value)) : signInRefusal(found.refusal.code);
    },
    async serviceAccountUser(code) {
      const found = await client.webCodeToUser(code);
      return found.ok ? ok(userOf('service-account', found.value)) : signInRefusal(found.refusal.code);
    },
    authorizeUrl: (returnTo, state) => client.authorizeUrl(returnTo, state),
    async phone(code) {
      const found = await client.codeToPhone(code);
      if (!found.ok) return refuse(found.refusal.code === 'wechat/unavailable' ? 'sign-in/wechat-unavailable' : 'identity/phone-code-not-valid');
      const { countryCode, number } = found.value;
      return ok(countryCode === '86' ? number : `+${countryCode}${number}`);
    },
  };
}

function userOf(app: WechatApp, { openid, unionid }: { openid: string; unionid?: string }): WechatUser {
  return { app, openId: openid, ...(unionid ? { unionId: unionid } : {}) };
}

export function facesOf(client: WechatClient): Faces {
  return {
    async begin(question) {
      const opened = await client.getVerifyId(faceSubject(question));
      if (opened.ok) return ok({ verifyId: opened.value.verifyId, endsAt: opened.value.expiresAt });
      return refuse(opened.refusal.code === 'wechat/document-refused' ? 'identity/face-not-for-document' : 'identity/face-unavailable');
    },
    async result(verifyId, question) {
      const asked = await client.queryVerifyInfo(verifyId, faceSubject(question));
      if (!asked.ok) return asked.refusal.code === 'wechat/face-check-not-valid' ? ok('not-passed') : refuse('identity/face-unavailable');
      const { outcome } = asked.value;
      return ok(outcome === 'passed' || outcome === 'not-finished' ? outcome : 'not-passed');
    },
  };
}

/** The id of our check is WeChat's `out_seq_no`: 31 characters, never used twice. */
function faceSubject({ name, document, openId, checkId }: FaceQuestion) {
  return { name, idNumber: document.number, openid: openId, outSeqNo: checkId };
}

/** Real names are checked by the card authority, which asks the population register. */
export function checkRealNameAt(client: AuthorityClient): CheckRealName {
  return async function checkRealName({ name, document }, guardian) {
    const asked = await client.query({ document, name, ...(guardian ? { guardian } : {}) });
    if (!asked.ok || asked.value.realName === 'not-asked') return { answer: 'unavailable' };
    const { realName, birthday } = asked.value;
    return realName === 'match' && birthday !== undefined ? { answer: 'match', birthday } : { answer: realName };
  };
}
