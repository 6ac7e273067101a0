import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { entryRefusalsOf, openApi, routesBySlice } from '../../functions/local/contracts';
import { partnerReference } from '../../functions/local/partner-guide';

const routeFiles = () => readdirSync('shared', { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.routes.ts'));

describe('the published contract', () => {
  it('is the one the routes say: run `npm run build:contracts` after changing a route', () => {
    const published: unknown = JSON.parse(readFileSync('docs/contracts/openapi.json', 'utf8'));
    expect(published).toEqual(JSON.parse(JSON.stringify(openApi())));
  });

  it('has the partner reference that the methods and codes say', () => {
    expect(readFileSync('docs/contracts/open-platform/methods.md', 'utf8')).toBe(partnerReference());
  });

  it('holds every route of every routes file', () => {
    const declared = routeFiles().flatMap((file) => [...readFileSync(join('shared', file), 'utf8').matchAll(/export const (\w+Route) = defineRoute/g)].map(([, name]) => name));
    expect(routesBySlice().map(({ name }) => name).sort()).toEqual(declared.sort());
  });

  it('gives no two routes one address', () => {
    const addresses = routesBySlice().map(({ route }) => `${route.method} ${route.path.replace(/:\w+/g, ':')}`);
    expect(new Set(addresses).size).toBe(addresses.length);
  });

  it('names of the entry\'s refusals only those a route can meet', () => {
    for (const { route } of routesBySlice()) {
      const met = entryRefusalsOf(route);
      expect(met.includes('request/key-missing')).toBe(route.method !== 'GET');
      expect(met.includes('request/too-large')).toBe(['POST', 'PUT'].includes(route.method));
      expect(met.includes('session/missing')).toBe(!route.callers.includes('anyone'));
      expect(met.includes('caller/not-allowed')).toBe(route.callers.every((caller) => caller === 'staff'));
    }
  });

  it('keeps every address under /v1 and every refusal named slice/what-is-wrong with a status of 4xx or 5xx', () => {
    for (const { route } of routesBySlice()) {
      expect(route.path).toMatch(/^\/v1\//);
      for (const [code, status] of Object.entries(route.refusals)) {
        expect(code).toMatch(/^[a-z-]+\/[a-z-]+$/);
        expect(status).toBeGreaterThanOrEqual(400);
      }
    }
  });
});
