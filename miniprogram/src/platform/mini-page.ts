/** How a web page asks the mini-program around it (open platform 1.3): WeChat's JS-SDK says no more than this. */
import { decoded } from './decoded';
export type MiniCall = { readonly name: 'navigateTo' | 'navigateBack' | 'postMessage'; readonly arg: Readonly<Record<string, unknown>> };

/** `page/index?x=1`, `mini:/page/index?x=1`: that page. `back?x=1`: back, and the parameters as a message, which going back alone cannot carry. */
export function miniCalls(address: string): readonly MiniCall[] {
  const [path = '', query = ''] = address.replace(/^mini:/, '').split('?');
  if (path === '') return [];
  if (path !== 'back') return [{ name: 'navigateTo', arg: { url: `/${path.replace(/^\//, '')}${query === '' ? '' : `?${query}`}` } }];
  const message = query === '' ? [] : [{ name: 'postMessage', arg: parametersIn(query) } as const];
  return [...message, { name: 'navigateBack', arg: { delta: 1 } }];
}

/** `healthCode=A&x=1` → `{ healthCode: 'A', x: '1' }`. */
export function parametersIn(query: string): Record<string, string> {
  const pairs = query.split('&').filter((pair) => pair !== '').map((pair) => pair.split('='));
  return Object.fromEntries(pairs.map(([name = '', value = '']) => [name, decoded(value)]));
}
