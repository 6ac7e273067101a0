/** One function's callers of the outside open platform, in a process of their own: they share the store with others and nothing else. */
import { makeCallJson } from '../../../functions/platform/clients/call-json';
import { OPEN_PLATFORM_TOKENS } from '../../../functions/platform/clients/open-platform/app-token';
import { makeOpenPlatform } from '../../../functions/platform/clients/open-platform/open-platform';
import { makeTokenShelf } from '../../../functions/platform/clients/token-shelf';
import { openKeyRing } from '../../../functions/platform/crypto/key-ring';
import { randomHex } from '../../../functions/platform/crypto/random';
import { makeRingSeal } from '../../../functions/platform/crypto/ring-seal';
import { makeLog } from '../../../functions/platform/observe/log';
import { noMetrics } from '../../../functions/platform/observe/metrics';
import { openDocumentClient } from '../../../functions/platform/store/client';
import { makeStore } from '../../../functions/platform/store/store';

export type Calling = {
  readonly endpoint: string; readonly table: string; readonly ring: string; readonly url: string; readonly callers: number;
  readonly account: { readonly appId: string; readonly appSecret: string; readonly hospitalId: string };
};

/** How many were answered with a good token: the card they ask for is not there, which only a good token is told. */
async function callAll({ endpoint, table, ring, url, callers, account }: Calling): Promise<number> {
  const [log, now] = [makeLog({ service: 'bench', level: 'silent' }), Date.now];
  const store = makeStore(openDocumentClient({ region: 'local', endpoint }));
  const tokens = makeTokenShelf({ store, table, seal: makeRingSeal(openKeyRing(ring)), now }, OPEN_PLATFORM_TOKENS);
  const callJson = makeCallJson({ log, metrics: noMetrics, now });
  const client = makeOpenPlatform({ baseUrl: url, account, callJson, log, now, tokens, newRequestId: () => randomHex(16).toUpperCase() });
  const answers = await Promise.all(Array.from({ length: callers }, () => client.getHealthCardByHealthCardId({ healthCardId: 'A' })));
  return answers.filter((answer) => !answer.ok && answer.refusal.code === 'open-platform/refused').length;
}

process.on('message', (calling: Calling) => { void callAll(calling).then((answered) => process.send?.({ answered })); });
process.send?.({ ready: true });
