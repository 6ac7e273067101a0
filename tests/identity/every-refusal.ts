/** Every refusal a route declares is reached by a real request; a refusal without a way to reach it fails here. */
import type { RefusalCode, Route, Schema } from '../../shared/kernel/route';
import type { Answered } from './house';

type Way = () => Promise<Answered<unknown>>;

export function everyRefusal<I extends Schema, O extends Schema, C extends string>(route: Route<I, O, C>, ways: Readonly<Record<RefusalCode<Route<I, O, C>>, Way>>): void {
  describe(`${route.method} ${route.path}`, () => {
    it('declares no refusal that nobody reaches', () => {
      expect(Object.keys(ways).sort()).toEqual(Object.keys(route.refusals).sort());
    });
    it.each(Object.entries<Way>(ways))('refuses with %s', async (code, way) => {
      const answered = await way();
      expect(answered).toMatchObject({ ok: false, code, status: route.refusals[code as C] });
    });
  });
}
