/** A stand-in of KMS on loopback: it decrypts what it encrypted, for the purpose it was encrypted for. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

type Asked = { readonly Plaintext?: string; readonly CiphertextBlob?: string; readonly EncryptionContext?: { readonly purpose?: string } };

export type KeyService = { readonly url: string; readonly calls: string[]; close(): Promise<void> };

/** The ciphertext of a text, as the stand-in knows it. */
export function sealedFor(purpose: string, plain: string): string {
  return Buffer.from(JSON.stringify({ purpose, plain: Buffer.from(plain).toString('base64') })).toString('base64');
}

export async function startKeyService(): Promise<KeyService> {
  const calls: string[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => {
      calls.push(String(request.headers['x-amz-target']));
      const answer = decrypted(JSON.parse(Buffer.concat(chunks).toString()) as Asked);
      response.writeHead(answer ? 200 : 400, { 'content-type': 'application/x-amz-json-1.1' }).end(JSON.stringify(answer ?? { __type: 'InvalidCiphertextException' }));
    });
  });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    close: () => new Promise((resolve) => { server.close(() => { resolve(); }); server.closeAllConnections(); }),
  };
}

function decrypted({ CiphertextBlob = '', EncryptionContext }: Asked) {
  const { purpose, plain } = JSON.parse(Buffer.from(CiphertextBlob, 'base64').toString()) as { purpose: string; plain: string };
  return purpose === EncryptionContext?.purpose ? { KeyId: 'test-key', Plaintext: plain } : undefined;
}
