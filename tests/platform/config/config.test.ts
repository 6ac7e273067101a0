import { readConfig, readSealedConfig, readSiteBucket } from '../../../functions/platform/config/config';

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
