import { openEngine, serveEngine } from '../../functions/local/embedded-dynamodb';
import { describeStoreEngine } from './store-engine.contract';

describeStoreEngine('the embedded engine keeps the contract of the store', async () => {
  const engine = await openEngine();
  const server = await serveEngine(engine);
  return {
    endpoint: server.endpoint,
    close: async () => {
      await server.close();
      await engine.close();
    },
  };
});
