/** Runs a program to its end, as a person at a shell would. */
import { spawn } from 'node:child_process';

export type Ran = { readonly code: number | null; readonly output: string; readonly errors: string };

/** Rejects when there is no such program. */
export function runProgram(command: string, args: readonly string[], options: { readonly input?: string; readonly environment?: Readonly<Record<string, string>> } = {}): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { env: { ...process.env, ...options.environment } });
    const heard = { output: [] as Buffer[], errors: [] as Buffer[] };
    child.stdout.on('data', (part: Buffer) => heard.output.push(part));
    child.stderr.on('data', (part: Buffer) => heard.errors.push(part));
    child.on('error', reject);
    child.on('close', (code) => { resolve({ code, output: Buffer.concat(heard.output).toString('utf8'), errors: Buffer.concat(heard.errors).toString('utf8') }); });
    // A program that ends without reading its input closes the pipe: what it says tells why.
    child.stdin.on('error', () => undefined);
    child.stdin.end(options.input ?? '');
  });
}
