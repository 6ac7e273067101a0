import { S3Client } from '@aws-sdk/client-s3';
import { makeS3Blobs } from '../../../functions/platform/blobs/s3';
import { json, raw, startOutside, type Answering, type Outside } from '../clients/outside';

let outside: Outside;
const clients: S3Client[] = [];
beforeEach(async () => { outside = await startOutside(); });
afterEach(async () => {
  for (const client of clients.splice(0)) client.destroy();
  await outside.close();
});

const NO_SUCH_KEY = raw('<?xml version="1.0"?><Error><Code>NoSuchKey</Code><Message>no</Message></Error>', 404);
const DENIED = raw('<?xml version="1.0"?><Error><Code>AccessDenied</Code><Message>no</Message></Error>', 403);

function setup(answering: Answering, keyId?: string) {
  outside.answering = answering;
  const client = () => {
    const one = new S3Client({
      region: 'cn-north-1', endpoint: outside.url, forcePathStyle: true, maxAttempts: 1, credentials: { accessKeyId: 'a', secretAccessKey: 's' },
    });
    clients.push(one);
    return Promise.resolve(one);
  };
  return makeS3Blobs({ client, bucket: 'proofs', ...(keyId ? { keyId } : {}) });
}

const png = { contentType: 'image/png' };

describe('blobs on S3', () => {
  it('puts the bytes with their content type, under the KMS key', async () => {
    await setup(raw(''), 'key-1').put('410100/a.png', Uint8Array.of(1, 2, 3), png);
    const [sent] = outside.asked;
    expect(sent).toMatchObject({ method: 'PUT', path: '/proofs/410100/a.png?x-id=PutObject' });
    expect(sent?.headers).toMatchObject({
      'content-type': 'image/png', 'x-amz-server-side-encryption': 'aws:kms', 'x-amz-server-side-encryption-aws-kms-key-id': 'key-1',
    });
    expect(sent?.body).toContain('\u0001\u0002\u0003');
  });

  it('leaves the choice of the key to the bucket when it was given none', async () => {
    await setup(raw('')).put('a', Uint8Array.of(1), png);
    expect(Object.keys(outside.asked[0]?.headers ?? {}).join()).not.toContain('server-side-encryption');
  });

  it('gives back the bytes', async () => {
    expect([...(await setup(raw(Uint8Array.of(7, 8))).get('a')) ?? []]).toEqual([7, 8]);
    expect(outside.asked[0]).toMatchObject({ method: 'GET', path: '/proofs/a?x-id=GetObject' });
  });

  it('gives nothing for what was never put, and throws when it may not look', async () => {
    expect(await setup(NO_SUCH_KEY).get('never')).toBeUndefined();
    await expect(setup(DENIED).get('a')).rejects.toMatchObject({ name: 'AccessDenied' });
    await expect(setup(json({}, 500)).get('a')).rejects.toThrow();
  });

  it('removes', async () => {
    await setup(raw('', 204)).remove('a');
    expect(outside.asked[0]).toMatchObject({ method: 'DELETE', path: '/proofs/a?x-id=DeleteObject' });
  });

  it('asks S3 nothing for a key that could lead elsewhere', async () => {
    const blobs = setup(raw(''));
    await expect(blobs.put('../other/a', Uint8Array.of(1), png)).rejects.toThrow('not a blob key');
    await expect(blobs.get('a//b')).rejects.toThrow('not a blob key');
    await expect(blobs.remove('')).rejects.toThrow('not a blob key');
    expect(outside.asked).toEqual([]);
  });
});
