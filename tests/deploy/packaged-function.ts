import { routesBySlice } from '../../functions/local/contracts';
import { newKeyRing } from '../../functions/platform/crypto/key-ring';
import { sealedFor, startKeyService, type KeyService } from '../platform/aws/key-service';
import { startAwsStandIn, type AwsStandIn } from './aws-stand-in';
import { answerOf, httpEvent } from './lambda-process';
import { archivesOf, NORTH, SLICES, type Stack } from './packaging';
import { at, FUNCTION, nameOf, ofType, textOf, type Template } from './template';

/** The archives, run as Lambda runs them. `templateOf`: what the packaging made of a stack, once it is there. */
export function describePackagedFunction(templateOf: (stack: Stack) => Template): void {
  describe('a packaged function', () => {
    let keys: KeyService;
    let aws: AwsStandIn;
    beforeAll(async () => { [keys, aws] = await Promise.all([startKeyService(), startAwsStandIn({ '/SiteBucket/index.html': '<!doctype html>' })]); });
    afterAll(() => Promise.all([keys.close(), aws.close()]));

    const packaged = (stack: Stack, name: string) => {
      const lambda = ofType(templateOf(stack), FUNCTION).find((one) => nameOf(one) === name);
      const variables = Object.entries(at(lambda?.Properties, 'Environment', 'Variables') as object).map(([key, value]) => [key, textOf(value)]);
      const archive = archivesOf(NORTH, stack).find((one) => one.name === name)?.bytes ?? Buffer.alloc(0);
      return { archive, handler: String(lambda?.Properties['Handler']), environment: { ...Object.fromEntries(variables), ...onLambda(keys.url, aws.url) } as Record<string, string> };
    };

    test.each([...SLICES.filter((slice) => slice !== 'authority').map((slice) => [slice, 'http'] as const), ['card', 'counter'] as const])('starts from its environment and asks a stranger for a session: %s-%s', async (slice, name) => {
      const { route } = routesBySlice().find((one) => one.slice === slice && one.route.callers.includes(name === 'counter' || slice === 'person-index' ? 'staff' : 'resident')) ?? {};
      const answer = await answerOf(packaged(slice, `${slice}-${name}`), httpEvent(String(route?.method), String(route?.path)));
      expect(answer).toMatchObject({ statusCode: 401, headers: { 'content-type': 'application/problem+json' } });
      expect(JSON.parse(String(at(answer, 'body')))).toMatchObject({ status: 401, code: 'session/missing' });
    });

    test('answers in the gateway\'s own envelope: authority', async () => {
      const answer = await answerOf(packaged('authority', 'authority-gateway'), httpEvent('POST', '/erhc/ehealthcard/business.do'));
      expect(answer).toMatchObject({ statusCode: 200 });
      expect(JSON.parse(String(at(answer, 'body')))).toMatchObject({ code: '00' });
    });

    test('serves the pages from their bucket', async () => {
      expect(await answerOf(packaged('foundation', 'pages'), httpEvent('GET', '/'))).toMatchObject({ statusCode: 200, body: '<!doctype html>' });
      expect(await answerOf(packaged('foundation', 'pages'), httpEvent('GET', '/gone.js'))).toMatchObject({ statusCode: 404 });
    });

    test('registers a client of the gateway when operations order it, its secret sealed, and nothing that is not understood', async () => {
      const order = { appId: 'hospital', appSecret: 'FEDCBA9876543210', termIds: ['T0001'], digestForm: '1', cityCode: '410100' };
      await answerOf(packaged('authority', 'authority-client'), order);
      expect(aws.puts).toMatchObject([{ TableName: 'henan-health-dev-authority', Item: { pk: { S: 'client#hospital' }, cityCode: { S: '410100' } } }]);
      expect(JSON.stringify(aws.puts)).not.toContain(order.appSecret);
      await expect(answerOf(packaged('authority', 'authority-client'), { ...order, appSecret: 'short' })).rejects.toThrow('did not answer');
      expect(aws.puts).toHaveLength(1);
    });

    test('opens both ciphertexts at its start', () => {
      expect(new Set(keys.calls)).toEqual(new Set(['TrentService.Decrypt']));
      expect(keys.calls.length).toBeGreaterThanOrEqual(2 * SLICES.length);
    });
  });
}

/** What Lambda and the parameter store add to an environment. */
function onLambda(keyService: string, aws: string): Record<string, string> {
  const secrets = { WECHAT_MINI_APP_SECRET: 'a', WECHAT_OA_APP_SECRET: 'b', AUTHORITY_APP_SECRET: '0123456789ABCDEF', REGISTER_APP_SECRET: 'd' };
  return {
    AWS_REGION: NORTH, AWS_LAMBDA_FUNCTION_NAME: 'packaged', AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test', AWS_ENDPOINT_URL_KMS: keyService, AWS_ENDPOINT_URL_S3: aws, AWS_ENDPOINT_URL_DYNAMODB: aws,
    SECRETS_CIPHERTEXT: sealedFor('secrets', JSON.stringify(secrets)), KEY_RING_CIPHERTEXT: sealedFor('key-ring', newKeyRing()),
  };
}
