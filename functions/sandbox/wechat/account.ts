/** Whom the sandbox knows: two apps of one subject (so that unionid joins them) and their users. */

export type WechatApp = { readonly kind: 'mini-program' | 'service-account'; readonly appId: string; readonly secret: string };

export type WechatUser = {
  /** The sandbox's own handle, such as `wx-zhang-wei`. */
  readonly wechatUser: string;
  readonly nickname: string;
  readonly miniProgramOpenid: string;
  readonly serviceAccountOpenid: string;
  readonly unionid: string;
  /** The mobile number bound to the WeChat account; absent: the phone-number button yields nothing. */
  readonly phone?: string;
};

/** A one-time subscription template (一次性订阅): its id and the members of `data` it asks for, such as `thing1`. */
export type MessageTemplate = { readonly id: string; readonly fields: readonly string[] };

/** A citizen as the authoritative source behind the face check knows them. */
export type Citizen = { readonly name: string; readonly idNumber: string };

export type WechatOptions = {
  /** 0 or absent: a free port. */
  readonly port?: number;
  readonly appId: string;
  readonly appSecret: string;
  readonly oaAppId: string;
  readonly oaAppSecret: string;
  readonly users: readonly WechatUser[];
  /** Absent: every template id and every field is accepted. */
  readonly templates?: readonly MessageTemplate[];
  /** Published pages of the mini-program; absent: every well-formed path counts as published. */
  readonly pages?: readonly string[];
  /** Hosts (with port) to which web sign-in may return; absent: any. */
  readonly redirectHosts?: readonly string[];
  /** Absent: whoever acts before the camera is who they say. */
  readonly citizens?: readonly Citizen[];
  /** Epoch milliseconds. */
  readonly clock?: () => number;
};
