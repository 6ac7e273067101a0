/** 3.6 回调: an institution is told what it waits for; one that is away for hours is told when it is back. */
import { CALL_BACK_GIVEN_UP_MS, pauseAfter } from '../../../shared/open-platform/call-back.rules';
import type { Apps, CallBack, CallBacks, CallLog, DeliverCallBack, PartnerApp, SendCallBack } from '../open-platform.ports';
import { foreignAddress } from '../open-platform.rules';

export type DeliverCallBackDeps = {
  readonly apps: Pick<Apps, 'find'>;
  readonly calls: Pick<CallLog, 'secretUsedAt'>;
  readonly callBacks: CallBacks;
  readonly sendCallBack: SendCallBack;
  /** Base64 of SHA-256. */
  readonly signatureOf: (text: string) => string;
  readonly now: () => number;
};

export function makeDeliverCallBack(deps: DeliverCallBackDeps): DeliverCallBack {
  const { apps, callBacks, sendCallBack, signatureOf, now } = deps;
  return async function deliver(call) {
    const app = await apps.find(call.appId);
    const secret = app && (await secretFor(deps, app, call));
    // Closed, or the address is the app's no longer.
    const isOver = !app || app.closed || secret === undefined || !mayCall(app, call.url);
    const taken = isOver || (await sendCallBack({ url: call.url, body: call.body, sign: signatureOf(call.body + secret) }));
    const settled = taken || now() > call.since + CALL_BACK_GIVEN_UP_MS;
    await (settled ? callBacks.done(call) : callBacks.later(call, now() + pauseAfter(call.tries)));
    return settled;
  };
}

/**
 * While two are in force: the older, which the institution is sure to know, until a call of theirs is signed with the newer. What they did not take may
 * have met the wrong one, for their receiver is not always changed with their sender: the next try is signed with the other.
 */
async function secretFor({ calls }: DeliverCallBackDeps, { appId, secrets, secretChangedAt: madeAt = '' }: PartnerApp, { tries }: CallBack): Promise<string | undefined> {
  if (secrets.length < 2) return secrets[0];
  const isNewKnown = (await calls.secretUsedAt(appId, { madeAt, signedBy: 'new' })) !== undefined;
  const inOrder = isNewKnown ? secrets : [...secrets].reverse();
  return inOrder[tries % inOrder.length];
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
