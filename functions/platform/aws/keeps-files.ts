import { makeS3Blobs } from '../blobs/s3';
import type { Config } from '../config/config';
import type { Tools } from './foundations-from-environment';
import { needed } from './needed';
import { s3 } from './s3-client';

/** For functions that keep files: S3. */
export function keepsFiles(config: Config): ReturnType<Tools> {
  return { blobs: makeS3Blobs({ client: s3, bucket: needed(config, 'BLOBS_BUCKET') }) };
}
