/** 3.6 回调: an institution is told what it waits for; one that is away for hours is told when it is back. */
import { CALL_BACK_GIVEN_UP_MS, pauseAfter } from '../../../shared/open-platform/call-back.rules';
import type { Apps, CallBacks, DeliverCallBack, PartnerApp, SendCallBack } from '../open-platform.ports';
import { foreignAddress } from '../open-platform.rules';

export type DeliverCallBackDeps = {
  readonly apps: Pick<Apps, 'find'>;
  readonly callBacks: CallBacks;
  readonly sendCallBack: SendCallBack;
  /** Base64 of SHA-256. */
  readonly signatureOf: (text: string) => string;
  readonly now: () => number;
};

export function makeDeliverCallBack({ apps, callBacks, sendCallBack, signatureOf, now }: DeliverCallBackDeps): DeliverCallBack {
  return async function deliver(call) {
    const app = await apps.find(call.appId);
    const secret = app?.secrets[0];
    // Closed, or the address is the app's no longer.
    const isOver = !app || app.closed || secret === undefined || !mayCall(app, call.url);
    const taken = isOver || (await sendCallBack({ url: call.url, body: call.body, sign: signatureOf(call.body + secret) }));
    const settled = taken || now() > call.since + CALL_BACK_GIVEN_UP_MS;
    await (settled ? callBacks.done(call) : callBacks.later(call, now() + pauseAfter(call.tries)));
    return settled;
  };
}

/** The address of the console, or one on a host the app registered. */
function mayCall(app: PartnerApp, url: string): boolean {
  return url === app.callbackUrl || !foreignAddress(app, url);
}

/** Tried at the same time. */
const CALLS_AT_ONCE = 100;
/** No more are begun after that: the function lives a little longer, and the next run goes on. */
const RUN_MS = 40_000;

/** Gives how many were settled. However many are owed to one institution that is away, those of others have their turn in the same run. */
export function makeDeliverCallBacks({ callBacks, deliverCallBack, now }: Pick<DeliverCallBackDeps, 'callBacks' | 'now'> & { readonly deliverCallBack: DeliverCallBack }): () => Promise<number> {
  return async function deliverAll() {
    const endsAt = now() + RUN_MS;
    // The index lags: what was tried in this run may still be said to be due.
    const tried = new Set<string>();
    let settled = 0;
    for (let due = await callBacks.due(CALLS_AT_ONCE); due.some(({ id }) => !tried.has(id)); due = await callBacks.due(CALLS_AT_ONCE)) {
      const calls = due.filter(({ id }) => !tried.has(id));
      calls.forEach(({ id }) => tried.add(id));
      settled += (await Promise.all(calls.map(deliverCallBack))).filter(Boolean).length;
      if (now() >= endsAt) break;
    }
    return settled;
  };
}
