/** The one plain shape of every table, as DynamoDB is told it: on AWS by CloudFormation, on one machine by the local town. */
import { INDEX_NAME } from './item';

export const TTL_ATTRIBUTE = 'expiresAt';

const keys = (hash: string, range: string) => [
  { AttributeName: hash, KeyType: 'HASH' as const },
  { AttributeName: range, KeyType: 'RANGE' as const },
];

export const TABLE_SHAPE = {
  BillingMode: 'PAY_PER_REQUEST' as const,
  AttributeDefinitions: ['pk', 'sk', 'ipk', 'isk'].map((AttributeName) => ({ AttributeName, AttributeType: 'S' as const })),
  KeySchema: keys('pk', 'sk'),
  GlobalSecondaryIndexes: [{ IndexName: INDEX_NAME, KeySchema: keys('ipk', 'isk'), Projection: { ProjectionType: 'ALL' as const } }],
};
