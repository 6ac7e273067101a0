import { once } from 'node:events';
import { request, type IncomingMessage } from 'node:http';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { serveEngine } from '../../../functions/local/embedded-dynamodb';
import { closeCardStores, openCardStore } from './card-store';

afterEach(closeCardStores);

const HEADERS = { 'content-type': 'application/x-amz-json-1.0', 'x-amz-target': 'DynamoDB_20120810.ListTables' };

async function setup() {
  const { engine } = await openCardStore();
  const server = await serveEngine(engine);
  const post = (body: string, headers: Record<string, string> = HEADERS) =>
    fetch(server.endpoint, { method: 'POST', headers, body });
  return { engine, server, post };
}

test('an operation is answered in the protocol of AWS', async () => {
  const { server, post } = await setup();
  const response = await post('{}');
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toBe('application/x-amz-json-1.0');
  expect(await response.json()).toEqual({ TableNames: ['cards'] });
  await server.close();
});

test.each([
  ['what is not JSON', '{', {}, 'SerializationException'],
  ['an unknown operation', '{}', { 'x-amz-target': 'DynamoDB_20120810.Imagine' }, 'UnknownOperationException'],
  ['another service', '{}', { 'x-amz-target': 'Kinesis_20131202.ListTables' }, 'UnknownOperationException'],
  ['what a web page could send unasked', '{}', { 'content-type': 'text/plain' }, 'UnknownOperationException'],
])('%s is refused', async (_case, body, headers, name) => {
  const { server, post } = await setup();
  const response = await post(body, { ...HEADERS, ...headers });
  expect(response.status).toBe(400);
  expect(await response.text()).toContain(`#${name}`);
  await server.close();
});

test('more than 16 MB is too large', async () => {
  const { server, post } = await setup();
  expect((await post('x'.repeat(17 * 1024 * 1024))).status).toBe(413);
  await server.close();
});

test('a fault of the engine is an internal error, not a refusal', async () => {
  const { engine, server, post } = await setup();
  await engine.close();
  const response = await post('{}');
  expect(response.status).toBe(500);
  expect(await response.json()).toMatchObject({ message: 'The store is closed.' });
  await server.close();
});

test('closing lets a request under way finish and then takes no more', async () => {
  const { server, post } = await setup();
  const underWay = request(server.endpoint, { method: 'POST', headers: HEADERS });
  underWay.write('{');
  await once(underWay, 'socket').then(([socket]) => once(socket as Socket, 'connect'));
  await post('{}');
  const closed = server.close();
  underWay.end('}');
  const [response] = (await once(underWay, 'response')) as [IncomingMessage];
  expect([response.statusCode, response.headers.connection]).toEqual([200, 'close']);
  response.resume();
  await closed;
  await expect(post('{}')).rejects.toThrow();
});

test('a taken port is told to whoever opens', async () => {
  const { engine } = await openCardStore();
  const squatter = createServer().listen(0, '127.0.0.1');
  await once(squatter, 'listening');
  const { port } = squatter.address() as AddressInfo;
  await expect(serveEngine(engine, port)).rejects.toMatchObject({ code: 'EADDRINUSE' });
  squatter.close();
});
