/** Every slice's table in its plain shape, as CloudFormation makes them on AWS. */
import { CreateTableCommand, DynamoDBClient, ListTablesCommand, UpdateTimeToLiveCommand } from '@aws-sdk/client-dynamodb';
import { TABLES } from '../platform/config/config';
import { TABLE_SHAPE, TTL_ATTRIBUTE } from '../platform/store/table-shape';

/** Creates the tables that are not there yet. */
export async function createTables(endpoint: string, prefix: string): Promise<void> {
  const client = new DynamoDBClient({ region: 'local', endpoint, credentials: { accessKeyId: 'local', secretAccessKey: 'local' } });
  const { TableNames: there = [] } = await client.send(new ListTablesCommand({}));
  for (const table of TABLES) {
    const TableName = `${prefix}${table}`;
    if (there.includes(TableName)) continue;
    await client.send(new CreateTableCommand({ TableName, ...TABLE_SHAPE }));
    await client.send(new UpdateTimeToLiveCommand({ TableName, TimeToLiveSpecification: { AttributeName: TTL_ATTRIBUTE, Enabled: true } }));
  }
  client.destroy();
}
