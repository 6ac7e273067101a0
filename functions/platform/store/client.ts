/** The AWS SDK client; an endpoint is set only where the store is not AWS's own. */
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

export type DocumentClient = DynamoDBDocumentClient;
export type StoreAddress = { readonly region: string; readonly endpoint?: string };

export function openDocumentClient({ region, endpoint }: StoreAddress): DynamoDBDocumentClient {
  const client = new DynamoDBClient({
    region,
    maxAttempts: 4,
    ...(endpoint ? { endpoint, credentials: { accessKeyId: 'local', secretAccessKey: 'local' } } : {}),
  });
  return DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } });
}
