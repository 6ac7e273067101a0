import type { Config } from '../config/config';

/** What only functions on AWS are told. Throws one sentence when it is missing. */
export function needed(config: Config, name: 'KMS_KEY_ID' | 'QUEUE_URL_PREFIX' | 'BLOBS_BUCKET'): string {
  const value = config[name];
  if (value === undefined) throw new Error(`The environment lacks: ${name}`);
  return value;
}
