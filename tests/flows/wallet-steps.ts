/** Steps of 放入微信卡包: a card that the outside open platform issued, and its way into WeChat's wallet. */
import { SAMPLE_OPEN_APP } from '../../functions/local/local-config';
import { startOpenPlatform, type OpenPlatformSandbox } from '../../functions/sandbox/open-platform';
import { claimCardRoute } from '../../shared/card/card.routes';
import { bindPhoneRoute } from '../../shared/identity/identity.routes';
import type { Town } from '../rig/open-town';
import { verifiedPhone, type Phone } from '../rig/phone';
import type { Steps } from './steps';

const { appId, hospitals: [{ hospitalId }], secrets: [appSecret] } = SAMPLE_OPEN_APP;
const CITY = '411400';

export const openOutside = (clock: () => number): Promise<OpenPlatformSandbox> => startOpenPlatform({ appId, appSecret, clock });

/** In one city the outside open platform issues; everywhere else the authority does. */
export function issuedOutside({ url }: Pick<OpenPlatformSandbox, 'url'>): Readonly<Record<string, string>> {
  return { OPEN_PLATFORM_URL: url, OPEN_PLATFORM_APP_ID: appId, OPEN_PLATFORM_APP_SECRET: appSecret, OPEN_PLATFORM_HOSPITAL_ID: hospitalId, ISSUER_BY_CITY: JSON.stringify({ [CITY]: 'open-platform' }) };
}

export function wallet(town: Town, outside: OpenPlatformSandbox): Steps {
  const grandfather = town.person('zhang-guoqiang');
  let verified: Promise<Phone> | undefined;
  async function withNumber(): Promise<Phone> {
    const phone = await verifiedPhone(town, grandfather);
    await phone.must(bindPhoneRoute, { code: town.wechat.phone.phoneCode(grandfather.wechatUser ?? '') });
    return phone;
  }
  return {
    orderWalletCardRoute: async () => {
      verified ??= withNumber();
      const phone = await verified;
      const { cardId } = await phone.must(claimCardRoute, { cityCode: CITY, wechatCode: outside.mintWechatCode('oGrandfather') });
      return { phone, input: { cardId } };
    },
  };
}
