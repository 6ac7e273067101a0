import { KMSClient } from '@aws-sdk/client-kms';

/** One per process. */
export const kms = new KMSClient({});
