/** Read and write units of an operation, from the sizes of what it reads and writes: DynamoDB's own rules. */
import type { BenchTown } from './town';
import { plain, type Row } from './measure';
import type { Sent } from './watching';

const READ_BYTES = 4096;
const WRITE_BYTES = 1024;

type Units = { read: number; write: number };
type Written = { Item?: object; Key?: object };
type Transaction = { TransactItems: readonly Record<string, Written>[] };

const size = (value: unknown) => Buffer.byteLength(JSON.stringify(value ?? {}));
const writeUnits = (value: unknown) => Math.max(1, Math.ceil(size(value) / WRITE_BYTES));

/** A strongly consistent read costs one unit for each 4 KB, a write one for each 1 KB and as much again in the index; in a transaction both double. */
async function unitsOf(town: BenchTown, { make, input }: Sent): Promise<Units> {
  const name = make.name;
  if (name === 'PutCommand') return { read: 0, write: itemUnits((input as Written).Item) };
  if (name === 'UpdateCommand' || name === 'DeleteCommand') return { read: 0, write: 1 };
  if (name === 'TransactWriteCommand') {
    const writes = (input as Transaction).TransactItems.flatMap((one) => Object.values(one));
    return { read: 0, write: writes.reduce((sum, one) => sum + 2 * itemUnits(one.Item ?? one.Key), 0) };
  }
  const answer = await town.watched.client.send(new make(input) as never) as { Item?: object; Items?: object[]; Responses?: object };
  return { read: Math.max(1, Math.ceil(size(answer.Item ?? answer.Items ?? answer.Responses) / READ_BYTES)), write: 0 };
}

function itemUnits(item: object | undefined): number {
  const indexed = item !== undefined && 'ipk' in item;
  return writeUnits(item) * (indexed ? 2 : 1);
}

export async function capacityRow(operation: string, what: string, town: BenchTown, recorded: readonly Sent[]): Promise<Row> {
  const units = await Promise.all(recorded.map((sent) => unitsOf(town, sent)));
  const read = units.reduce((sum, one) => sum + one.read, 0);
  const write = units.reduce((sum, one) => sum + one.write, 0);
  return plain({ id: `capacity.${operation}`, what: `${what}: ${read} read units and ${write} write units`, unit: 'units' }, read + write);
}
