/** A cold start of the card's HTTP function, bundled as it is packaged, against an empty Hono function. */
import { spawn } from 'node:child_process';
import { buildSync } from 'esbuild';
import { resolve } from 'node:path';
import functionBundle from '../../functions/local/function-bundle.json';
import { newKeyRing } from '../../functions/platform/crypto/key-ring';
import { sealedFor, startKeyService } from '../platform/aws/key-service';
import { httpEvent } from '../deploy/lambda-process';
import { compare, PAIRS, type Row } from './measure';

function bundled(entry: string, name: string): string {
  const outfile = resolve(`build/bench/${name}.cjs`);
  const { bundle, minify, mainFields, alias, supported } = functionBundle;
  buildSync({ bundle, minify, mainFields, alias, supported, platform: 'node', entryPoints: [entry], outfile, target: 'node20', format: 'cjs', logLevel: 'error' });
  return outfile;
}

/** Wall milliseconds of a process that loads the function and answers its first event. */
function coldStart(file: string, environment: Record<string, string>): Promise<number> {
  const from = performance.now();
  const child = spawn(process.execPath, ['tests/bench/servers/invoke.cjs', file, JSON.stringify(httpEvent('GET', '/v1/cards'))], { env: { ...process.env, ...environment }, stdio: ['ignore', 'ignore', 'inherit'] });
  return new Promise((done, fail) => {
    child.once('exit', (code) => {
      if (code === 0) done(performance.now() - from);
      else fail(new Error(`${file} failed at its first event`));
    });
  });
}

export async function coldRows(): Promise<readonly Row[]> {
  const keys = await startKeyService();
  const card = bundled('functions/card/http.lambda.ts', 'cold-card');
  const empty = bundled('tests/bench/servers/empty.ts', 'cold-empty');
  const environment = functionEnvironment(keys.url);
  const row = await compare(
    { id: 'cold.card', what: 'load and first answer of the card function against an empty Hono function, whole process', unit: 'ms', budget: '≤ 1.8', pairs: 3 * PAIRS },
    () => coldStart(card, environment), () => coldStart(empty, {}),
  );
  await keys.close();
  return [row];
}

/** What a deployed function finds in its environment. */
function functionEnvironment(keyService: string): Record<string, string> {
  const nowhere = 'http://127.0.0.1:9';
  const secrets = { WECHAT_MINI_APP_SECRET: 'a', WECHAT_OA_APP_SECRET: 'b', AUTHORITY_APP_SECRET: '0123456789ABCDEF', REGISTER_APP_SECRET: 'd' };
  return {
    STAGE: 'bench', NAME_PREFIX: 'bench-', LOG_LEVEL: 'info', PUBLIC_BASE_URL: nowhere, WECHAT_API_BASE: nowhere, WECHAT_OPEN_BASE: nowhere, WECHAT_MINI_APP_ID: 'm',
    WECHAT_OA_APP_ID: 'o', AUTHORITY_URL: nowhere, AUTHORITY_APP_ID: 'a', AUTHORITY_TERM_ID: 't', REGISTER_URL: nowhere, REGISTER_APP_ID: 'r', KMS_KEY_ID: 'k',
    QUEUE_URL_PREFIX: `${nowhere}/`, BLOBS_BUCKET: 'b', SITE_BUCKET: 's', AWS_REGION: 'cn-north-1', AWS_LAMBDA_FUNCTION_NAME: 'bench', AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test',
    // The functions run on Node 22, where the SDK has nothing to warn of.
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
    AWS_ENDPOINT_URL_KMS: keyService, SECRETS_CIPHERTEXT: sealedFor('secrets', JSON.stringify(secrets)), KEY_RING_CIPHERTEXT: sealedFor('key-ring', newKeyRing()),
  };
}
