import { issuerFor, readConfig, readSealedConfig, readSiteBucket } from '../../../functions/platform/config/config';

const SECRETS = { WECHAT_MINI_APP_SECRET: 'first', WECHAT_OA_APP_SECRET: 'second', AUTHORITY_APP_SECRET: '0123456789ABCDEF', REGISTER_APP_SECRET: 'fourth' };
const OPEN_SETTINGS = {
  STAGE: 'test', AWS_REGION: 'cn-north-1', NAME_PREFIX: 'henan-health-test-', PUBLIC_BASE_URL: 'https://health.example',
  WECHAT_API_BASE: 'https://wechat.example', WECHAT_OPEN_BASE: 'https://open.wechat.example', WECHAT_MINI_APP_ID: 'wx1', WECHAT_OA_APP_ID: 'wx2',
  AUTHORITY_URL: 'https://authority.example', AUTHORITY_APP_ID: 'app', AUTHORITY_TERM_ID: 'P0001', REGISTER_URL: 'https://register.example', REGISTER_APP_ID: 'reg',
};
const ON_AWS = { ...OPEN_SETTINGS, SECRETS_CIPHERTEXT: 'sealed secrets', KEY_RING_CIPHERTEXT: 'sealed ring' };

/** Opens what it was told to; anything else is a surprise. */
function setup(opened: Record<string, string> = {}) {
  const contents: Record<string, string> = { 'secrets sealed secrets': JSON.stringify(SECRETS), 'key-ring sealed ring': 'the ring', ...opened };
  return async (ciphertext: string, purpose: string) => contents[`${purpose} ${ciphertext}`] ?? Promise.reject(new Error('does not open'));
}

describe('the environment', () => {
  it('is read when nothing is missing, with the defaults of what may be absent', () => {
    expect(readConfig({ ...OPEN_SETTINGS, ...SECRETS })).toMatchObject({ ...OPEN_SETTINGS, ...SECRETS, LOG_LEVEL: 'info', AUTHORITY_DIALECT: 'ehc-v1' });
  });

  it('is refused with the names of what is missing, empty or misspelt, and with no value', () => {
    const environment = { ...OPEN_SETTINGS, ...SECRETS, STAGE: '', AUTHORITY_URL: 'secret-host:1', REGISTER_APP_SECRET: undefined };
    expect(() => readConfig(environment)).toThrow(/^The environment lacks or misspells: STAGE, AUTHORITY_URL, REGISTER_APP_SECRET$/);
  });

  it('names an outside open platform wholly or not at all, and one where it issues cards', () => {
    const outside = { OPEN_PLATFORM_URL: 'https://open.example', OPEN_PLATFORM_APP_ID: 'app', OPEN_PLATFORM_APP_SECRET: 's', OPEN_PLATFORM_HOSPITAL_ID: '99901' };
    const environment = { ...OPEN_SETTINGS, ...SECRETS };
    expect(readConfig(environment)).toMatchObject({ ISSUER: 'authority' });
    const config = readConfig({ ...environment, ...outside, ISSUER_BY_CITY: '{"410100":"open-platform"}' });
    expect(config).toMatchObject(outside);
    expect([issuerFor(config), issuerFor(config, { cityCode: '410100' }), issuerFor(config, { cityCode: '410200' })]).toEqual(['authority', 'open-platform', 'authority']);
    const own = readConfig({ ...environment, ...outside, ISSUER_BY_CITY: '{"410100":"open-platform"}', ISSUER_BY_INSTITUTION: '{"inst-410100-1":"authority","inst-410200-1":"open-platform"}' });
    expect(issuerFor(own, { institutionId: 'inst-410100-1', cityCode: '410100' })).toBe('authority');
    expect(issuerFor(own, { institutionId: 'inst-410200-1', cityCode: '410200' })).toBe('open-platform');
    expect(issuerFor(own, { institutionId: 'inst-410100-2', cityCode: '410100' })).toBe('open-platform');
    expect(() => readConfig({ ...environment, ISSUER_BY_INSTITUTION: '{"inst-410100-1":"open-platform"}' })).toThrow(/misspells: OPEN_PLATFORM_URL/);
    expect(() => readConfig({ ...environment, ISSUER_BY_INSTITUTION: '{"inst-410100-1":"nobody"}' })).toThrow(/misspells: ISSUER_BY_INSTITUTION$/);
    expect(() => readConfig({ ...environment, ...outside, OPEN_PLATFORM_APP_SECRET: '' })).toThrow(/misspells: OPEN_PLATFORM_APP_SECRET$/);
    expect(() => readConfig({ ...environment, ISSUER: 'open-platform' })).toThrow(/misspells: OPEN_PLATFORM_URL, OPEN_PLATFORM_APP_ID, OPEN_PLATFORM_APP_SECRET, OPEN_PLATFORM_HOSPITAL_ID$/);
    expect(() => readConfig({ ...environment, ISSUER_BY_CITY: '{' })).toThrow(/misspells: ISSUER_BY_CITY$/);
    expect(() => readConfig({ ...environment, ISSUER_BY_CITY: '{"Zhengzhou":"open-platform"}' })).toThrow(/ISSUER_BY_CITY/);
  });

  it('names the bucket of the pages, or says that it does not', () => {
    expect(readSiteBucket({ SITE_BUCKET: 'site' })).toBe('site');
    expect(() => readSiteBucket({})).toThrow('SITE_BUCKET');
  });
});

describe('the environment of a function on AWS', () => {
  it('joins the opened secrets with the open settings, and gives the opened key ring beside them', async () => {
    const { config, keyRing } = await readSealedConfig(setup(), ON_AWS);
    expect(config).toMatchObject({ ...OPEN_SETTINGS, ...SECRETS });
    expect(keyRing).toBe('the ring');
  });

  it.each(['SECRETS_CIPHERTEXT', 'KEY_RING_CIPHERTEXT'])('is refused without %s', async (name) => {
    await expect(readSealedConfig(setup(), { ...ON_AWS, [name]: undefined })).rejects.toThrow(name);
  });

  it('opens the secret of an outside open platform where there is one', async () => {
    const secrets = JSON.stringify({ ...SECRETS, OPEN_PLATFORM_APP_SECRET: 'fifth' });
    const outside = { OPEN_PLATFORM_URL: 'https://open.example', OPEN_PLATFORM_APP_ID: 'app', OPEN_PLATFORM_HOSPITAL_ID: '99901' };
    const { config } = await readSealedConfig(setup({ 'secrets sealed secrets': secrets }), { ...ON_AWS, ...outside });
    expect(config.OPEN_PLATFORM_APP_SECRET).toBe('fifth');
  });

  it.each([
    ['a setting that is no secret', JSON.stringify({ ...SECRETS, STORE_ENDPOINT: 'https://elsewhere.example' })],
    ['a secret too few', JSON.stringify({ ...SECRETS, REGISTER_APP_SECRET: undefined })],
    ['no JSON', 'first second'],
  ])('is refused when the secrets hold %s, in words that quote none of them', async (_what, opened) => {
    const refused = await readSealedConfig(setup({ 'secrets sealed secrets': opened }), ON_AWS).catch((error: unknown) => String(error));
    expect(refused).toMatch(/SECRETS_CIPHERTEXT does not hold exactly WECHAT_MINI_APP_SECRET/);
    expect(refused).not.toMatch(/first|elsewhere/);
  });
});
