/** Builds the foundations from a configuration and the parts that differ between AWS and one machine. */
import { makeUlid } from '../../shared/kernel/ids';
import { makeAudit } from './audit/audit';
import type { Blobs } from './blobs/blobs';
import { makeClients } from './clients/clients';
import { runsOnLambda, speakerOf, tableName, type Config, type QueueName, type TableName } from './config/config';
import { makeCardIds } from './crypto/card-id';
import { makeCursors, type Position } from './crypto/cursors';
import type { KeyCustodian } from './crypto/custodian';
import { sha256 } from './crypto/digest';
import { makeFingerprints } from './crypto/fingerprint';
import type { KeyRing } from './crypto/key-ring';
import { newRequestId, randomBytes } from './crypto/random';
import { makeRingSeal } from './crypto/ring-seal';
import { makeSafe } from './crypto/seal';
import { makeTokens } from './crypto/token';
import { makeIdempotency } from './entry/idempotency';
import type { Foundations } from './foundations';
import { makeLog } from './observe/log';
import { makeMetrics, noMetrics } from './observe/metrics';
import type { Queue } from './queue/queue';
import type { AccessPayload } from './sessions/claims';
import { makeRevocations } from './sessions/revocations';
import { makeSessions, type RefreshPayload } from './sessions/sessions';
import { openDocumentClient, type DocumentClient, type StoreAddress } from './store/client';
import { makeStore } from './store/store';
import { makeWrappedKeys } from './store/wrapped-keys';

export type Parts = {
  readonly custodian: KeyCustodian;
  readonly ring: KeyRing;
  readonly queue: (name: QueueName) => Queue;
  readonly blobs: Blobs;
  /** Milliseconds since 1970; a test's own clock. */
  readonly now?: () => number;
  /** Another way to the store, for one that watches what is asked of it. */
  readonly client?: DocumentClient;
};

/** Of every stage: the service of a figure names it. */
const METRICS_NAMESPACE = 'henan-health';

export function makeFoundations(config: Config, parts: Parts): Foundations {
  const now = parts.now ?? Date.now;
  const { ring } = parts;
  const newId = (prefix: string) => makeUlid(prefix, now(), randomBytes(10));
  const store = makeStore(parts.client ?? openDocumentClient(storeAddress(config)));
  const table = (name: TableName) => tableName(config, name);
  const service = speakerOf(config);
  const metrics = runsOnLambda() ? makeMetrics({ namespace: METRICS_NAMESPACE, service }) : noMetrics;
  const log = makeLog({ service, level: config.LOG_LEVEL, gathers: !runsOnLambda() });
  const revocations = makeRevocations({ store, table: table('sessions'), now });
  const accessTokens = makeTokens<AccessPayload>(ring, 'access-token');
  const fingerprints = makeFingerprints(ring);
  const ringSeal = makeRingSeal(ring);
  const idempotency = makeIdempotency({ store, table: table('idempotency'), now, seal: ringSeal, newClaim: newRequestId });
  return {
    config, store, table, now, newId, randomBytes, log, metrics, ringSeal,
    audit: makeAudit({ store, table: table('audit'), log, now, randomBytes }),
    safeOf: eachOnce((name: TableName) => makeSafe({ custodian: parts.custodian, wrappedKeys: makeWrappedKeys(store, table(name)), now })),
    fingerprints,
    cursors: makeCursors(makeTokens<Position>(ring, 'cursor'), now),
    tokens: (purpose) => makeTokens(ring, purpose),
    cardIds: makeCardIds(ring),
    hash: sha256,
    sessions: makeSessions({ store, table: table('sessions'), revocations, now, randomBytes, hash: sha256, mint: accessTokens.mint, refreshTokens: makeTokens<RefreshPayload>(ring, 'refresh-token') }),
    http: { readToken: accessTokens.read, revocations, now, idempotency, newRequestId, marksOf: (text) => fingerprints.allVersions('request', text), log, metrics },
    queue: parts.queue,
    blobs: parts.blobs,
    clients: makeClients({ config, log, now, metrics, store, table: table('sessions'), seal: ringSeal }),
  };
}

function storeAddress({ AWS_REGION, STORE_ENDPOINT }: Config): StoreAddress {
  return { region: AWS_REGION, ...(STORE_ENDPOINT ? { endpoint: STORE_ENDPOINT } : {}) };
}

/** One safe a slice and process, so that its unwrapped keys are cached once. */
function eachOnce<Name, Made>(make: (name: Name) => Made): (name: Name) => Made {
  const made = new Map<Name, Made>();
  return (name) => {
    const one = made.get(name) ?? make(name);
    made.set(name, one);
    return one;
  };
}
