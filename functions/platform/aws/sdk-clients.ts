/** The clients of AWS's services beside the store: one of each per process, loaded when first needed, so that a start stays quick. */
import { once } from '../once';

export const kms = once(async () => new (await import('@aws-sdk/client-kms')).KMSClient({}));
export const sqs = once(async () => new (await import('@aws-sdk/client-sqs')).SQSClient({}));
export const s3 = once(async () => new (await import('@aws-sdk/client-s3')).S3Client({}));
