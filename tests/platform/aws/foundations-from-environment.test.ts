import { Hono } from 'hono';
import * as z from 'zod/mini';
import { newKeyRing, rotateKeyRing } from '../../../functions/platform/crypto/key-ring';
import type { Foundations } from '../../../functions/platform/foundations';
import { httpEvent } from '../../deploy/lambda-process';
import type { Tools } from '../../../functions/platform/aws/foundations-from-environment';
import { keepsFiles } from '../../../functions/platform/aws/keeps-files';
import { sendsMessages } from '../../../functions/platform/aws/sends-messages';
import { capturing } from '../observe/capturing';
import { sealedFor, startKeyService, type KeyService } from './key-service';

const SECRETS = { WECHAT_MINI_APP_SECRET: 'first', WECHAT_OA_APP_SECRET: 'second', AUTHORITY_APP_SECRET: '0123456789ABCDEF', REGISTER_APP_SECRET: 'fourth' };
const before = { ...process.env };
let keys: KeyService;

beforeAll(async () => { keys = await startKeyService(); });
afterAll(() => keys.close());
afterEach(() => { process.env = { ...before }; });

/** The modules keep what they built for the life of the process, so each test loads them anew. */
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

/** Inside a function, which speaks and counts under its own name. */
async function setupFunction() {
  await setup({ AWS_LAMBDA_FUNCTION_NAME: 'henan-health-test-card-http', LOG_LEVEL: 'info' });
  return { ...(await import('../../../functions/platform/entry/lambda')), ...capturing() };
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

  it.each(['KMS_KEY_ID', 'BLOBS_BUCKET', 'QUEUE_URL_PREFIX'])('say what is missing: %s', async (name) => {
    const build = await setup({ [name]: undefined });
    const tools: Tools = (config) => ({ ...keepsFiles(config), ...sendsMessages(config) });
    await expect(build(tools)).rejects.toThrow(`The environment lacks: ${name}`);
  });

  it('give queues and files only to a function that asks for them', async () => {
    const build = await setup();
    await expect((await build()).blobs.get('a')).rejects.toThrow('did not ask');
    await expect((await build()).queue('messages').send({ id: 'a', type: 'b', body: {} })).rejects.toThrow('did not ask');
    expect((await build(keepsFiles)).blobs).not.toBe((await build()).blobs);
    expect(await build(keepsFiles)).toBe(await build(keepsFiles));
  });

  it('are tried again at the next event after a start that failed', async () => {
    const build = await setup({ SECRETS_CIPHERTEXT: sealedFor('another', '{}') });
    await expect(build()).rejects.toThrow();
    process.env['SECRETS_CIPHERTEXT'] = sealedFor('secrets', JSON.stringify(SECRETS));
    expect((await build()).config).toMatchObject(SECRETS);
  });
});

describe('a function on AWS', () => {
  it.each([
    ['that is started by a feed, queue or schedule', 'lambdaBatch'],
    ['that is ordered by hand', 'lambdaOrder'],
  ] as const)('%s throws the code of a surprise alone, logs it under its own name and writes its figures', async (_, kind) => {
    const { lambdaBatch, lambdaOrder, out, err } = await setupFunction();
    const failing = (f: Foundations) => async () => {
      f.metrics.add('CallFailed');
      throw new Error('no such person: 张三 419099189001010014');
    };
    const run = kind === 'lambdaBatch' ? lambdaBatch(failing) : lambdaOrder(z.object({}), failing);
    await expect(run({})).rejects.toThrow(/^job\.failed$/);
    expect(err()).toMatchObject([{ message: 'job.failed', service: 'henan-health-test-card-http', fault: { name: 'Error' } }]);
    expect(out()).toMatchObject([{ _aws: { CloudWatchMetrics: [{ Namespace: 'henan-health' }] }, service: 'henan-health-test-card-http', CallFailed: [1] }]);
    expect(JSON.stringify([...out(), ...err()])).not.toMatch(/张三|419099/);
  });

  it('does nothing with an order it does not understand, and quotes no word of it', async () => {
    const { lambdaOrder, err } = await setupFunction();
    let worked = false;
    const order = lambdaOrder(z.object({ unionId: z.literal('u') }), () => async () => { worked = true; });
    await expect(order({ unionId: '419099189001010014' })).rejects.toThrow(/^job\.failed$/);
    expect([worked, err()]).toMatchObject([false, [{ message: 'job.failed', fault: { name: expect.stringContaining('ZodError') } }]]);
    expect(JSON.stringify(err())).not.toContain('419099');
  });

  it('that serves HTTP writes its figures when it has answered', async () => {
    const { lambdaApp, out } = await setupFunction();
    const handler = lambdaApp((f) => new Hono().get('/v1/cards', (c) => {
      f.metrics.add('RequestFailed');
      return c.text('answered');
    }));
    expect(await handler(httpEvent('GET', '/v1/cards') as never)).toMatchObject({ statusCode: 200, body: 'answered' });
    expect(out()).toMatchObject([{ RequestFailed: [1] }]);
  });
});
