/** The files of the H5 pages, from their bucket. */
import { makeS3Blobs } from '../blobs/s3';
import { readSiteBucket } from '../config/config';
import { s3 } from './s3-client';

export function siteFiles(): (path: string) => Promise<Uint8Array | undefined> {
  const bucket = makeS3Blobs({ client: s3, bucket: readSiteBucket() });
  return (path) => bucket.get(path);
}
