/** The clients of AWS's services beside the store: one of each per process, made when first needed, so that a start stays quick. */
import { KMSClient } from '@aws-sdk/client-kms';
import { S3Client } from '@aws-sdk/client-s3';
import { SQSClient } from '@aws-sdk/client-sqs';
import { once } from '../once';

export const kms = once(async () => new KMSClient({}));
export const sqs = once(async () => new SQSClient({}));
export const s3 = once(async () => new S3Client({}));
