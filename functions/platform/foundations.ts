/** What every porch stands on. Built once per process, from the environment or from a local town's own parts. */
import type { Cursors } from '../../shared/kernel/page';
import type { Audit } from './audit/audit';
import type { Config, QueueName, TableName } from './config/config';
import type { Blobs } from './blobs/blobs';
import type { Clients } from './clients/clients';
import type { Fingerprints } from './crypto/fingerprint';
import type { KeyPurpose } from './crypto/key-ring';
import type { RingSeal } from './crypto/ring-seal';
import type { Safe } from './crypto/seal';
import type { Tokens } from './crypto/token';
import type { HttpDeps } from './entry/http';
import type { Log } from './observe/log';
import type { Metrics } from './observe/metrics';
import type { Queue } from './queue/queue';
import type { Sessions } from './sessions/sessions';
import type { Store } from './store/store';

export type Foundations = {
  readonly config: Config;
  readonly store: Store;
  readonly table: (name: TableName) => string;
  readonly now: () => number;
  /** `card_01K…` and the like. */
  readonly newId: (prefix: string) => string;
  readonly randomBytes: (length: number) => Uint8Array;
  readonly log: Log;
  readonly metrics: Metrics;
  readonly audit: Audit;
  /** Sealed fields of one slice: a data key per person, kept in the slice's own table. */
  readonly safeOf: (table: TableName) => Safe;
  readonly fingerprints: Fingerprints;
  /** Seals what is not one person's: stored answers, secrets of clients, WeChat's server token. */
  readonly ringSeal: RingSeal;
  readonly cursors: Cursors;
  /** Signed values: a sign-in state. The purpose keeps one kind from passing for another. */
  readonly tokens: <Payload>(purpose: KeyPurpose) => Tokens<Payload>;
  readonly cardIds: { healthCardId(personId: string): string; phid(personId: string): string };
  readonly hash: (text: string) => string;
  readonly sessions: Sessions;
  readonly http: HttpDeps;
  readonly queue: (name: QueueName) => Queue;
  readonly blobs: Blobs;
  readonly clients: Clients;
};
