/** Writes items until the store refuses, then says in JSON how many were acknowledged and what the fault was. */
import { openEngine, type EngineFault } from '../../functions/local/embedded-dynamodb';

const TABLE = {
  TableName: 'items',
  BillingMode: 'PAY_PER_REQUEST',
  AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
  KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
};

async function main(folder: string): Promise<void> {
  const engine = await openEngine({ path: folder });
  await engine.call('CreateTable', TABLE);
  let acknowledged = 0;
  let fault: EngineFault | undefined;
  while (!fault && acknowledged < 1000) {
    const Item = { pk: { S: String(acknowledged) }, text: { S: 'x'.repeat(1000) } };
    await engine.call('PutItem', { TableName: 'items', Item }).then(
      () => (acknowledged += 1),
      (error: unknown) => (fault = error as EngineFault),
    );
  }
  process.stdout.write(JSON.stringify({ acknowledged, code: fault?.code, message: fault?.message }));
}

void main(process.argv[2] ?? '');
