import { newKeyRing, rotateKeyRing } from '../../../functions/platform/crypto/key-ring';
import { sealedFor, startKeyService, type KeyService } from './key-service';

const SECRETS = { WECHAT_MINI_APP_SECRET: 'first', WECHAT_OA_APP_SECRET: 'second', AUTHORITY_APP_SECRET: '0123456789ABCDEF', REGISTER_APP_SECRET: 'fourth' };
const before = { ...process.env };
let keys: KeyService;

beforeAll(async () => { keys = await startKeyService(); });
afterAll(() => keys.close());
afterEach(() => { process.env = { ...before }; });

/** The module keeps what it built for the life of the process, so each test loads it anew. */
async function setup(overrides: Record<string, string | undefined> = {}) {
  process.env = {
    ...before,
    STAGE: 'test', AWS_REGION: 'cn-north-1', AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test', AWS_ENDPOINT_URL_KMS: keys.url, NAME_PREFIX: 'henan-health-test-',
    LOG_LEVEL: 'silent', PUBLIC_BASE_URL: 'https://health.example', KMS_KEY_ID: 'data-key', QUEUE_URL_PREFIX: 'http://127.0.0.1:9/queues/', BLOBS_BUCKET: 'blobs',
    WECHAT_API_BASE: 'https://wechat.example', WECHAT_OPEN_BASE: 'https://open.wechat.example', WECHAT_MINI_APP_ID: 'wx1', WECHAT_OA_APP_ID: 'wx2',
    AUTHORITY_URL: 'https://authority.example', AUTHORITY_APP_ID: 'app', AUTHORITY_TERM_ID: 'P0001', REGISTER_URL: 'https://register.example', REGISTER_APP_ID: 'reg',
    SECRETS_CIPHERTEXT: sealedFor('secrets', JSON.stringify(SECRETS)), KEY_RING_CIPHERTEXT: sealedFor('key-ring', rotateKeyRing(newKeyRing())),
    ...overrides,
  };
  jest.resetModules();
  const { foundationsFromEnvironment } = await import('../../../functions/platform/aws/foundations-from-environment');
  return foundationsFromEnvironment;
}

describe('the foundations on AWS', () => {
  it('stand on the opened secrets and the opened key ring', async () => {
    const f = await (await setup())();
    expect(f.config).toMatchObject(SECRETS);
    expect(f.ringSeal.seal('text', 'here')).toMatch(/^2\./);
    expect(f.ringSeal.open(f.ringSeal.seal('text', 'here'), 'here')).toBe('text');
    expect(f.table('card')).toBe('henan-health-test-card');
  });

  it('are built once for all porches of a process', async () => {
    const build = await setup();
    const decrypted = keys.calls.length;
    expect(await build()).toBe(await build());
    expect(keys.calls.slice(decrypted)).toEqual(['TrentService.Decrypt', 'TrentService.Decrypt']);
  });

  it('do not take a ciphertext that was sealed for another purpose', async () => {
    const build = await setup({ SECRETS_CIPHERTEXT: sealedFor('key-ring', JSON.stringify(SECRETS)) });
    await expect(build()).rejects.toThrow();
  });

  it.each(['KMS_KEY_ID', 'BLOBS_BUCKET'])('say what is missing: %s', async (name) => {
    const build = await setup({ [name]: undefined });
    await expect(build()).rejects.toThrow(`The environment lacks: ${name}`);
  });

  it('are tried again at the next event after a start that failed', async () => {
    const build = await setup({ SECRETS_CIPHERTEXT: sealedFor('another', '{}') });
    await expect(build()).rejects.toThrow();
    process.env['SECRETS_CIPHERTEXT'] = sealedFor('secrets', JSON.stringify(SECRETS));
    expect((await build()).config).toMatchObject(SECRETS);
  });
});
