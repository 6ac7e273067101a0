/** The authority as an outside one: the same gateway, behind a way that can be disturbed. Opened before the town, led to it after. */
import { listenOnLoopback, type Loopback } from '../../functions/sandbox/loopback';
import { makeMoods, type Moods } from '../../functions/sandbox/moods';
import { PATH } from '../authority/ehc';

export type AuthorityWay = Loopback & { readonly moods: Moods; leadTo(url: string): void };

export async function openAuthorityWay(): Promise<AuthorityWay> {
  const moods = makeMoods();
  let target = '';
  const pass = async (request: Request) => {
    const answer = await fetch(target + new URL(request.url).pathname, { method: 'POST', headers: request.headers, body: await request.text() });
    return new Response(await answer.text(), { status: answer.status });
  };
  const way = await listenOnLoopback(moods.before(pass, () => new Response(null, { status: 500 })), 0);
  process.env['AUTHORITY_URL'] = way.url + PATH;
  return {
    ...way, moods,
    leadTo: (url) => { target = url; },
    async close() {
      delete process.env['AUTHORITY_URL'];
      await way.close();
    },
  };
}
