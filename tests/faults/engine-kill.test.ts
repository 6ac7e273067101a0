import { spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, paginateQuery, paginateScan, PutCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { newStoreTable } from '../contracts/store-table';
import { bundleProgram } from './programs';

const TableName = 'accounts';
const WRITERS = 16;
const KILLS = 3;
const ACKNOWLEDGED_BETWEEN_KILLS = 120;
const START_BALANCE = 1000;
const ACCOUNTS = Array.from({ length: 12 }, (_, n) => `account#${String(n)}`);

type Transfer = { id: string; from: string; to: string; amount: number };
type Row = { pk: string; sk: string; owner: string; balance?: number; version?: number } & Partial<Transfer>;

const children: ChildProcess[] = [];
afterAll(() => {
  for (const child of children) child.kill('SIGKILL');
});

test('kill -9 under 16 writers, three times: nothing acknowledged is lost, nothing happens twice, indexes and feed agree', async () => {
  const home = mkdtempSync(path.join(tmpdir(), 'engine-kill-'));
  const bank = makeBank(home);
  await bank.start();
  await bank.openAccounts();
  const writers = Array.from({ length: WRITERS }, () => bank.write());
  for (let kill = 1; kill <= KILLS; kill += 1) {
    await bank.untilAcknowledged(kill * ACKNOWLEDGED_BETWEEN_KILLS);
    await bank.kill();
    await bank.start();
  }
  await bank.untilAcknowledged((KILLS + 1) * ACKNOWLEDGED_BETWEEN_KILLS);
  bank.finish();
  await Promise.all(writers);

  const rows = await bank.scan();
  const transfers = rows.filter(({ pk }) => pk.startsWith('transfer#')) as (Row & Transfer)[];
  const done = new Set(transfers.map(({ id }) => id));
  expect(bank.acknowledged.filter((id) => !done.has(id))).toEqual([]);

  const accounts = rows.filter(({ pk }) => pk.startsWith('account#'));
  expect(sum(accounts.map(({ balance = 0 }) => balance))).toBe(ACCOUNTS.length * START_BALANCE);
  for (const { pk, balance } of accounts) {
    const received = sum(transfers.filter(({ to }) => to === pk).map(({ amount }) => amount));
    const paid = sum(transfers.filter(({ from }) => from === pk).map(({ amount }) => amount));
    expect({ pk, balance }).toEqual({ pk, balance: START_BALANCE + received - paid });
  }

  expect(inOrder([...(await bank.indexed('account')), ...(await bank.indexed('transfer'))])).toEqual(inOrder(rows));

  await bank.end();
  const delivered = firstDeliveries(bank.deliveredFile);
  for (const { pk, version = 0 } of accounts) {
    expect(delivered.get(pk)).toEqual(Array.from({ length: version }, (_, index) => index + 1));
  }
  expect([...done].filter((id) => !delivered.has(`transfer#${id}`))).toEqual([]);
  rmSync(home, { recursive: true });
}, 120_000);

/** The store as a process that can be killed, and writers that do not give up. */
function makeBank(home: string) {
  const program = bundleProgram('serve-accounts');
  const deliveredFile = path.join(home, 'delivered');
  const acknowledged: string[] = [];
  let child: ChildProcess | undefined;
  let client: DynamoDBClient;
  let documents: DynamoDBDocumentClient;
  let isOver = false;

  async function start(): Promise<void> {
    const args = [program, path.join(home, 'store'), deliveredFile];
    const started = (child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] }));
    children.push(started);
    const [line] = (await once(started.stdout, 'data')) as [Buffer];
    const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
    const requestHandler = { requestTimeout: 2000 };
    client = new DynamoDBClient({
      endpoint: line.toString().trim(), region: 'cn-north-1', credentials, maxAttempts: 1, requestHandler,
    });
    documents = DynamoDBDocumentClient.from(client);
  }

  async function stop(signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
    const ended = once(child!, 'exit');
    child!.kill(signal);
    await ended;
    client.destroy();
  }

  async function openAccounts(): Promise<void> {
    await newStoreTable(client, TableName);
    for (const pk of ACCOUNTS) {
      const Item = { pk, sk: '1', owner: 'account', balance: START_BALANCE, version: 1 };
      await documents.send(new PutCommand({ TableName, Item }));
    }
  }

  async function write(): Promise<void> {
    for (let n = 0; !isOver; n += 1) {
      const [from, to] = [pickAccount(), pickAccount()];
      if (from === to) continue;
      const transfer = { id: randomUUID(), from, to, amount: 1 + (n % 9) };
      if (await persistently(transfer)) acknowledged.push(transfer.id);
    }
  }

  /** Sends the same request with the same token until it is answered; false when it was refused. */
  async function persistently(transfer: Transfer): Promise<boolean> {
    try {
      await documents.send(new TransactWriteCommand(transferRequest(transfer)));
      return true;
    } catch (error) {
      if ((error as Error).name === 'TransactionCanceledException') return false;
      await delay(5);
      return persistently(transfer);
    }
  }

  async function untilAcknowledged(count: number): Promise<void> {
    while (acknowledged.length < count) await delay(1);
  }

  async function scan(): Promise<Row[]> {
    const rows: Row[] = [];
    for await (const page of paginateScan({ client: documents }, { TableName })) rows.push(...((page.Items ?? []) as Row[]));
    return rows;
  }

  async function indexed(owner: string): Promise<Row[]> {
    const rows: Row[] = [];
    const query = {
      TableName, IndexName: 'by-owner', KeyConditionExpression: '#o = :o',
      ExpressionAttributeNames: { '#o': 'owner' }, ExpressionAttributeValues: { ':o': owner },
    };
    for await (const page of paginateQuery({ client: documents }, query)) rows.push(...((page.Items ?? []) as Row[]));
    return rows;
  }

  const finish = () => void (isOver = true);
  return {
    acknowledged, deliveredFile, start, openAccounts, write, untilAcknowledged, scan, indexed, finish,
    kill: () => stop('SIGKILL'),
    end: () => stop('SIGTERM'),
  };
}

function transferRequest({ id, from, to, amount }: Transfer) {
  const change = (pk: string, by: number, more: object = {}) => ({
    Update: {
      TableName,
      Key: { pk, sk: '1' },
      UpdateExpression: 'ADD balance :by, version :one',
      ExpressionAttributeValues: { ':by': by, ':one': 1, ...(by < 0 && { ':needed': -by }) },
      ...more,
    },
  });
  const Item = { pk: `transfer#${id}`, sk: '1', owner: 'transfer', id, from, to, amount, version: 1 };
  return {
    ClientRequestToken: id,
    TransactItems: [
      change(from, -amount, { ConditionExpression: 'balance >= :needed' }),
      change(to, amount),
      { Put: { TableName, Item } },
    ],
  };
}

/** For each item its versions, in the order in which the feed first delivered them. */
function firstDeliveries(file: string): Map<string, number[]> {
  const delivered = new Map<string, number[]>();
  for (const line of readFileSync(file, 'utf8').trim().split('\n')) {
    const [pk = '', version = ''] = line.split(' ');
    const versions = delivered.get(pk) ?? [];
    if (!versions.includes(Number(version))) delivered.set(pk, [...versions, Number(version)]);
  }
  return delivered;
}

const pickAccount = () => ACCOUNTS[Math.floor(Math.random() * ACCOUNTS.length)]!;
const sum = (numbers: number[]) => numbers.reduce((total, number) => total + number, 0);
const inOrder = (rows: Row[]) => rows.toSorted((a, b) => (a.pk < b.pk ? -1 : 1));
