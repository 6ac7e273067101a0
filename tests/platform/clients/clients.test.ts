import { makeClients } from '../../../functions/platform/clients/clients';
import { readConfig } from '../../../functions/platform/config/config';
import { noMetrics } from '../../../functions/platform/observe/metrics';
import { startOpenPlatform } from '../../../functions/sandbox/open-platform';
import { dialectNamed } from '../../../shared/authority/dialects';
import { recordingLog } from '../../doubles/recording-log';
import { openTestStore, type TestStore } from '../../rig/open-store';
import { SECRET, startGateway, type Gateway } from './gateway';

let rig: TestStore;
let gateway: Gateway;
beforeAll(async () => {
  rig = await openTestStore();
  gateway = await startGateway('1');
});
afterAll(() => Promise.all([rig.close(), gateway.outside.close()]));

function setup(over: Record<string, string> = {}) {
  const config = readConfig({
    STAGE: 'test', AWS_REGION: 'cn-north-1', NAME_PREFIX: 'test-', PUBLIC_BASE_URL: 'https://card.example', WECHAT_API_BASE: 'http://127.0.0.1:1',
    WECHAT_OPEN_BASE: 'https://open.example', WECHAT_MINI_APP_ID: 'm', WECHAT_MINI_APP_SECRET: 's', WECHAT_OA_APP_ID: 'o', WECHAT_OA_APP_SECRET: 's',
    AUTHORITY_URL: `${gateway.outside.url}/erhc/ehealthcard/business.do`, AUTHORITY_APP_ID: 'demo-app', AUTHORITY_APP_SECRET: SECRET, AUTHORITY_TERM_ID: 'T0001',
    REGISTER_URL: 'http://127.0.0.1:1', REGISTER_APP_ID: 'a', REGISTER_APP_SECRET: 's', ...over,
  });
  const seal = { seal: (text: string) => text, open: (text: string) => text };
  return makeClients({ config, log: recordingLog(), metrics: noMetrics, now: Date.now, store: rig.store, table: 'test-card', seal });
}

describe('the clients of a configuration', () => {
  it('call where the configuration says, as whom it says', async () => {
    gateway.script = () => ({ content: { ehealth_code: 'A:1' } });
    expect(await setup().authority.generate('A', 'static')).toEqual({ ok: true, value: { text: 'A:1' } });
    expect(gateway.questions[0]?.envelope).toMatchObject({ app_id: 'demo-app', term_id: 'T0001', version: 'V1.1' });
    expect(gateway.outside.asked[0]?.path).toBe('/erhc/ehealthcard/business.do');
    expect(setup().wechat.authorizeUrl('https://card.example/', 's')).toMatch(/^https:\/\/open\.example\/connect\/oauth2\/authorize\?appid=o&/);
  });

  it('take a new serial number for each code', async () => {
    const { authority } = setup();
    await authority.generate('A', 'dynamic');
    await authority.generate('A', 'dynamic');
    const serials = gateway.questions.map(({ content }) => (content as Record<string, string>)['generate_no']);
    expect(new Set(serials).size).toBe(serials.length);
  });

  it('have an outside open platform where one is named', async () => {
    expect(setup().openPlatform).toBeUndefined();
    const sandbox = await startOpenPlatform({ appId: 'app', appSecret: 'secret' });
    const { openPlatform } = setup({ OPEN_PLATFORM_URL: sandbox.url, OPEN_PLATFORM_APP_ID: 'app', OPEN_PLATFORM_APP_SECRET: 'secret', OPEN_PLATFORM_HOSPITAL_ID: '99901' });
    expect(await openPlatform?.getHealthCardByHealthCardId({ healthCardId: 'A' })).toMatchObject({ ok: false, refusal: { code: 'open-platform/refused' } });
    await sandbox.close();
  });

  it('do not start with a dialect nobody wrote, or a secret that is no key', () => {
    expect(() => setup({ AUTHORITY_DIALECT: 'klingon' })).toThrow('klingon');
    expect(() => setup({ AUTHORITY_APP_SECRET: 'short' })).toThrow('sixteen');
    expect(dialectNamed('ehc-v1').name).toBe('ehc-v1');
  });
});
