/** One request to addresses that were looked at before: its name is not looked up again, since it may lead elsewhere by then. */
import { request as overHttp } from 'node:http';
import { request as overHttps } from 'node:https';
import { isIPv6, type LookupFunction } from 'node:net';

export type PinnedRequest = {
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array | undefined;
  readonly signal: AbortSignal;
};

export type Answered = { readonly status: number; readonly chunks: AsyncIterable<Uint8Array> | readonly Uint8Array[] };

/** The answer when its head has come. TLS proves the name all the same. */
export function requestAt(addresses: readonly string[], url: URL, { method, headers, body, signal }: PinnedRequest): Promise<Answered> {
  return new Promise((resolve, reject) => {
    const send = url.protocol === 'https:' ? overHttps : overHttp;
    // A connection of its own: one that is kept alive was made to whatever the name led to then.
    const asked = send(url, { method, headers, signal, agent: false, lookup: leadingTo(addresses) }, (answer) => { resolve({ status: answer.statusCode ?? 0, chunks: answer }); });
    asked.on('error', reject);
    asked.end(body);
  });
}

function leadingTo(addresses: readonly string[]): LookupFunction {
  const found = addresses.map((address) => ({ address, family: isIPv6(address) ? 6 : 4 }));
  return (_name, { all }, give) => {
    if (all === true) give(null, found);
    else give(null, found[0]?.address ?? '', found[0]?.family);
  };
}
