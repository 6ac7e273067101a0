/** How much of bare node:http is left once a request is a route with a session. */
import autocannon from 'autocannon';
import { fork, type ChildProcess } from 'node:child_process';
import { compare, type Row } from './measure';

type Served = { readonly child: ChildProcess; readonly url: string; readonly headers: Record<string, string> };

const SECONDS = 2;
const CONNECTIONS = 32;

function serve(program: string): Promise<Served> {
  const child = fork(`build/bench/${program}.cjs`, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  return new Promise((resolve) => {
    child.once('message', (said: { url: string; headers?: Record<string, string> }) => { resolve({ child, url: said.url, headers: said.headers ?? {} }); });
  });
}

async function requestsPerSecond({ url, headers }: Served): Promise<number> {
  const result = await autocannon({ url, headers, connections: CONNECTIONS, duration: SECONDS });
  if (result.non2xx > 0 || result.errors > 0) throw new Error(`${url} answered ${result.non2xx} refusals and ${result.errors} errors`);
  return result.requests.average;
}

export async function httpRows(): Promise<readonly Row[]> {
  const [bare, session] = [await serve('bare'), await serve('session')];
  const row = await compare(
    { id: 'http.session-route', what: 'a route with a session against bare node:http', unit: 'requests/s', budget: '≥ 0.35' },
    () => requestsPerSecond(session), () => requestsPerSecond(bare),
  );
  bare.child.kill();
  session.child.kill();
  return [row];
}
