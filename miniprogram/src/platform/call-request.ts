/** From a route and its input to the bytes on the wire. Pure. */
import type { Route } from '@shared/kernel/route';
import type { HttpRequest } from './request';

type Members = Readonly<Record<string, unknown>>;

/** Takes `:name` members out of the input and into the path; what is left goes into the query or the body. */
function addressOf(path: string, input: Members): { path: string; rest: Members } {
  const inPath: string[] = [];
  const filled = path.replace(/:([A-Za-z]\w*)/g, (_, name: string) => {
    inPath.push(name);
    return encodeURIComponent(String(input[name]));
  });
  return { path: filled, rest: Object.fromEntries(Object.entries(input).filter(([name]) => !inPath.includes(name))) };
}

function queryOf(members: Members): string {
  const pairs = Object.entries(members)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(String(value))}`);
  return pairs.length === 0 ? '' : `?${pairs.join('&')}`;
}

/** Everything but the headers that depend on who calls. */
export function requestOf(base: string, route: Pick<Route, 'method' | 'path'>, input: Members): HttpRequest {
  const { path, rest } = addressOf(route.path, input);
  const headers = { accept: 'application/json' };
  if (route.method === 'GET' || route.method === 'DELETE') {
    return { method: route.method, url: `${base}${path}${queryOf(rest)}`, headers };
  }
  return {
    method: route.method,
    url: `${base}${path}`,
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify(rest),
  };
}
