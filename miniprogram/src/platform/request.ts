/** One HTTP exchange, whatever the device. This file is the contract; `request.weapp.ts` and `request.h5.ts` keep it. */
import type { Method } from '@shared/kernel/route';

export type HttpRequest = {
  readonly method: Method;
  /** Absolute in the mini-program, same-origin on H5. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** JSON text; absent when nothing is sent. */
  readonly body?: string;
};

/** `body` is parsed JSON, or undefined when the answer was none. */
export type HttpAnswer = { readonly kind: 'answered'; readonly status: number; readonly body: unknown };
export type HttpOutcome = HttpAnswer | { readonly kind: 'offline' } | { readonly kind: 'timeout' };

export type Send = (request: HttpRequest) => Promise<HttpOutcome>;

/** Never throws: every failure of the network is an outcome. */
export declare function send(request: HttpRequest): Promise<HttpOutcome>;
