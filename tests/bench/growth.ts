/** A package must open as fast among 100,000 residents as among 1,000, and serving them must fit a small machine. */
import autocannon from 'autocannon';
import { BatchWriteCommand } from '@aws-sdk/lib-dynamodb';
import { makeCard } from '../../functions/card/card.lambda';
import { openIdentity } from '../../functions/identity/identity.public';
import type { Item } from '../../functions/platform/store/item';
import { claimCardRoute, listCardsRoute } from '../../shared/card/card.routes';
import { absolute, compare, rate, type Row } from './measure';
import { openBenchTown, type BenchTown } from './town';

const FEW = 1_000;
const MANY = 100_000;
const LISTS = 300;
const AT_ONCE = 16;
const BATCH = 25;
const LOAD_SECONDS = 5;

type Grown = { readonly town: BenchTown; readonly accountId: string; readonly token: string };

/** A town where one real resident lives among so many others, whose items are copies of the real ones. */
async function grow(residents: number): Promise<Grown> {
  const town = await openBenchTown({ onDisk: true });
  const phone = await town.phoneOf('zhang-wei');
  await phone.must(claimCardRoute, {});
  const { accountId = '' } = phone.session()?.account ?? {};
  const { items } = await town.f.store.query(town.f.table('card'), { pk: `account#${accountId}` });
  const copies = (n: number) => items.map((item) => JSON.parse(JSON.stringify(item).replaceAll(accountId, `account_${String(n).padStart(26, '0')}`)) as Item);
  const perBatch = Math.floor(BATCH / items.length);
  await rate(Math.ceil(residents / perBatch), AT_ONCE, async (batch) => {
    const written = Array.from({ length: perBatch }, (_, n) => copies(batch * perBatch + n)).flat();
    await town.watched.client.send(new BatchWriteCommand({ RequestItems: { [town.f.table('card')]: written.map((Item) => ({ PutRequest: { Item } })) } }));
  });
  return { town, accountId, token: phone.session()?.accessToken ?? '' };
}

function lister({ town, accountId }: Grown): () => Promise<number> {
  const list = makeCard(town.f, openIdentity(town.f)).http.find(({ route }) => route === (listCardsRoute as unknown))?.answer;
  const caller = { requestId: 'request_bench', accountId, sessionId: 'session_bench', consents: ['privacy', 'sensitive'] };
  return async () => 1000 / (await rate(LISTS, AT_ONCE, async () => list?.({}, caller)));
}

export async function growthRows(): Promise<readonly Row[]> {
  const few = await grow(FEW);
  const many = await grow(MANY);
  const growth = await compare(
    { id: 'card.growth', what: 'list a package among 100,000 cards against among 1,000', unit: 'ms', budget: '≤ 1.2' }, lister(many), lister(few),
  );
  few.town.end();
  const held = await underLoad(many);
  many.town.end();
  return [growth, absolute({ id: 'rss.serving', what: 'memory of the one process that serves 100,000 residents, store and sandboxes included, under load', unit: 'MB', budget: '≤ 300' }, held)];
}

/** Samples the process once a second while it is asked for packages. */
async function underLoad({ town, token }: Grown): Promise<readonly number[]> {
  const load = autocannon({ url: `${town.url}${listCardsRoute.path}`, headers: { authorization: `Bearer ${token}` }, connections: AT_ONCE, duration: LOAD_SECONDS });
  const samples: number[] = [];
  const timer = setInterval(() => { void town.rss().then((bytes) => samples.push(bytes / 1_000_000)); }, 1000);
  const { non2xx } = await load;
  clearInterval(timer);
  if (non2xx > 0) throw new Error(`${non2xx} lists were refused under load`);
  return [Math.max(...samples)];
}
