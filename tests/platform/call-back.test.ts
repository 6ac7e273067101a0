/** Calls to addresses that partners gave: never into a network that is not public. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import * as z from 'zod/mini';
import { makeCallBackClient } from '../../functions/platform/clients/call-back';
import { makeCallJson } from '../../functions/platform/clients/call-json';
import { noMetrics } from '../../functions/platform/observe/metrics';
import { recordingLog } from '../doubles/recording-log';
import type { CallJson } from '../../functions/platform/clients/call';

function setup(addresses: readonly string[] | undefined, mayBePrivate = false) {
  const called: string[] = [];
  const pinned: unknown[] = [];
  const callJson = (async ({ url, addresses: to }: { url: string; addresses?: unknown }) => {
    called.push(url);
    pinned.push(to);
    return Promise.resolve({ ok: true, value: {} });
  }) as unknown as CallJson;
  const resolve = async () => (addresses ? Promise.resolve(addresses) : Promise.reject(new Error('no such host')));
  const client = makeCallBackClient({ callJson, mayBePrivate, resolve });
  return { called, pinned, send: () => client.send({ url: 'https://hospital.example/called', body: '{}', sign: 's' }) };
}

it.each(['1.2.4.8', '172.32.0.1', '100.63.0.1', '2400:3200::1'])('calls an address in public: %s', async (address) => {
  const { called, send } = setup([address]);
  expect(await send()).toBe(true);
  expect(called).toHaveLength(1);
});

it.each([
  '127.0.0.1', '10.0.0.8', '172.16.0.1', '172.31.255.255', '192.168.1.1', '169.254.169.254', '100.64.0.1', '100.100.100.200', '0.0.0.0', '224.0.0.1', '255.255.255.255', '198.18.0.1',
  '::1', '::', 'fe80::1', 'fd00::1', '::ffff:127.0.0.1', '64:ff9b::7f00:1', '2002:7f00:1::', '2001::1', '2001:db8::1', 'ff02::1',
])('never calls %s, whatever its name is', async (address) => {
  const { called, send } = setup(['1.2.4.8', address]);
  expect(await send()).toBe(false);
  expect(called).toEqual([]);
});

it('calls nobody whose name is unknown, and on one machine whoever is there', async () => {
  expect(await setup(undefined).send()).toBe(false);
  expect(await setup([]).send()).toBe(false);
  expect(await setup(['127.0.0.1'], true).send()).toBe(true);
});

it('connects to what it looked at, not to what the name leads to a moment later', async () => {
  const { pinned, send } = setup(['1.2.4.8', '2400:3200::1']);
  await send();
  expect(pinned).toEqual([['1.2.4.8', '2400:3200::1']]);
});

it('sends the whole call to the address it was given, under the name', async () => {
  const server = createServer((request, response) => {
    request.resume().on('end', () => response.writeHead(200).end(JSON.stringify({ host: request.headers.host, sign: request.headers['x-open-sign'] })));
  });
  await new Promise<void>((listening) => { server.listen(0, '127.0.0.1', listening); });
  const { port } = server.address() as AddressInfo;
  const callJson = makeCallJson({ log: recordingLog(), metrics: noMetrics, now: Date.now });
  const call = { target: 'x', method: 'POST', url: `http://rebound.invalid:${String(port)}/`, body: '{}', headers: { 'x-open-sign': 's' }, safe: false, answer: z.unknown() } as const;
  expect(await callJson({ ...call, addresses: ['127.0.0.1'] })).toEqual({ ok: true, value: { host: `rebound.invalid:${String(port)}`, sign: 's' } });
  expect(await callJson(call)).toMatchObject({ ok: false });
  server.close();
});
