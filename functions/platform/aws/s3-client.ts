import { S3Client } from '@aws-sdk/client-s3';
import { once } from '../once';

/** One per process, made at the first file. */
export const s3 = once(async () => new S3Client({}));
