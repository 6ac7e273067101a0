/** What the outside open platform is asked, member by member in its own names. A member that is absent or empty is not sent. */
import type { Json } from '../../../../shared/open-platform/received';

/** On whose behalf is asked, where it is not the platform's own account. */
export type Asker = {
  readonly hospitalId?: string;
  /** 0 service account, 1 mini-program, 3 face terminal, 4 code scanner. */
  readonly channelNum?: number;
  /** Where the user's code was obtained, and who they are there: the platform asks for both of newer callers. */
  readonly relateAppId?: string;
  readonly relateOpenId?: string;
};

type Members = { readonly [name: string]: Json | undefined };

/** Gender `男` or `女`, nation as `汉族`, birthday `yyyy-MM-dd`, document type of two digits. */
type Named = {
  readonly name: string;
  readonly gender: string;
  readonly nation: string;
  readonly birthday: string;
  readonly idNumber: string;
  readonly idType: string;
  readonly phone1: string;
  readonly phone2?: string | undefined;
  readonly address?: string | undefined;
};
/** `childInfo`: of a child, names of members as the contract has them. */
type Registering = Named & { readonly relation?: string | undefined; readonly childInfo?: Members | undefined; readonly clientInfo?: Members | undefined; readonly ext?: string | undefined };
/** Where the platform's pages come back to; placeholders such as `${healthCode}` are filled in by the platform. */
type ReturnAddresses = { readonly verifyFailRedirectUrl: string; readonly faceUrl: string; readonly ncidasUrl?: string | undefined; readonly domainChannel?: number | undefined };

export type Requests = {
  readonly registerHealthCard: Registering & { readonly wechatCode: string; readonly patid?: string | undefined; readonly citycode?: string | undefined; readonly openId?: string | undefined };
  /** At most 15. */
  readonly registerBatchHealthCard: {
    readonly healthCardItems: readonly (Named & { readonly wechatCode: string; readonly patid: string; readonly openId: string; readonly wechatUrl: string })[];
  };
  readonly getHealthCardByHealthCode: { readonly healthCode: string };
  readonly getHealthCardByQRCode: { readonly qrCodeText: string };
  readonly getHealthCardByHealthCardId: { readonly healthCardId: string };
  readonly bindCardRelation: { readonly patid: string; readonly qrCodeText: string };
  /** For the page `takeMsCard`. `appId`: the platform's, not WeChat's. */
  readonly getOrderIdByOutAppId: { readonly appId: string; readonly qrCodeText: string };
  /** `codeType`: 0 dynamic, 1 static. */
  readonly getDynamicQRCode: { readonly healthCardId: string; readonly idType: string; readonly idNumber: string; readonly codeType: '0' | '1' };
  /** `time`: `yyyy-MM-dd HH:mm:ss`. */
  readonly verifyQRCode: {
    readonly qrCodeText: string; readonly terminalId: string; readonly time: string; readonly medicalStep: string; readonly channelCode: string;
    readonly useCityCode?: string | undefined; readonly useCityName?: string | undefined; readonly hospitalCode?: string | undefined;
    readonly hospitalName?: string | undefined; readonly orgId?: string | undefined; readonly useType?: string | undefined;
  };
  readonly reportHISData: {
    readonly qrCodeText: string; readonly time: string; readonly hospitalCode: string; readonly scene: string; readonly cardType: string;
    readonly cardChannel: string; readonly department?: string | undefined; readonly cardCostTypes?: string | undefined; readonly subHospitalCode?: string | undefined;
  };
  /** `patientType`: 0 new, 1 old patient. */
  readonly registerHealthCardPreAuth: ReturnAddresses & {
    readonly wechatCode: string; readonly patientType?: 0 | 1 | undefined; readonly successRedirectUrl: string; readonly failRedirectUrl: string; readonly userFormPageUrl: string;
  };
  readonly registerHealthCardPreFill: Registering & ReturnAddresses & { readonly authCode: string; readonly successRedirectUrl: string; readonly failRedirectUrl: string };
  readonly getRegInfoByCode: { readonly code: string };
  readonly registerUniformVerifyOrder: ReturnAddresses & {
    readonly cardType: string; readonly idCard: string; readonly name: string; readonly wechatCode: string; readonly scene: string; readonly useCardType: string;
    readonly verifySuccessRedirectUrl: string; readonly ecardNo?: string | undefined; readonly department?: string | undefined; readonly cardCostTypes?: string | undefined;
  };
  readonly checkUniformVerifyResult: { readonly verifyOrderId: string; readonly verifyResult: string };
};
