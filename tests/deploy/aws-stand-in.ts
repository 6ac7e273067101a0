/** A stand-in of S3 and DynamoDB on loopback: it holds one site and remembers what was put into tables. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export type AwsStandIn = { readonly url: string; readonly puts: { TableName: string; Item: Record<string, Record<string, unknown>> }[]; close(): Promise<void> };

export async function startAwsStandIn(site: Readonly<Record<string, string>>): Promise<AwsStandIn> {
  const puts: AwsStandIn['puts'] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => {
      if (request.headers['x-amz-target'] === 'DynamoDB_20120810.PutItem') {
        puts.push(JSON.parse(Buffer.concat(chunks).toString()) as AwsStandIn['puts'][number]);
        response.writeHead(200, { 'content-type': 'application/x-amz-json-1.0' }).end('{}');
        return;
      }
      const file = site[new URL(request.url ?? '', 'http://s3').pathname];
      if (file === undefined) response.writeHead(404, { 'content-type': 'application/xml' }).end('<Error><Code>NoSuchKey</Code></Error>');
      else response.writeHead(200).end(file);
    });
  });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    puts,
    close: () => new Promise((resolve) => { server.close(() => { resolve(); }); server.closeAllConnections(); }),
  };
}
