/** The foundations on AWS: keys from KMS, queues on SQS, files on S3. Built once per process; SDK clients are loaded when first needed. */
import { readSealedConfig, type Config, type OpenCiphertext } from '../config/config';
import { DecryptCommand } from '@aws-sdk/client-kms';
import { kmsCustodian } from '../crypto/custodian';
import { openKeyRing } from '../crypto/key-ring';
import type { Foundations } from '../foundations';
import { makeFoundations } from '../make-foundations';
import { once } from '../once';
import { makeS3Blobs } from '../blobs/s3';
import { makeSqsQueue } from '../queue/sqs';
import { kms, s3, sqs } from './sdk-clients';

/** Everything a porch stands on, from this function's environment. Throws one sentence when something is missing. */
export const foundationsFromEnvironment: () => Promise<Foundations> = once(async () => {
  const { config, keyRing } = await readSealedConfig(openCiphertext);
  return makeFoundations(config, {
    custodian: kmsCustodian(await kms(), needed(config, 'KMS_KEY_ID')),
    ring: openKeyRing(keyRing),
    queue: (name) => makeSqsQueue({ client: sqs, url: `${needed(config, 'QUEUE_URL_PREFIX')}${name}` }),
    blobs: makeS3Blobs({ client: s3, bucket: needed(config, 'BLOBS_BUCKET') }),
  });
});

/** The purpose is bound to the ciphertext: a key ring does not open as secrets, nor the other way round. */
const openCiphertext: OpenCiphertext = async (ciphertext, purpose) => {
  const request = { CiphertextBlob: Buffer.from(ciphertext, 'base64'), EncryptionContext: { purpose } };
  const { Plaintext } = await (await kms()).send(new DecryptCommand(request));
  if (!Plaintext) throw new Error(`KMS answered without the ${purpose}`);
  return Buffer.from(Plaintext).toString('utf8');
};

function needed(config: Config, name: 'KMS_KEY_ID' | 'QUEUE_URL_PREFIX' | 'BLOBS_BUCKET'): string {
  const value = config[name];
  if (value === undefined) throw new Error(`The environment lacks: ${name}`);
  return value;
}
