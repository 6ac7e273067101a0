import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Engine } from './engine';
import { isRefusal, refusal, type RefusalBody } from './refusals';

type Answer = { status: number; body: unknown };

const JSON_1_0 = 'application/x-amz-json-1.0';
const MAX_REQUEST_BYTES = 16 * 1024 * 1024;
/** Longer than SDK clients keep an idle connection, so that none is closed just as they use it again. */
const KEEP_ALIVE_MS = 120_000;

/** Serves the engine on loopback in the AWS JSON 1.0 protocol; port 0 takes any free one. */
export async function serveEngine(engine: Engine, port = 0): Promise<{ endpoint: string; close(): Promise<void> }> {
  const server = createServer((request, response) => {
    void respond(engine, request).then((answer) => {
      send(response, answer, server.listening);
    });
  });
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  await listen(server, port);
  const { port: bound } = server.address() as AddressInfo;
  return { endpoint: `http://127.0.0.1:${String(bound)}`, close: () => close(server) };
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => {
      resolve();
    });
    server.closeIdleConnections();
  });
}

async function respond(engine: Engine, request: IncomingMessage): Promise<Answer> {
  if (request.method === 'GET') return { status: 200, body: { status: 'healthy' } };
  try {
    return { status: 200, body: await engine.call(operationOf(request), parse(await readBody(request))) };
  } catch (error) {
    if (isRefusal(error)) return { status: error.statusCode, body: error.body };
    return { status: 500, body: internalError(error) };
  }
}

/** The content type keeps web pages out: a browser must ask before it sends it across origins, and gets no consent. */
function operationOf(request: IncomingMessage): string {
  const target = String(request.headers['x-amz-target'] ?? '');
  const isDynamoDb = request.headers['content-type'] === JSON_1_0 && target.startsWith('DynamoDB_20120810.');
  return isDynamoDb ? target.slice(target.indexOf('.') + 1) : '';
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= MAX_REQUEST_BYTES) chunks.push(chunk);
  }
  // Said only when all has come: a client that is still sending would not hear it.
  if (size > MAX_REQUEST_BYTES) throw Object.assign(refusal('RequestEntityTooLarge', ''), { statusCode: 413 });
  return Buffer.concat(chunks).toString();
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw refusal('SerializationException', 'The request is not JSON.');
  }
}

function internalError(error: unknown): RefusalBody {
  const message = error instanceof Error ? error.message : String(error);
  process.emitWarning(`The store failed: ${message}`);
  return { __type: 'com.amazonaws.dynamodb.v20120810#InternalServerError', message };
}

function send(response: ServerResponse, { status, body }: Answer, keepsListening: boolean): void {
  const text = JSON.stringify(body);
  const headers = { 'content-type': JSON_1_0, 'content-length': Buffer.byteLength(text) };
  response.writeHead(status, keepsListening ? headers : { ...headers, connection: 'close' });
  response.end(text);
}
