import type { HttpOutcome, HttpRequest } from './request';

const TIMEOUT_MS = 15_000;

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** One exchange through `fetch`. Never throws. */
export async function send({ method, url, headers, body }: HttpRequest): Promise<HttpOutcome> {
  const patience = new AbortController();
  const timer = setTimeout(() => { patience.abort(); }, TIMEOUT_MS);
  try {
    const answer = await fetch(url, { method, headers: { ...headers }, signal: patience.signal, ...(body === undefined ? {} : { body }) });
    return { kind: 'answered', status: answer.status, body: parsed(await answer.text()) };
  } catch {
    return { kind: patience.signal.aborted ? 'timeout' : 'offline' };
  } finally {
    clearTimeout(timer);
  }
}
