import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { KMSClient } from '@aws-sdk/client-kms';
import { kmsCustodian, type KeyCustodian } from '../../../functions/platform/crypto/custodian';

type Asked = { KeyId: string; Plaintext?: string; CiphertextBlob?: string; EncryptionContext: Record<string, string> };

/** KMS's wire form on loopback: the "cipher text" is the request itself, so that key and context can be checked at decryption. */
const server: Server = createServer((request, response) => {
  let body = '';
  request.setEncoding('utf8').on('data', (part: string) => (body += part)).on('end', () => {
    const asked = JSON.parse(body) as Asked;
    const [status, answer] = answerTo(String(request.headers['x-amz-target']), asked);
    response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' }).end(JSON.stringify(answer));
  });
});

function answerTo(target: string, asked: Asked): [number, object] {
  if (target === 'TrentService.Encrypt') {
    return [200, { KeyId: asked.KeyId, CiphertextBlob: Buffer.from(JSON.stringify(asked)).toString('base64') }];
  }
  const kept = JSON.parse(Buffer.from(asked.CiphertextBlob ?? '', 'base64').toString()) as Asked;
  const same = target === 'TrentService.Decrypt' && kept.KeyId === asked.KeyId && JSON.stringify(kept.EncryptionContext) === JSON.stringify(asked.EncryptionContext);
  return same ? [200, { KeyId: asked.KeyId, Plaintext: kept.Plaintext }] : [400, { __type: 'InvalidCiphertextException' }];
}

let custodianOf: (keyId: string) => KeyCustodian;
let client: KMSClient;

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const endpoint = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  client = new KMSClient({ endpoint, region: 'cn-north-1', credentials: { accessKeyId: 'test', secretAccessKey: 'test' } });
  custodianOf = (keyId) => kmsCustodian(client, keyId);
});
afterAll(() => {
  client.destroy();
  server.closeAllConnections();
  server.close();
});

it('brings back the data key that KMS wrapped', async () => {
  const dataKey = Buffer.alloc(32, 9);
  const wrapped = await custodianOf('alias/data').wrap(dataKey);
  expect(Buffer.from(await custodianOf('alias/data').unwrap(wrapped)).equals(dataKey)).toBe(true);
});

it('does not unwrap what another key wrapped, nor what was wrapped for another use', async () => {
  const wrapped = await custodianOf('alias/data').wrap(Buffer.alloc(32, 9));
  await expect(custodianOf('alias/other').unwrap(wrapped)).rejects.toMatchObject({ name: 'InvalidCiphertextException' });
  const asked = JSON.parse(Buffer.from(wrapped).toString()) as Asked;
  const foreign = Buffer.from(JSON.stringify({ ...asked, EncryptionContext: { purpose: 'another' } }));
  await expect(custodianOf('alias/data').unwrap(foreign)).rejects.toMatchObject({ name: 'InvalidCiphertextException' });
});
