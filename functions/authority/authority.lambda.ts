/** The porch of 卡管: the gateway, and the consumer of merges and splits. */
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import type { Hono } from 'hono';
import { REPLAY_SECONDS } from '../../shared/authority/authority.rules';
import { dialectNamed } from '../../shared/authority/dialects';
import { documentKey } from '../../shared/kernel/documents';
import { PersonsChanged } from '../../shared/kernel/persons-changed';
import { openPersonIndex, type PersonIndexWindow } from '../person-index/person-index.public';
import { envelopeCiphers } from '../platform/clients/authority/ciphers';
import { sameText } from '../platform/crypto/constant-time';
import { lambdaApp, lambdaBatch, lambdaOrder } from '../platform/entry/lambda';
import { makeConsumer } from '../platform/entry/queue';
import type { Foundations } from '../platform/foundations';
import { makeReplays } from '../platform/partner/replays';
import { pause } from '../platform/pause';
import { makeGateway } from './authority.gateway';
import { openAuthority, RegisterClient } from './authority.public';
import { serveMethods, type UseCases } from './authority.methods';
import type { CheckRealName, RecordAudit } from './authority.ports';
import { makeApplications, makeCards } from './cards.repository';
import { makeCodes, makeUses } from './codes.repository';
import { makeClients, makeOrgs } from './gateway.repository';
import { makeAddOrg } from './use-cases/add-org';
import { makeAlter } from './use-cases/alter';
import { makeClose } from './use-cases/close';
import { makeGenerate } from './use-cases/generate';
import { makeKeepUseRecords } from './use-cases/keep-use-records';
import { makeQuery } from './use-cases/query';
import { makeQueryOrg } from './use-cases/query-org';
import { makeRegister } from './use-cases/register';
import { makeSettleCard, type SettleCard } from './use-cases/settle-card';
import { makeUpdateOrg } from './use-cases/update-org';
import { makeVerify } from './use-cases/verify';

export type AuthoritySlice = { readonly gateway: Hono; readonly consume: (batch: SQSEvent) => Promise<SQSBatchResponse> };

const DYNAMIC_PART_BYTES = 16;

export function makeAuthority(f: Foundations, persons: PersonIndexWindow): AuthoritySlice {
  const parts = partsOf(f, persons);
  const dialect = dialectNamed(f.config.AUTHORITY_DIALECT);
  const { newRequestId } = f.http;
  return {
    gateway: makeGateway({
      dialect, sameText, newRequestId, pause, log: f.log, metrics: f.metrics, now: f.now,
      ciphersOf: (secret) => envelopeCiphers(dialect, secret),
      clients: makeClients(parts), replays: makeReplays({ ...parts, keptSeconds: REPLAY_SECONDS }), methods: serveMethods(dialect, useCasesOf(parts)),
    }),
    consume: makeConsumer({ schema: PersonsChanged, log: f.log, handle: ({ mergedId }) => parts.settle(mergedId) }),
  };
}

function partsOf(f: Foundations, persons: PersonIndexWindow) {
  const shared = { ...f, table: f.table('authority'), safe: f.safeOf('authority') };
  const recordAudit: RecordAudit = (entry) => f.audit.record(entry);
  const checkRealName: CheckRealName = (question) => f.clients.register.checkRealName(question);
  const cards = makeCards(shared);
  const settle: SettleCard = makeSettleCard({ cards, persons, recordAudit, newRequestId: f.http.newRequestId });
  return {
    ...shared, persons, recordAudit, checkRealName, settle, cards,
    applications: makeApplications(shared), codes: makeCodes(shared), uses: makeUses(shared), orgs: makeOrgs(shared),
    markOf: (document: Parameters<typeof documentKey>[0]) => `document#${f.fingerprints.of('document', documentKey(document))}`,
    newDynamicPart: () => Buffer.from(f.randomBytes(DYNAMIC_PART_BYTES)).toString('hex'),
  };
}

function useCasesOf(parts: ReturnType<typeof partsOf>): UseCases {
  return {
    register: makeRegister(parts), alter: makeAlter(parts), close: makeClose(parts), query: makeQuery(parts), generate: makeGenerate(parts),
    verify: makeVerify(parts), keepUseRecords: makeKeepUseRecords(parts),
    addOrg: makeAddOrg(parts), updateOrg: makeUpdateOrg(parts), queryOrg: makeQueryOrg(parts),
  };
}

export const gateway = lambdaApp((f) => makeAuthority(f, openPersonIndex(f)).gateway);
export const consume = lambdaBatch((f) => makeAuthority(f, openPersonIndex(f)).consume);
export const registerClient = lambdaOrder(RegisterClient, (f) => (client) => openAuthority(f).registerClient(client));
