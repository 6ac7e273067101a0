/** A packaged function in a process of its own, with the environment its template gives it. */
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { filesIn } from './archive';

export type Packaged = { readonly archive: Buffer; readonly handler: string; readonly environment: Readonly<Record<string, string>> };

/** Unpacks the function, lets it answer one event and gives the answer. Throws what it said when it could not. */
export async function answerOf({ archive, handler, environment }: Packaged, event: unknown): Promise<unknown> {
  const folder = mkdtempSync(join(tmpdir(), 'packaged-'));
  for (const [path, content] of filesIn(archive)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  const child = spawn(process.execPath, ['-e', programOf(folder, handler, event)], { cwd: folder, env: { PATH: process.env['PATH'], ...environment }, stdio: ['ignore', 'pipe', 'pipe', 'pipe'] });
  const [, out, log, answer] = child.stdio.map(collected);
  await new Promise((resolve) => { child.on('close', resolve); });
  if (!answer?.text) throw new Error(`the packaged function did not answer: ${String(out?.text)}${String(log?.text)}`);
  return JSON.parse(answer.text);
}

/** Calls the handler as Lambda does; the answer leaves by a pipe of its own. */
function programOf(folder: string, handler: string, event: unknown): string {
  const dot = handler.lastIndexOf('.');
  const [file, name] = [JSON.stringify(join(folder, handler.slice(0, dot))), JSON.stringify(handler.slice(dot + 1))];
  return `require(${file})[${name}](${JSON.stringify(event)}, {}).then((answer) => { require('node:fs').writeSync(3, JSON.stringify(answer ?? null)); process.exit(0); })`;
}

function collected(stream: unknown): { text: string } {
  const kept = { text: '' };
  if (stream instanceof Readable) stream.on('data', (chunk) => { kept.text += String(chunk); });
  return kept;
}

/** An event of the HTTP API, payload 2.0. */
export function httpEvent(method: string, path: string, headers: Readonly<Record<string, string>> = {}): unknown {
  return {
    version: '2.0', routeKey: `${method} ${path}`, rawPath: path, rawQueryString: '', headers, isBase64Encoded: false,
    requestContext: { accountId: '000000000000', domainName: 'health.example', requestId: 'request', stage: '$default', http: { method, path, protocol: 'HTTP/1.1', sourceIp: '192.0.2.1', userAgent: 'test' } },
  };
}
