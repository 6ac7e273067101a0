/** Steps around hospitals: cards made ahead, orders for the wallet, and the console of an institution's developers. */
import { aesEcbEncrypt } from '../../functions/platform/crypto/cipher';
import { totpCode, totpStepOf } from '../../functions/platform/crypto/totp';
import { listCardsRoute } from '../../shared/card/card.routes';
import { chinaDayOf } from '../../shared/kernel/china-day';
import { enrolSecondFactorRoute, listAppsRoute, readConsoleRoute, rotateSecretRoute } from '../../shared/open-platform/console.routes';
import { offerServiceRoute } from '../../shared/open-platform/services.routes';
import { genderWord } from '../../shared/open-platform/person.schema';
import { DEMO, openPartner, P, PERMANENT_CODE } from '../open-platform/partner';
import type { Town } from '../rig/open-town';
import { makePhone, verifiedPhone, type Phone } from '../rig/phone';
import { SERVICE } from './link-steps';
import type { Steps } from './steps';

const APP = DEMO.appId;
const BACK = { returnTo: 'http://127.0.0.1:9/back' };

type Taking = { readonly town: Town; readonly zhang: Phone };

/** A partner whose clock is the town's. */
async function callAsHospital(town: Town, method: string, req: Record<string, unknown>) {
  const commonIn = { timestamp: String(Math.floor(town.foundations.now() / 1000)) };
  const partner = await openPartner(town.url, DEMO, commonIn);
  const { commonOut, rsp } = await partner.call(P + method, req, { commonIn });
  if (commonOut.resultCode !== 0) throw new Error(commonOut.errMsg);
  return rsp;
}

export function patients({ town, zhang }: Taking): Steps {
  let chen: Phone | undefined;
  async function waiting() {
    const { name, gender, birthday, idNumber } = town.person('chen-jing');
    const item = { wechatCode: PERMANENT_CODE, name, gender: genderWord(gender), nation: '未知', birthday, idNumber, idType: '01', phone1: '13800000000', patid: 'P-chen', openId: 'o-chen', wechatUrl: 'https://h.example/c' };
    await callAsHospital(town, 'registerBatchHealthCard', { healthCardItems: [item] });
    chen ??= await verifiedPhone(town, { ...town.person('chen-jing'), wechatUser: town.person('chen-jing').wechatUser ?? 'wx-he-jie' });
    const link = DEMO.appId + String(aesEcbEncrypt(Buffer.from(DEMO.secret), `0A1B2C3D4E5F60718293A4B5C6D7E8F9&o-chen&${DEMO.hospitalId}`));
    return { phone: chen, input: { link, ...BACK } };
  }
  return {
    readWaitingCardsRoute: waiting,
    activateCardsRoute: waiting,
    takeWalletCardRoute: async () => {
      const { items } = await zhang.must(listCardsRoute, {});
      const { orderId } = await callAsHospital(town, 'getOrderIdByOutAppId', { appId: APP, qrCodeText: `${items[0]?.healthCardId ?? ''}:1` });
      return { phone: zhang, input: { orderId } };
    },
  };
}

function fromBase32(text: string): Buffer {
  const bits = [...text].map((letter) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0')).join('');
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
}

/** In order: the second factor, what needs it, and leaving. */
export function console({ town }: Pick<Taking, 'town'>): Steps {
  let developer: Phone | undefined;
  let secret: Buffer | undefined;
  let posters = 0;
  // A code is good once: the window of a step before and after holds three.
  let step = -1;
  async function signedIn(): Promise<Phone> {
    if (developer) return developer;
    developer = makePhone(town);
    await developer.signIn('wx-developer-yan');
    return developer;
  }
  async function code() {
    const phone = await signedIn();
    if (!secret) secret = fromBase32(/secret=(\w+)/.exec((await phone.must(enrolSecondFactorRoute, {})).address)?.[1] ?? '');
    const at = totpStepOf(town.foundations.now()) + step;
    step += 1;
    return { phone, input: { code: totpCode(secret, at) } };
  }
  const of = (input: object = {}) => async () => ({ phone: await signedIn(), input: { ...input } });
  const ofApp = (input: object = {}) => of({ appId: APP, ...input });
  const switches = { relates: true, clock: true, replay: true };
  return {
    readConsoleRoute: of(),
    enrolSecondFactorRoute: of(),
    signInConsoleRoute: code,
    requestAppRoute: of({ name: '公众号', purpose: '建档', hospitals: ['郑州市中心医院'] }),
    listAppsRoute: of(),
    changeAppRoute: async () => {
      const phone = await signedIn();
      const { version } = (await phone.must(listAppsRoute, {})).apps.find(({ appId }) => appId === APP) ?? { version: 0 };
      return { phone, input: { appId: APP, version, redirectHosts: ['127.0.0.1', 'localhost'], switches, campuses: [] } };
    },
    rotateSecretRoute: ofApp(),
    endOldSecretRoute: ofApp(),
    discardNewSecretRoute: async () => {
      const phone = await signedIn();
      // Made before, or now.
      await phone.send(rotateSecretRoute, { appId: APP });
      return { phone, input: { appId: APP } };
    },
    listCallsRoute: async () => ({ phone: await signedIn(), input: { appId: APP, day: chinaDayOf(town.foundations.now()) } }),
    readUsageRoute: ofApp(),
    readUsesRoute: ofApp(),
    listTerminalsRoute: ofApp(),
    debugSignatureRoute: ofApp({ request: JSON.stringify({ commonIn: { requestId: 'R' }, req: { appId: APP } }) }),
    addPosterRoute: async () => {
      posters += 1;
      return { phone: await signedIn(), input: { appId: APP, tag: `village-${String(posters)}`, place: '样例村', page: 'card-list', ...BACK } };
    },
    linkPosterRoute: async () => ({ phone: await signedIn(), input: { appId: APP, tag: `village-${String(posters)}` } }),
    listPostersRoute: ofApp(),
    downloadAppRoute: ofApp(),
    listOwnServicesRoute: of(),
    offerServiceRoute: ofApp(SERVICE),
    withdrawServiceRoute: async () => {
      const phone = await signedIn();
      return { phone, input: { appId: APP, serviceId: (await phone.must(offerServiceRoute, { appId: APP, ...SERVICE })).serviceId } };
    },
    signOutConsoleRoute: async () => {
      const phone = await signedIn();
      await phone.must(readConsoleRoute, {});
      return { phone, input: {} };
    },
  };
}
