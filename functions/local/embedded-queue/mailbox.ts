/** Where the letters of a queue lie: items of the embedded store, sorted by when they are due. */
import type { Engine } from '../embedded-dynamodb';

const TABLE = 'embedded-queues';
/** Milliseconds of the next centuries have 13 or 14 digits; as text they sort like numbers when padded. */
const DIGITS = 15;

export type Letter = { readonly id: string; readonly text: string; readonly dueAt: number; readonly receives: number };

export type Mailbox = {
  post(letter: Letter): Promise<void>;
  due(now: number, limit: number): Promise<readonly Letter[]>;
  remove(letter: Letter): Promise<void>;
  /** From one due time to another, all or nothing. */
  move(from: Letter, to: Letter): Promise<void>;
  /** To the dead letters of this queue. */
  putAside(letter: Letter): Promise<void>;
};

type Stored = Readonly<Record<string, { S: string }>>;

export async function openMailbox(engine: Engine, queue: string): Promise<Mailbox> {
  await createTable(engine);
  const key = (letter: Letter, box = queue) => ({ pk: { S: box }, sk: { S: `${String(letter.dueAt).padStart(DIGITS, '0')}#${letter.id}` } });
  const item = (letter: Letter, box = queue) => ({ ...key(letter, box), id: { S: letter.id }, text: { S: letter.text }, receives: { S: String(letter.receives) } });
  const swap = (from: Letter, put: object) =>
    engine.call('TransactWriteItems', { TransactItems: [{ Delete: { TableName: TABLE, Key: key(from) } }, { Put: { TableName: TABLE, Item: put } }] });
  return {
    async post(letter) {
      await engine.call('PutItem', { TableName: TABLE, Item: item(letter) });
    },
    async due(now, limit) {
      const answer = await engine.call('Query', {
        TableName: TABLE, Limit: limit, ConsistentRead: true, KeyConditionExpression: 'pk = :queue AND sk <= :now',
        ExpressionAttributeValues: { ':queue': { S: queue }, ':now': { S: `${String(now).padStart(DIGITS, '0')}~` } },
      }) as { Items?: Stored[] };
      return (answer.Items ?? []).map(letterOf);
    },
    async remove(letter) {
      await engine.call('DeleteItem', { TableName: TABLE, Key: key(letter) });
    },
    async move(from, to) {
      await swap(from, item(to));
    },
    async putAside(letter) {
      await swap(letter, item(letter, `${queue}-dead`));
    },
  };
}

function letterOf(stored: Stored): Letter {
  const text = (name: string) => stored[name]?.S ?? '';
  return { id: text('id'), text: text('text'), receives: Number(text('receives')), dueAt: Number(text('sk').slice(0, DIGITS)) };
}

async function createTable(engine: Engine): Promise<void> {
  const { TableNames } = await engine.call('ListTables', {}) as { TableNames: string[] };
  if (TableNames.includes(TABLE)) return;
  await engine.call('CreateTable', {
    TableName: TABLE, BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: ['pk', 'sk'].map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
    KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }, { AttributeName: 'sk', KeyType: 'RANGE' }],
  });
}
