import { describeReading } from './store-reading.contract';
import type { StoreServer } from './store-table';
import { describeTables } from './store-tables.contract';
import { describeTransactions } from './store-transactions.contract';
import { describeWriting } from './store-writing.contract';

/** The real engine is slow on a busy machine; slowness is not what is tested here. */
jest.setTimeout(60_000);

/** What the product may expect of its store, on whichever engine it runs. */
export function describeStoreEngine(name: string, start: () => Promise<StoreServer>): void {
  describe(name, () => {
    let server: StoreServer | undefined;
    const endpoint = (): string => server?.endpoint ?? '';

    beforeAll(async () => {
      server = await start();
    });
    afterAll(async () => {
      await server?.close();
    });

    describeTables(endpoint);
    describeWriting(endpoint);
    describeReading(endpoint);
    describeTransactions(endpoint);
  });
}
