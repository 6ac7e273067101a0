/**
 * How often name and number may be tried. Counted per account and document together, so that a stranger's failures do not stop
 * the holder; a document many accounts guess at can no longer be taken by name alone; an account that guesses at many documents rests.
 */
export const TRY_WINDOW_SECONDS = 86_400;
export const TRIES_PER_ACCOUNT_AND_DOCUMENT = 5;
/** From so many accounts that failed on one document on, name and number prove nothing; presence does. */
export const ACCOUNTS_PER_DOCUMENT = 3;
/** An account that failed on more documents than this rests. A large family has fewer. */
export const DOCUMENTS_PER_ACCOUNT = 10;

/** What is known when a try is about to be made; failures of the last 24 hours. */
export type TryFacts = {
  /** Of this account on this document, this one included. */
  readonly tries: number;
  /** When these tries are forgotten (epoch ms). */
  readonly triesEndAt: number;
  /** Accounts that failed on this document before this try. */
  readonly accountsOnDocument: number;
  /** When each of the documents this account failed on before this try is forgotten (epoch ms). */
  readonly documentsEndAt: readonly number[];
};

export type TryVerdict =
  | { readonly verdict: 'ask'; readonly triesLeft: number }
  | { readonly verdict: 'pause'; readonly retryAt: number }
  | { readonly verdict: 'presence' };

/** Whether the register may be asked. */
export function judgeTry({ tries, triesEndAt, accountsOnDocument, documentsEndAt }: TryFacts): TryVerdict {
  if (documentsEndAt.length > DOCUMENTS_PER_ACCOUNT) return { verdict: 'pause', retryAt: whenFewer(documentsEndAt) };
  if (tries > TRIES_PER_ACCOUNT_AND_DOCUMENT) return { verdict: 'pause', retryAt: triesEndAt };
  if (accountsOnDocument >= ACCOUNTS_PER_DOCUMENT) return { verdict: 'presence' };
  return { verdict: 'ask', triesLeft: TRIES_PER_ACCOUNT_AND_DOCUMENT - tries };
}

/** When enough of the documents are forgotten that one more may be tried. */
function whenFewer(endsAt: readonly number[]): number {
  return [...endsAt].sort((a, b) => a - b)[endsAt.length - 1 - DOCUMENTS_PER_ACCOUNT] ?? 0;
}
