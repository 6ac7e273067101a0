/** The environment of the province on one machine: only addresses differ from production. */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { readConfig, type Config } from '../platform/config/config';
import { secretFile } from '../platform/crypto/secret-file';

/** WeChat ids and secrets the sandbox knows; they open nothing outside this machine. */
export const WECHAT_IDS = {
  appId: 'wx0000000000000001', appSecret: 'sandbox-mini-program-secret', oaAppId: 'wx0000000000000002', oaAppSecret: 'sandbox-service-account-secret',
};
export const REGISTER_IDS = { appId: 'henan-card-authority', appSecret: 'sandbox-population-register-secret' };

/** The sample client of the card authority, as in the published worked example. */
export const SAMPLE_AUTHORITY_CLIENT = { appId: 'demo-app', appSecret: '0123456789ABCDEF', termId: 'T0001', digestForm: '1' } as const;

/** The sample institution of the card open platform, with the credentials of the contract's vectors (2.6). */
export const SAMPLE_OPEN_APP = {
  appId: 'demo-app-0001', name: '示例医院（接口联调）', cityCode: '410100', hospitals: [{ hospitalId: '99901', name: '示例医院' }],
  secrets: ['demo-secret-0123456789abcdef0000'], redirectHosts: ['127.0.0.1', 'localhost'], switches: { relates: true, clock: true, replay: true },
  permanentWechatCode: '11112222333344445555666677778888', institutionId: 'inst-410100-10', migrates: true, closed: false,
} as const;

/** An outside card open platform, and who issues where: none here unless it is named. */
const OUTSIDE = ['OPEN_PLATFORM_URL', 'OPEN_PLATFORM_APP_ID', 'OPEN_PLATFORM_APP_SECRET', 'OPEN_PLATFORM_HOSPITAL_ID', 'ISSUER', 'ISSUER_BY_CITY', 'ISSUER_BY_INSTITUTION'];

/** Our own card slice is a client of the authority like any other, with a secret made at the first start. */
export const OWN_AUTHORITY_CLIENT = { appId: 'henan-resident-platform', termId: 'P0001', digestForm: '1' } as const;

export type Addresses = { readonly base: string; readonly store: string; readonly wechat: string; readonly register: string };

export function localConfig(addresses: Addresses, dataDir: string, environment: NodeJS.ProcessEnv = process.env): Config {
  return readConfig({
    STAGE: 'local',
    AWS_REGION: 'cn-north-1',
    NAME_PREFIX: 'henan-health-local-',
    LOG_LEVEL: environment['LOG_LEVEL'] ?? 'warn',
    STORE_ENDPOINT: addresses.store,
    PUBLIC_BASE_URL: environment['PUBLIC_BASE_URL'] ?? addresses.base,
    KEY_FILE: join(dataDir, 'keys/data-key-wrapper'),
    KEY_RING_FILE: join(dataDir, 'keys/ring'),
    WECHAT_API_BASE: addresses.wechat,
    WECHAT_OPEN_BASE: addresses.wechat,
    WECHAT_MINI_APP_ID: WECHAT_IDS.appId,
    WECHAT_MINI_APP_SECRET: WECHAT_IDS.appSecret,
    WECHAT_OA_APP_ID: WECHAT_IDS.oaAppId,
    WECHAT_OA_APP_SECRET: WECHAT_IDS.oaAppSecret,
    AUTHORITY_URL: environment['AUTHORITY_URL'] ?? `${addresses.base}/erhc/ehealthcard/business.do`,
    AUTHORITY_APP_ID: OWN_AUTHORITY_CLIENT.appId,
    AUTHORITY_APP_SECRET: environment['AUTHORITY_APP_SECRET'] ?? ownSecret(dataDir),
    AUTHORITY_TERM_ID: OWN_AUTHORITY_CLIENT.termId,
    AUTHORITY_BATCH_RATE: environment['AUTHORITY_BATCH_RATE'] ?? '200',
    REGISTER_URL: addresses.register,
    REGISTER_APP_ID: REGISTER_IDS.appId,
    REGISTER_APP_SECRET: REGISTER_IDS.appSecret,
    ...Object.fromEntries(OUTSIDE.map((name) => [name, environment[name]])),
  });
}

/** Sixteen characters, because an SM4 key is sixteen bytes. */
function ownSecret(dataDir: string): string {
  return secretFile(join(dataDir, 'keys/authority-secret'), () => randomBytes(8).toString('hex'));
}
