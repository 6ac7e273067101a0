/** Serves a store of accounts from a folder until it is ended or killed, and keeps what its feed delivers in a file. */
import { appendFileSync } from 'node:fs';
import { openEngine, serveEngine, type StreamRecord } from '../../functions/local/embedded-dynamodb';

function lineOf({ dynamodb: { Keys, NewImage } = {} }: StreamRecord): string {
  return `${Keys?.pk?.S ?? ''} ${NewImage?.version?.N ?? ''}\n`;
}

async function main(folder: string, deliveredFile: string): Promise<void> {
  const engine = await openEngine({ path: folder });
  engine.onChanges('accounts', 'bookkeeper', async (records) => {
    appendFileSync(deliveredFile, records.map(lineOf).join(''));
  });
  const server = await serveEngine(engine);
  process.once('SIGTERM', () => {
    void server
      .close()
      .then(() => engine.feedIdle())
      .then(() => engine.close());
  });
  process.stdout.write(`${server.endpoint}\n`);
}

void main(process.argv[2] ?? '', process.argv[3] ?? '');
