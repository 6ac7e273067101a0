/** A route that needs a session, as every slice serves it: signed token, revocations in memory, parsed input, log line. No store call. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { listenOn } from '../../../functions/local/listen';
import { localConfig } from '../../../functions/local/local-config';
import { localParts } from '../../../functions/local/local-parts';
import { forResident } from '../../../functions/platform/entry/binding';
import { makeHttpApp } from '../../../functions/platform/entry/http';
import { makeFoundations } from '../../../functions/platform/make-foundations';
import { ok } from '../../../shared/kernel/result';
import { defineRoute } from '../../../shared/kernel/route';
import { openTestStore } from '../../rig/open-store';

const route = defineRoute({
  method: 'GET', path: '/v1/bench', summary: 'Nothing but the entry', callers: ['resident'],
  input: z.object({}), output: z.object({ done: z.literal(true) }), refusals: {},
});

async function main(): Promise<void> {
  const rig = await openTestStore({ moods: {}, prefix: 'henan-health-local-' });
  const dataDir = mkdtempSync(join(tmpdir(), 'bench-'));
  const nowhere = 'http://127.0.0.1:9';
  const config = localConfig({ base: nowhere, store: rig.endpoint, wechat: nowhere, register: nowhere }, dataDir, { LOG_LEVEL: 'info' });
  const f = makeFoundations(config, localParts(config, dataDir));
  const app = makeHttpApp(f.http, [forResident(route, async () => ok({ done: true } as const))]);
  const { url } = await listenOn(app, 0);
  const { accessToken } = f.sessions.mintAccess({ accountId: 'account_bench', sessionId: 'session_bench', consents: ['privacy', 'sensitive'] });
  process.send?.({ url: `${url}/v1/bench`, headers: { authorization: `Bearer ${accessToken}` } });
}

void main();
