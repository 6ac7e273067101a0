/** `npm start` as a process of its own, without its building steps: the program is bundled once per test file. */
import { spawn, type ChildProcess } from 'node:child_process';
import { buildSync } from 'esbuild';
import { mkdirSync, mkdtempSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

export type Started = {
  readonly url: string;
  readonly wechatUrl: string;
  readonly child: ChildProcess;
  /** Everything printed so far. */
  readonly output: () => string;
  /** Sends SIGTERM; gives the exit code and how long it took. */
  end(signal?: NodeJS.Signals): Promise<{ code: number | null; ms: number }>;
};

/** What a program's line on stderr begins with in the log of the suite, which is searched for people. */
export const PROGRAM_STDERR = 'program stderr: ';

let program: string | undefined;

function bundled(): string {
  if (program === undefined) {
    // Inside the checkout, so that the packages are found.
    mkdirSync('build', { recursive: true });
    program = join(mkdtempSync('build/start-'), 'main.cjs');
    buildSync({ entryPoints: ['functions/local/main.ts'], outfile: program, bundle: true, platform: 'node', target: 'node20', format: 'cjs', packages: 'external', logLevel: 'error' });
  }
  return program;
}

export function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => { resolve(port); });
    });
  });
}

type Launched = { readonly child: ChildProcess; readonly output: () => string; readonly onOutput: (listener: () => void) => void };

/** What it logs goes on to the log of the suite; what it prints for people does not: that is not a log. */
function launch(environment: Record<string, string>, script: readonly string[], command = process.execPath): Launched {
  const child = spawn(command, script, { env: { ...process.env, ...environment }, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  let hear: () => void = () => undefined;
  createInterface({ input: child.stdout }).on('line', (line) => {
    output += `${line}\n`;
    if (line.startsWith('{"')) process.stdout.write(`${line}\n`);
    hear();
  });
  createInterface({ input: child.stderr }).on('line', (line) => {
    output += `${line}\n`;
    if (process.env['LOG_LEVEL'] !== undefined) process.stdout.write(line.startsWith('{"') ? `${line}\n` : `${PROGRAM_STDERR}${line}\n`);
  });
  return { child, output: () => output, onOutput: (listener) => { hear = listener; } };
}

/** Spawns the program, or another script or command that ends in it; resolves at its `ready` line, rejects with its words when it ends before. */
export function spawnStart(environment: Record<string, string>, script: readonly string[] = [bundled()], command = process.execPath): Promise<Started> {
  const { child, output, onOutput } = launch(environment, script, command);
  return new Promise((resolve, reject) => {
    onOutput(() => {
      const url = /^ready (\S+)$/m.exec(output())?.[1];
      const wechatUrl = /WeChat sandbox: (\S+)/.exec(output())?.[1];
      if (url && wechatUrl) resolve({ url, wechatUrl, child, output, end: (signal = 'SIGTERM') => end(child, signal) });
    });
    child.once('close', () => { reject(new Error(output())); });
  });
}

/** Spawns the program where it cannot start; gives what it said and its exit code. */
export function failedStart(environment: Record<string, string>, script: readonly string[] = [bundled()]): Promise<{ code: number | null; said: string }> {
  const { child, output, onOutput } = launch(environment, script);
  return new Promise((resolve, reject) => {
    onOutput(() => {
      if (!/^ready /m.test(output())) return;
      child.kill('SIGKILL');
      reject(new Error('it started'));
    });
    child.once('close', (code) => { resolve({ code, said: spoken(output()) }); });
  });
}

/** What was said to people: everything but log lines. */
function spoken(output: string): string {
  return output.split('\n').filter((line) => line !== '' && !line.startsWith('{"')).join('\n');
}

function end(child: ChildProcess, signal: NodeJS.Signals): Promise<{ code: number | null; ms: number }> {
  const from = Date.now();
  return new Promise((resolve) => {
    child.once('exit', (code) => { resolve({ code, ms: Date.now() - from }); });
    child.kill(signal);
  });
}
