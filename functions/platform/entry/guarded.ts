/**
 * Where a surprise of a whole function ends: in our log, in words that may be written down. Lambda writes down the message of
 * what it is thrown, and that may quote a name or a number: it is thrown the code alone, and tries again as ever.
 */
import type { Log } from '../observe/log';
import type { LogCode } from '../observe/log-codes';
import type { Metrics } from '../observe/metrics';

export type GuardDeps = { readonly log: Log; readonly metrics: Metrics };

/** The same work; its figures are written when it ends, well or not. */
export function guarded<Given extends readonly unknown[], Answer>({ log, metrics }: GuardDeps, code: LogCode, work: (...given: Given) => Promise<Answer>) {
  return async (...given: Given): Promise<Answer> => {
    try {
      return await work(...given);
    } catch (error) {
      log.error(code, error);
      throw new Error(code);
    } finally {
      metrics.flush();
    }
  };
}
