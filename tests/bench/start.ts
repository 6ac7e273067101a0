/** How soon `npm start` is ready when everything is there from yesterday. */
import { spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../rig/spawn-start';
import { absolute, PAIRS, type Row } from './measure';

async function secondsToReady(dataDir: string): Promise<number> {
  const from = performance.now();
  const child = spawn(process.execPath, ['functions/local/start.mjs'], { env: { ...process.env, PORT: String(await freePort()), DATA_DIR: dataDir }, stdio: ['ignore', 'pipe', 'inherit'] });
  const seconds = await new Promise<number>((resolve, reject) => {
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      if (/^ready /m.test(output)) resolve((performance.now() - from) / 1000);
    });
    child.once('exit', () => { reject(new Error(output)); });
  });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await ended;
  return seconds;
}

export async function startRows(): Promise<readonly Row[]> {
  const dataDir = mkdtempSync(join(tmpdir(), 'bench-start-'));
  await secondsToReady(dataDir);
  const seconds: number[] = [];
  for (let run = 0; run < PAIRS; run += 1) seconds.push(await secondsToReady(dataDir));
  return [absolute({ id: 'start.ready', what: 'a second `npm start` until it is ready', unit: 's', budget: '≤ 3' }, seconds)];
}
