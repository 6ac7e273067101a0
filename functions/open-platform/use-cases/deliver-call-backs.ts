/** 3.6 回调: an institution is told what it waits for; one that is away for hours is told when it is back. */
import { CALL_BACK_GIVEN_UP_MS, pauseAfter } from '../../../shared/open-platform/call-back.rules';
import type { Apps, CallBacks, DeliverCallBack, SendCallBack } from '../open-platform.ports';
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
    // Closed, or the host is the app's no longer.
    const isOver = !app || app.closed || secret === undefined || foreignAddress(app, call.url);
    const taken = isOver || (await sendCallBack({ url: call.url, body: call.body, sign: signatureOf(call.body + secret) }));
    const settled = taken || now() > call.since + CALL_BACK_GIVEN_UP_MS;
    await (settled ? callBacks.done(call) : callBacks.later(call, now() + pauseAfter(call.tries)));
    return settled;
  };
}

/** What one run tries; the next goes on. */
const CALLS_PER_RUN = 100;

/** Gives how many were settled. */
export function makeDeliverCallBacks({ callBacks, deliverCallBack }: Pick<DeliverCallBackDeps, 'callBacks'> & { readonly deliverCallBack: DeliverCallBack }): () => Promise<number> {
  return async function deliverAll() {
    const settled = await Promise.all((await callBacks.due(CALLS_PER_RUN)).map(deliverCallBack));
    return settled.filter(Boolean).length;
  };
}
