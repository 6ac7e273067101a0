/** A real store for one test file: the embedded engine in memory, spoken to over HTTP by the AWS SDK. */
import { openEngine, serveEngine, type Engine, type Moods } from '../../functions/local/embedded-dynamodb';
import { createTables } from '../../functions/local/store-tables';
import { openDocumentClient } from '../../functions/platform/store/client';
import { makeStore, type Store } from '../../functions/platform/store/store';

export type TestStore = { readonly store: Store; readonly engine: Engine; readonly endpoint: string; readonly prefix: string; close(): Promise<void> };

type Options = {
  readonly moods?: Partial<Moods> | undefined;
  readonly prefix?: string;
  /** Of a test that stands in another time: else the sweep takes what is not over there. Moods need time that goes on, so they keep the machine's. */
  readonly clock?: () => number;
};

export async function openTestStore({ moods, prefix = 'test-', clock }: Options = {}): Promise<TestStore> {
  const engine = await openEngine(moods ? { moods } : { ...(clock ? { clock } : {}) });
  const server = await serveEngine(engine);
  await createTables(server.endpoint, prefix);
  const client = openDocumentClient({ region: 'local', endpoint: server.endpoint });
  return {
    store: makeStore(client), engine, endpoint: server.endpoint, prefix,
    async close() {
      client.destroy();
      await server.close();
      await engine.close();
    },
  };
}
