import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { EngineFault, openEngine } from '../../../functions/local/embedded-dynamodb';
import { closeCardStores, newFolder, openCardStore } from './card-store';

afterEach(closeCardStores);

const faultOf = (promise: Promise<unknown>) => promise.then(() => undefined, (error: unknown) => error as EngineFault);

test('data on disk is there again after a restart, in the table and in its index', async () => {
  const folder = newFolder();
  const first = await openCardStore({ path: folder });
  await first.put('a', { owner: 'o', n: 1 });
  await first.engine.close();
  const second = await openCardStore({ path: folder });
  expect(await second.get('a')).toEqual(second.item('a', { owner: 'o', n: 1 }));
  expect(await second.owned('o')).toHaveLength(1);
});

test('two engines in memory share nothing', async () => {
  const [one, other] = [await openCardStore(), await openCardStore()];
  await one.put('a');
  expect(await other.get('a')).toBeUndefined();
});

test('a folder that is in use gives one clear error, and is free after closing', async () => {
  const folder = newFolder();
  const { engine } = await openCardStore({ path: folder });
  const fault = await faultOf(openEngine({ path: folder }));
  expect(fault).toBeInstanceOf(EngineFault);
  expect(fault).toMatchObject({ code: 'path-locked', message: `The data folder ${folder} is in use by another process.` });
  await engine.close();
  await openCardStore({ path: folder });
});

test('a path that cannot be written gives one clear error', async () => {
  const file = `${newFolder()}-file`;
  writeFileSync(file, 'not a folder');
  for (const unusable of [file, path.join(file, 'below')]) {
    const fault = await faultOf(openEngine({ path: unusable }));
    expect(fault).toBeInstanceOf(EngineFault);
    expect(fault).toMatchObject({ code: 'path-not-writable' });
    expect(fault?.message).toContain(unusable);
  }
});

test('closing lets what is under way finish, can be done twice, and refuses what comes after', async () => {
  const folder = newFolder();
  const { engine, transact, add } = await openCardStore({ path: folder });
  const underWay = Promise.all(Array.from({ length: 20 }, () => transact([add('a', 1)])));
  await Promise.all([engine.close(), engine.close()]);
  await underWay;
  expect(await faultOf(transact([add('a', 1)]))).toMatchObject({ code: 'engine-closed' });
  const { get } = await openCardStore({ path: folder });
  expect(await get('a')).toMatchObject({ n: { N: '20' } });
});

test('a request is left as it was, so that it can be sent again', async () => {
  const { engine, item } = await openCardStore();
  const request = {
    TableName: 'cards',
    Item: item('a'),
    ConditionExpression: 'attribute_not_exists(pk)',
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    NotAMember: true,
  };
  const copy = structuredClone(request);
  await engine.call('PutItem', request);
  expect(request).toEqual(copy);
  await expect(engine.call('PutItem', request)).rejects.toMatchObject({ body: { Item: item('a') } });
});
