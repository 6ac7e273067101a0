/** OpenAPI 3.1 from the routes: `npm run build:contracts` writes docs/contracts/openapi.json; a test compares it with the routes. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { toJSONSchema, type $ZodType } from 'zod/v4/core';
import * as assisted from '../../shared/card/assisted.routes';
import * as card from '../../shared/card/card.routes';
import * as cardLife from '../../shared/card/card-life.routes';
import * as counter from '../../shared/card/counter.routes';
import * as family from '../../shared/identity/family.routes';
import * as identity from '../../shared/identity/identity.routes';
import * as links from '../../shared/identity/links.routes';
import * as rights from '../../shared/identity/rights.routes';
import * as signIn from '../../shared/identity/sign-in.routes';
import { ENTRY_REFUSALS, Problem, type EntryRefusal, PROBLEM_CONTENT_TYPE } from '../../shared/kernel/problem';
import { needsOwnSession, type Route } from '../../shared/kernel/route';
import * as messages from '../../shared/messages/messages.routes';
import * as filing from '../../shared/open-platform/filing.routes';
import * as console from '../../shared/open-platform/console.routes';
import * as handOver from '../../shared/open-platform/hand-over.routes';
import * as services from '../../shared/open-platform/services.routes';
import * as upgrade from '../../shared/open-platform/upgrade.routes';
import * as asked from '../../shared/open-platform/asked.routes';
import * as wallet from '../../shared/open-platform/wallet.routes';
import * as verification from '../../shared/open-platform/verification.routes';
import * as kiosk from '../../shared/open-platform/kiosk.routes';
import * as personIndex from '../../shared/person-index/person-index.routes';
import { partnerReference } from './partner-guide';
import { newestEntry, nextSnapshot, servedNow, type Snapshot } from './served-contract';

const FILES = { identity: { ...signIn, ...identity, ...rights, ...family, ...links }, 'person-index': personIndex, card: { ...card, ...cardLife, ...assisted, ...counter }, messages, 'open-platform': { ...asked, ...handOver, ...verification, ...filing, ...kiosk, ...console, ...upgrade, ...wallet, ...services } };

type Json = Record<string, unknown>;

/** Every route of the residents' API by slice. */
export function routesBySlice(): readonly { readonly slice: string; readonly name: string; readonly route: Route }[] {
  return Object.entries(FILES).flatMap(([slice, file]) =>
    Object.entries(file).flatMap(([name, value]) => (isRoute(value) ? [{ slice, name, route: value }] : [])));
}

function isRoute(value: unknown): value is Route {
  return typeof value === 'object' && value !== null && 'callers' in value && 'refusals' in value;
}

/** The document as it is published. */
export function openApi(): Json {
  const paths: Record<string, Json> = {};
  for (const { slice, name, route } of routesBySlice()) {
    const path = route.path.replace(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operationOf(slice, name, route) };
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Henan resident health platform', version: 'v1', description: 'Refusals are application/problem+json with a code. Writes carry Idempotency-Key. Instants carry +08:00.' },
    paths,
    components: {
      schemas: { Problem: schemaOf(Problem, 'output') },
      securitySchemes: { session: { type: 'http', scheme: 'bearer' } },
    },
  };
}

function operationOf(slice: string, name: string, route: Route): Json {
  const { properties, required } = membersOf(route);
  const inPath = [...route.path.matchAll(/:(\w+)/g)].map(([, member]) => String(member));
  const rest = Object.keys(properties).filter((member) => !inPath.includes(member));
  const bare = isBare(route);
  const parameter = (where: string) => (member: string) => ({ name: member, in: where, required: where === 'path' || required.includes(member), schema: properties[member] ?? { type: 'string' } });
  const key = { name: 'Idempotency-Key', in: 'header', required: true, schema: { type: 'string', maxLength: 128 } };
  const body = { required: true, content: { 'application/json': { schema: { type: 'object', properties: pick(properties, rest), required: required.filter((member) => rest.includes(member)) } } } };
  return {
    operationId: name.replace(/Route$/, ''), tags: [slice], summary: route.summary,
    ...(route.callers.includes('anyone') ? {} : { security: [{ session: [] }] }),
    'x-callers': route.callers,
    parameters: [...inPath.map(parameter('path')), ...(bare ? rest.map(parameter('query')) : []), ...(route.method === 'GET' ? [] : [key])],
    ...(bare ? {} : { requestBody: body }),
    responses: responsesOf(route),
  };
}

const isBare = ({ method }: Route) => method === 'GET' || method === 'DELETE';
const isWrite = ({ method }: Route) => method !== 'GET';
const forAnyone = ({ callers }: Route) => callers.includes('anyone');

/** Which routes can meet a refusal of the entry. */
const MET_BY: Readonly<Record<EntryRefusal, (route: Route) => boolean>> = {
  'request/not-valid': (route) => !isBare(route) || Object.keys(membersOf(route).properties).length > 0,
  'request/too-large': (route) => !isBare(route),
  // Given where there is no route.
  'request/not-found': () => false,
  'request/key-missing': isWrite,
  'request/key-reused': isWrite,
  'request/in-progress': isWrite,
  'session/missing': (route) => !forAnyone(route),
  'session/expired': (route) => !forAnyone(route),
  'caller/not-allowed': (route) => !forAnyone(route) && !route.callers.includes('resident'),
  // Asked for by routes that declare it.
  'consent/needed': (route) => 'consent/needed' in route.refusals,
  'session/own-needed': (route) => route.callers.includes('resident') && needsOwnSession(route),
  'server/busy': () => true,
  'server/error': () => true,
};

export function entryRefusalsOf(route: Route): readonly EntryRefusal[] {
  return (Object.keys(ENTRY_REFUSALS) as EntryRefusal[]).filter((code) => MET_BY[code](route));
}

function membersOf(route: Route): { readonly properties: Record<string, Json>; readonly required: readonly string[] } {
  const { properties = {}, required = [] } = schemaOf(route.input, 'input') as { properties?: Record<string, Json>; required?: string[] };
  return { properties, required };
}

function responsesOf(route: Route): Json {
  const codes = new Map<number, string[]>();
  for (const [code, status] of Object.entries({ ...Object.fromEntries(entryRefusalsOf(route).map((code) => [code, ENTRY_REFUSALS[code]])), ...route.refusals })) codes.set(status, [...(codes.get(status) ?? []), code]);
  const problems = [...codes].sort(([a], [b]) => a - b).map(([status, names]) => [
    String(status),
    { description: names.sort().join(' · '), content: { [PROBLEM_CONTENT_TYPE]: { schema: { $ref: '#/components/schemas/Problem' } } } },
  ]);
  const done = ['200', { description: 'Done', content: { 'application/json': { schema: schemaOf(route.output, 'output') } } }];
  return Object.fromEntries([done, ...problems]) as Json;
}

function pick(from: Record<string, Json>, names: readonly string[]): Json {
  return Object.fromEntries(names.map((name) => [name, from[name]]));
}

/** JSON Schema of a zod schema, without the dialect line that OpenAPI has once for all. */
function schemaOf(schema: unknown, io: 'input' | 'output'): Json {
  const all = toJSONSchema(schema as $ZodType, { io, unrepresentable: 'any' }) as Json;
  return Object.fromEntries(Object.entries(all).filter(([name]) => name !== '$schema'));
}

if (process.argv[1]?.endsWith('contracts.cjs')) {
  writeFileSync('docs/contracts/openapi.json', `${JSON.stringify(openApi(), null, 2)}\n`);
  mkdirSync('docs/contracts/open-platform', { recursive: true });
  writeFileSync('docs/contracts/open-platform/methods.md', partnerReference());
  const changes = readFileSync('docs/contracts/open-platform/CHANGES.md', 'utf8');
  const snapshot = 'docs/contracts/open-platform/served.json';
  const before = existsSync(snapshot) ? (JSON.parse(readFileSync(snapshot, 'utf8')) as Snapshot) : { since: newestEntry(changes).date, served: {} };
  writeFileSync(snapshot, `${JSON.stringify(nextSnapshot(before, servedNow(), changes), null, 1)}\n`);
}
