/** Files on S3, encrypted with a KMS key. The client is made at the first use. */
import { DeleteObjectCommand, GetObjectCommand, NoSuchKey, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { assertKey, type Blobs } from './blobs';

export type S3Deps = {
  readonly client: () => Promise<Pick<S3Client, 'send'>>;
  readonly bucket: string;
  /** Absent: the bucket's default encryption. Asking for `aws:kms` without a key would choose Amazon's own key instead. */
  readonly keyId?: string;
};

export function makeS3Blobs({ client, bucket, keyId }: S3Deps): Blobs {
  const sealing = keyId === undefined ? {} : ({ ServerSideEncryption: 'aws:kms', SSEKMSKeyId: keyId } as const);
  const place = (key: string) => {
    assertKey(key);
    return { Bucket: bucket, Key: key };
  };
  return {
    async put(key, bytes, { contentType }) {
      await (await client()).send(new PutObjectCommand({ ...place(key), Body: bytes, ContentType: contentType, ...sealing }));
    },
    async get(key) {
      try {
        const { Body } = await (await client()).send(new GetObjectCommand(place(key)));
        return await Body?.transformToByteArray();
      } catch (error) {
        if (error instanceof NoSuchKey) return undefined;
        throw error;
      }
    },
    async remove(key) {
      await (await client()).send(new DeleteObjectCommand(place(key)));
    },
  };
}
