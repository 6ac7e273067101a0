/** Steps of what hospitals ask of people who answer with their card: proofs, filings, kiosks. */
import { claimCardRoute, listCardsRoute } from '../../shared/card/card.routes';
import { newFilingPatientRoute } from '../../shared/open-platform/filing.routes';
import { openPartner, P, PERMANENT_CODE } from '../open-platform/partner';
import type { Town } from '../rig/open-town';
import type { Phone } from '../rig/phone';
import { proveByFace } from '../rig/presence';
import type { Steps } from './steps';

type Hospital = { readonly town: Town; readonly zhang: Phone };

/** An institution whose requests people answer; its clock is the town's. */
async function institution(town: Town) {
  const app = { appId: 'clockless', name: '示例', cityCode: '410100', hospitals: [{ hospitalId: '30001', name: '示例医院' }], secrets: ['clockless-secret-0001'], redirectHosts: [], closed: false };
  await town.slices.openPlatformWindow.registerApp({ ...app, permanentWechatCode: PERMANENT_CODE, switches: { relates: false, clock: false, replay: false } });
  const partner = await openPartner(town.url, { appId: app.appId, secret: 'clockless-secret-0001', hospitalId: '30001' });
  return async (method: string, input: object, folder = P): Promise<Record<string, unknown>> => (await partner.call(folder + method, { wechatCode: PERMANENT_CODE, ...input })).rsp;
}

/** An institution that wants to see somebody proved, and what they do about it. */
export function verifying({ town, zhang }: Hospital): Steps {
  const { name, idType, idNumber } = town.person('zhang-wei');
  const ask = async (method: string, input: object) => String((await (await institution(town))(method, { name, cardType: idType, idCard: idNumber, ...input }))['verifyOrderId']);
  const pages = { verifySuccessRedirectUrl: '/pages/passed', verifyFailRedirectUrl: '/pages/failed' };
  const order = () => ask('registerUniformVerifyOrder', { scene: '0101081', useCardType: '11', ...pages });
  return {
    readVerificationRoute: async () => ({ phone: zhang, input: { orderId: await order() } }),
    passVerificationRoute: async () => {
      await proveByFace(town, zhang);
      return { phone: zhang, input: { orderId: await order() } };
    },
    attestVerificationRoute: async () => {
      const orderId = await order();
      return { phone: zhang, input: { orderId, verifyOrderId: await ask('registerRealPersonAuthOrder', { orderId, result: '01', verifyType: 1 }) } };
    },
    declineVerificationRoute: async () => ({ phone: zhang, input: { orderId: await order() } }),
  };
}

/** A hospital files a patient. */
export function filing({ town, zhang }: Hospital): Steps {
  const PAGES = { successRedirectUrl: '/pages/done', failRedirectUrl: '/pages/failed', verifyFailRedirectUrl: '/pages/failed', faceUrl: '/pages/face' };
  const codeIn = (address: unknown) => String(address).split('=').at(-1) ?? '';
  const begin = async () => codeIn((await (await institution(town))('registerHealthCardPreAuth', { ...PAGES, userFormPageUrl: '/pages/form' }))['bindCardUrl']);
  const filled = async () => {
    const { name, idType, idNumber, gender, birthday } = town.person('zhang-wei');
    const authCode = codeIn((await zhang.must(newFilingPatientRoute, { code: await begin() })).leadTo);
    const form = { name, idType, idNumber, birthday, gender: gender === '1' ? '男' : '女', nation: '汉族', phone1: '19900000001' };
    return codeIn((await (await institution(town))('registerHealthCardPreFill', { ...PAGES, ...form, authCode }))['verifyUrl']);
  };
  return {
    readFilingRoute: async () => ({ phone: zhang, input: { code: await begin() } }),
    chooseFilingCardRoute: async () => ({ phone: zhang, input: { code: await begin(), cardId: await activeCard(zhang) } }),
    newFilingPatientRoute: async () => ({ phone: zhang, input: { code: await begin() } }),
    correctFilingRoute: async () => ({ phone: zhang, input: { code: await filled() } }),
    issueFilingCardRoute: async () => ({ phone: zhang, input: { code: await filled() } }),
    readCodeFieldsRoute: async () => {
      const cardId = await activeCard(zhang);
      const card = (await zhang.must(listCardsRoute, {})).items.find((one) => one.cardId === cardId);
      return { phone: zhang, input: { fieldCode: (await (await institution(town))('saveScanQrField', { healthCardId: card?.healthCardId, registerId: 'R1' }))['fieldCode'] } };
    },
  };
}

/** Somebody scans a kiosk. */
export function scanning({ town, zhang }: Hospital): Steps {
  const shown = async () => (await (await institution(town))('ssmGenQrCode', { ssmId: 'K-1' }, '/rest/auth/TXHealthCard/EHealthCardServer/ToolsObj/'))['uid'];
  return {
    readKioskRoute: async () => ({ phone: zhang, input: { uid: await shown() } }),
    readAskedRoute: async () => ({ phone: zhang, input: { kind: 'kiosk', code: await shown() } }),
    leaveAskedRoute: async () => ({ phone: zhang, input: { kind: 'kiosk', code: await shown() } }),
    authoriseKioskRoute: async () => ({ phone: zhang, input: { uid: await shown(), cardId: await activeCard(zhang) } }),
  };
}

async function activeCard(phone: Phone): Promise<string> {
  return (await phone.must(listCardsRoute, {})).items.find(({ state }) => state === 'active')?.cardId ?? (await phone.must(claimCardRoute, {})).cardId;
}
