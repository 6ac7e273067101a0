/** What happens on a person's phone and cannot be called over the network: played by tests and by people on this machine. */
import type { WechatUser } from './account';
import type { FaceOutcome } from './face-checks';
import type { SentMessage } from './subscriptions';
import type { Wechat } from './wechat';

export type PhoneInHand = {
  /** The code `wx.login` would give. Undefined: no such user. */
  jsCode(wechatUser: string): string | undefined;
  /** The code the phone-number button would give. Undefined: no such user, or no number bound. */
  phoneCode(wechatUser: string): string | undefined;
  /** The user agrees to `count` messages of a template. False: no such user. */
  subscribe(wechatUser: string, templateId: string, count?: number): boolean;
  /** The person before the camera; `verifyRet` chooses another of WeChat's results. */
  faceAct(verifyId: string, outcome: FaceOutcome, verifyRet?: number): 'done' | 'unknown' | 'expired' | 'already-done';
  /** Messages that arrived on phones. */
  sent(): readonly SentMessage[];
};

export function makePhoneInHand(wechat: Wechat): PhoneInHand {
  const find = (wechatUser: string): WechatUser | undefined => wechat.users.find((user) => user.wechatUser === wechatUser);
  return {
    jsCode(wechatUser) {
      const user = find(wechatUser);
      return user && wechat.jsCodes.issue(user);
    },
    phoneCode(wechatUser) {
      const user = find(wechatUser);
      return user?.phone ? wechat.phoneCodes.issue(user) : undefined;
    },
    subscribe(wechatUser, templateId, count = 1) {
      const user = find(wechatUser);
      if (user) wechat.subscriptions.consent(user.miniProgramOpenid, templateId, count);
      return user !== undefined;
    },
    faceAct: (...act) => wechat.faces.act(...act),
    sent: () => wechat.subscriptions.sent(),
  };
}
