/** What each function may touch: read from its role, and once more as it should be. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Statement } from './template';

type Places = Record<string, readonly string[]>;

const AUDIT = { audit: ['PutItem'] };
/** Whoever asks the issuer of cards, which may be the outside open platform. */
const KEEPS_TOKEN = { sessions: ['DeleteItem', 'GetItem', 'PutItem'] };
/** What is due is looked for by the index; a package is read, written, and parts of it go. */
const PACKAGES = { card: ['DeleteItem', 'GetItem', 'PutItem', 'Query'], 'card/index/by-index': ['Query'] };

/** By function: why it touches a place stands in its door plate, what it may do there once more here. */
export const BACKGROUND: Record<string, Places> = {
  pages: { site: ['GetObject', 'ListBucket'] },
  'identity-dispatch': {},
  'identity-birthdays': { identity: ['DeleteItem', 'GetItem', 'PutItem', 'Query'], 'identity/index/by-index': ['Query'], ...AUDIT },
  'identity-appoint': { identity: ['GetItem', 'PutItem'], sessions: ['PutItem'], ...AUDIT },
  'person-index-dispatch': {},
  'card-dispatch': {},
  'card-carry-losses': { ...PACKAGES, ...KEEPS_TOKEN, ...AUDIT },
  // Visit numbers of a card that is taken out; whose account may see which card; who was merged or split, and their packages.
  'card-consume': { ...KEEPS_TOKEN, card: ['BatchGetItem', 'DeleteItem', 'GetItem', 'PutItem', 'Query'], identity: ['GetItem', 'Query'], 'identity/index/by-index': ['Query'], ...AUDIT },
  'card-reconcile': { ...PACKAGES, ...KEEPS_TOKEN, card: ['BatchGetItem', ...PACKAGES.card], identity: ['GetItem', 'Query'], 'identity/index/by-index': ['Query'], ...AUDIT },
  'authority-consume': { authority: ['GetItem', 'PutItem'], 'person-index': ['GetItem'], ...AUDIT },
  'authority-client': { authority: ['PutItem'] },
  'open-platform-call-backs': { 'open-platform': ['DeleteItem', 'GetItem', 'PutItem', 'Query'], 'open-platform/index/by-index': ['Query'] },
  'open-platform-app': { 'open-platform': ['DeleteItem', 'GetItem', 'PutItem'], ...AUDIT },
  'open-platform-close': { 'open-platform': ['DeleteItem', 'GetItem', 'PutItem'], ...AUDIT },
  'open-platform-decide': { 'open-platform': ['DeleteItem', 'GetItem', 'PutItem'], ...AUDIT },
  'open-platform-waiting': { 'open-platform/index/by-index': ['Query'] },
  'open-platform-review': { 'open-platform': ['GetItem', 'PutItem'], ...AUDIT },
  'open-platform-migration': { 'open-platform': ['DeleteItem', 'GetItem', 'PutItem'], ...AUDIT },
  'open-platform-free': { 'open-platform': ['DeleteItem', 'Query'], ...AUDIT },
  // Rows of upgrades and what became of them are files; what is due is looked for by the index.
  'open-platform-upgrade-work': {
    'open-platform': ['BatchGetItem', 'DeleteItem', 'GetItem', 'PutItem', 'Query'], 'open-platform/index/by-index': ['Query'], blobs: ['DeleteObject', 'GetObject', 'PutObject'], ...AUDIT,
  },
  'messages-deliver': { messages: ['DeleteItem', 'GetItem', 'PutItem', 'Query'], ...AUDIT },
};

export const PLATFORMS = ['audit', 'idempotency', 'sessions', 'blobs'];
const ANSWERS = { idempotency: ['DeleteItem', 'PutItem'] };
const READS_REVOCATIONS = { sessions: ['Query'] };
const READS_REVOCATIONS_AND_TOKEN = { sessions: [...KEEPS_TOKEN.sessions, 'Query'] };
export const SERVING: Record<string, Places> = {
  'identity-http': { ...AUDIT, ...ANSWERS, sessions: ['DeleteItem', 'GetItem', 'PutItem', 'Query'] },
  'person-index-http': { ...AUDIT, ...ANSWERS, ...READS_REVOCATIONS },
  'card-http': { ...AUDIT, ...ANSWERS, ...READS_REVOCATIONS_AND_TOKEN },
  'card-counter': { ...AUDIT, ...ANSWERS, ...READS_REVOCATIONS_AND_TOKEN, blobs: ['DeleteObject', 'GetObject', 'PutObject'] },
  'authority-gateway': AUDIT,
  // The engine that reads pictures is WeChat's, and wants WeChat's token.
  'open-platform-gateway': { ...AUDIT, ...KEEPS_TOKEN },
  'open-platform-upgrades': { ...AUDIT, blobs: ['DeleteObject', 'GetObject', 'PutObject'] },
  'open-platform-http': { ...AUDIT, ...ANSWERS, ...READS_REVOCATIONS_AND_TOKEN },
  'messages-http': { ...AUDIT, ...ANSWERS, ...READS_REVOCATIONS },
};

/** By table, index or bucket: the actions, in order. */
export function placesOf(rights: readonly Statement[]): Places {
  const places: Record<string, string[]> = {};
  for (const { actions, resources } of rights) {
    for (const place of resources.flatMap(placeIn)) (places[place] ??= []).push(...actions.map((action) => action.replace(/^(dynamodb|s3):/, '')));
  }
  return Object.fromEntries(Object.entries(places).map(([place, actions]) => [place, [...new Set(actions)].sort()]));
}

function placeIn(resource: string): readonly string[] {
  const table = /table\/henan-health-dev-(.+)$/.exec(resource)?.[1];
  if (table !== undefined) return [table];
  if (resource.includes('-blobs-')) return ['blobs'];
  return resource.includes('SiteBucket') ? ['site'] : [];
}

const ASKS: Record<string, readonly string[]> = {
  get: ['GetItem'], getMany: ['BatchGetItem'], query: ['Query'], queryAll: ['Query'], putNew: ['PutItem'], putNewOrExpired: ['PutItem'], replace: ['PutItem'],
  putAnyway: ['PutItem'], remove: ['DeleteItem'], count: ['UpdateItem', 'DeleteItem'],
};

/** Read from the slice's own repositories: the methods they call and the writes they join; sealed fields read and put their data key. */
export function actionsAskedBy(slice: string, without?: string): readonly string[] {
  const folder = join(__dirname, '../../functions', slice);
  const sources = repositoriesOf(folder, without);
  const called = [...sources.matchAll(/\bstore\.(\w+)\(/g)].flatMap(([, method]) => ASKS[String(method)] ?? []);
  const joined = [
    ...(/\bput: '/.test(sources) ? ['PutItem'] : []), ...(/\bremove: /.test(sources) ? ['DeleteItem'] : []), ...(/\bcheck: \{/.test(sources) ? ['ConditionCheckItem'] : []),
  ];
  return [...new Set(['GetItem', 'PutItem', ...called, ...joined])].map((action) => `dynamodb:${action}`);
}

export function actionsOn(rights: readonly Statement[], table: string): readonly string[] {
  const on = rights.filter(({ resources }) => resources.some((text) => text.endsWith(table)));
  return [...new Set(on.flatMap(({ actions }) => actions))];
}

function repositoriesOf(folder: string, without: string | undefined): string {
  const own = readdirSync(folder).filter((file) => /\.(repository|public)\.ts$/.test(file) && file !== without).map((file) => join(folder, file));
  const shared = porchesOf(folder).includes("'../platform/partner/replays'") ? [join(folder, '../platform/partner/replays.ts')] : [];
  return [...own, ...shared].map((file) => readFileSync(file, 'utf8')).join('\n');
}

/** All porches of a slice as one text. */
export function porchesOf(folder: string): string {
  return readdirSync(folder).filter((file) => file.endsWith('.lambda.ts')).map((file) => readFileSync(join(folder, file), 'utf8')).join('\n');
}
