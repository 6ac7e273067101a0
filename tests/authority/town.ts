/** The authority behind its gateway on a real store, with the real person index, the sandbox register, and merges that travel. */
import { randomBytes } from 'node:crypto';
import type { SQSEvent } from 'aws-lambda';
import { makeAuthority } from '../../functions/authority/authority.lambda';
import { openAuthority } from '../../functions/authority/authority.public';
import type { Moods } from '../../functions/local/embedded-dynamodb';
import { localConfig, REGISTER_IDS } from '../../functions/local/local-config';
import { makePersonIndex } from '../../functions/person-index/person-index.lambda';
import { openPersonIndex } from '../../functions/person-index/person-index.public';
import { newKeyRing, openKeyRing } from '../../functions/platform/crypto/key-ring';
import { makeFoundations } from '../../functions/platform/make-foundations';
import type { Metrics } from '../../functions/platform/observe/metrics';
import type { PopulationRegister } from '../../functions/platform/clients/population-register';
import { startPopulationRegister } from '../../functions/sandbox/population-register';
import { makeRegister } from '../../functions/sandbox/population-register/real-name-check';
import type { AuditEntry } from '../../shared/kernel/audit-entry';
import { epochMsOf } from '../../shared/kernel/china-day';
import type { Staff } from '../../shared/kernel/caller';
import type { InputOf, OutputOf, RefusalCode, Route, Schema } from '../../shared/kernel/route';
import { ok, refuse, type Result } from '../../shared/kernel/result';
import { recordingLog } from '../doubles/recording-log';
import { openTestStore } from '../rig/open-store';
import { envelope, post, read, type Answer, type Speaker } from './ehc';
import { PEOPLE, TODAY } from './people';

export const DEMO: Speaker = { appId: 'demo-app', appSecret: '0123456789ABCDEF', termId: 'T0001', digestForm: '1' };
export const CITY: Speaker = { appId: 'zhengzhou-platform', appSecret: 'zhengzhou-410100', termId: 'Z1', digestForm: '2' };
export const FORM_3: Speaker = { appId: 'form-3-app', appSecret: 'FEDCBA9876543210', termId: 'T3', digestForm: '3' };

export const REGISTRAR: Staff = {
  accountId: 'account-registrar', requestId: 'request-registrar', sessionId: 'session-1', consents: [],
  post: { role: 'registrar', institutionId: 'inst-410000-1', institutionName: '省主索引办公室', cityCode: '410000' },
};

/** A town is a whole store; on a busy machine opening one alone can take seconds. */
jest.setTimeout(120_000);

const plainCustodian = { wrap: async (key: Uint8Array) => key.slice(), unwrap: async (key: Uint8Array) => key.slice() };
const nowhere = 'http://127.0.0.1:9';

export type Town = Awaited<ReturnType<typeof openTown>>;

/** The register's answers without its wire: where a hundred ask at once in one process, its patience is not what is tested. */
function registerAtHand(): PopulationRegister {
  const check = makeRegister(PEOPLE);
  return {
    async checkRealName({ name, document }) {
      const answer = check({ requestId: 'at-hand', idType: document.type, idNumber: document.number, name });
      return answer.result === 'match' ? ok({ gender: answer.gender, birthday: answer.birthday }) : refuse(`register/${answer.result}`);
    },
  };
}

export async function openTown(moods?: Partial<Moods>, { registerIsAtHand = false } = {}) {
  const clock = { now: epochMsOf(`${TODAY}T09:00:00.000+08:00`) };
  const opened = await openTestStore({ moods, clock: () => clock.now });
  const now = () => clock.now;
  const register = await startPopulationRegister({ ...REGISTER_IDS, people: PEOPLE, clock: now });
  const addresses = { base: nowhere, store: opened.endpoint, wechat: nowhere, register: register.url };
  const environment = { AUTHORITY_APP_SECRET: DEMO.appSecret, LOG_LEVEL: 'silent' } as unknown as NodeJS.ProcessEnv;
  const config = { ...localConfig(addresses, '/nonexistent', environment), NAME_PREFIX: opened.prefix };
  const sent: { id: string; body: unknown }[] = [];
  // What others are told of the same is theirs to look at.
  const queue = (name: string) => ({ send: async (message: { id: string; body: unknown }) => { if (name === 'authority') sent.push(message); } });
  const blobs = { put: async () => undefined, get: async () => undefined, remove: async () => undefined };
  const audit: AuditEntry[] = [];
  const switches = { auditFails: false };
  const log = recordingLog();
  const figures: string[] = [];
  const metrics: Metrics = { add: (name) => { figures.push(name); }, flush: () => undefined };
  const built = makeFoundations(config, { custodian: plainCustodian, ring: openKeyRing(newKeyRing()), queue, blobs, now });
  const foundations = {
    ...built, store: opened.store, log, metrics,
    clients: { ...built.clients, ...(registerIsAtHand ? { register: registerAtHand() } : {}) },
    audit: {
      async record(entry: AuditEntry) {
        if (switches.auditFails) throw new Error('the audit table is away');
        audit.push(entry);
      },
    },
  };
  const persons = openPersonIndex(foundations);
  const personIndex = makePersonIndex(foundations);
  const authority = makeAuthority(foundations, persons);
  const window = openAuthority(foundations);
  for (const { termId, ...client } of [DEMO, FORM_3]) await window.registerClient({ ...client, termIds: [termId], cityCode: '410000' });
  await window.registerClient({ ...CITY, termIds: [CITY.termId, 'Z2'], cityCode: '410100' });
  const stopFeed = opened.engine.onChanges(`${opened.prefix}person-index`, 'dispatcher', async (records) => {
    await personIndex.stream({ Records: [...records] });
  });

  /** Asks the gateway; every question is new bytes. */
  async function ask(method: string, biz: unknown, speaker: Speaker = DEMO): Promise<Answer> {
    clock.now += 1;
    return read(speaker, await post(authority.gateway, envelope(speaker, method, biz, { at: clock.now })));
  }

  async function asRegistrar<I extends Schema, O extends Schema, C extends string>(
    route: Route<I, O, C>, input: InputOf<Route<I, O, C>>, caller: Staff = REGISTRAR,
  ) {
    const bound = personIndex.http.find((one) => (one.route as unknown) === route);
    if (!bound) throw new Error(`${route.path} is not served`);
    return (await bound.answer(input, caller)) as Result<OutputOf<Route<I, O, C>>, RefusalCode<Route<I, O, C>>>;
  }

  /** Events written so far, in the order they were handed on. */
  async function events() {
    await opened.engine.feedIdle();
    return sent;
  }

  async function deliver(messages: readonly { id: string; body: unknown }[]): Promise<void> {
    const Records = messages.map((message) => ({ messageId: message.id, attributes: { ApproximateReceiveCount: '1' }, body: JSON.stringify(message) }));
    const { batchItemFailures } = await authority.consume({ Records } as unknown as SQSEvent);
    if (batchItemFailures.length > 0) throw new Error('an event could not be handled');
  }

  return {
    ...opened, foundations, clock, audit, switches, log, figures, register, persons, authority, window, ask, asRegistrar, events, deliver,
    async deliverAll() { await deliver((await events()).splice(0)); },
    async close() {
      stopFeed();
      await register.close();
      await opened.close();
    },
  };
}

/** A card registered for a person; the answer's members. */
export async function registered(town: Town, person: object, speaker?: Speaker): Promise<Record<string, string>> {
  const answer = await town.ask('ehc.ehealthcard.register', { register_no: randomBytes(8).toString('hex'), ...person }, speaker);
  if (answer.code !== '10') throw new Error(`refused: ${answer.message}`);
  return answer.biz;
}

export const coded = ({ code, message }: Answer) => (code === '10' ? 'ok' : message.slice(0, 8));
