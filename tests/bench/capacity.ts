/** Read and write units of an operation, as the store counts them by what an item weighs before and after; the index is added, which it leaves out. */
import { plain, type Row } from './measure';
import type { Sent } from './watching';

type Written = { readonly Item?: object };
type Transaction = { readonly TransactItems: readonly Record<string, Written>[] };

const WRITE_BYTES = 1024;
const WRITES: readonly string[] = ['PutCommand', 'UpdateCommand', 'DeleteCommand', 'TransactWriteCommand'];

/** An indexed item is written once more into its index; in a transaction the table's write counts double, the index's too. */
function indexUnits({ make: { name }, input }: Sent): number {
  if (name === 'PutCommand') return ofIndexed((input as Written).Item);
  if (name !== 'TransactWriteCommand') return 0;
  const items = (input as Transaction).TransactItems.flatMap((one) => Object.values(one));
  return items.reduce((sum, { Item }) => sum + 2 * ofIndexed(Item), 0);
}

function ofIndexed(item: object | undefined): number {
  return item !== undefined && 'ipk' in item ? Math.ceil(Buffer.byteLength(JSON.stringify(item)) / WRITE_BYTES) : 0;
}

export function capacityRow(operation: string, what: string, recorded: readonly Sent[]): Row {
  const sum = (units: readonly number[]) => units.reduce((total, one) => total + one, 0);
  const isWrite = ({ make }: Sent) => WRITES.includes(make.name);
  const read = sum(recorded.filter((one) => !isWrite(one)).map(({ units }) => units));
  const write = sum(recorded.filter(isWrite).map((one) => one.units + indexUnits(one)));
  return plain({ id: `capacity.${operation}`, what: `${what}: ${read} read units and ${write} write units`, unit: 'units' }, read + write);
}
