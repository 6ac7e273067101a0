/** 审计: every route, every method of the authority and every job writes its entry before anything is opened or changed, or stands here with the reason why not. */
import type { SQSEvent } from 'aws-lambda';
import { randomUUID } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { routesBySlice } from '../../functions/local/contracts';
import { samplePeople } from '../../functions/local/seed/sample-people';
import { boundRoutes } from '../../functions/local/slices';
import { AUDIT_SUBJECT } from '../../functions/platform/audit/audit';
import { tableName, type TableName } from '../../functions/platform/config/config';
import { dialectNamed } from '../../shared/authority/dialects';
import { AUTHORITY_REFUSALS } from '../../shared/authority/refusals';
import { claimCardRoute } from '../../shared/card/card.routes';
import { reportLossRoute } from '../../shared/card/card-life.routes';
import type { AuditEntry } from '../../shared/kernel/audit-entry';
import { instantOf } from '../../shared/kernel/china-day';
import { addChildRoute } from '../../shared/identity/family.routes';
import { readMeRoute } from '../../shared/identity/identity.routes';
import { mergePersonsRoute } from '../../shared/person-index/person-index.routes';
import { openAuthorityWay, type AuthorityWay } from '../rig/authority-way';
import { openTown, type Town } from '../rig/open-town';
import { verifiedPhone } from '../rig/phone';
import { makeTerminal } from '../rig/terminal';
import { makeTownClock } from '../rig/town-clock';
import { everyRoute, openCast, type Cast } from './every-route';
import type { Steps } from './steps';
import { issuedOutside, openOutside } from './wallet-steps';
import type { OpenPlatformSandbox } from '../../functions/sandbox/open-platform';

jest.setTimeout(120_000);

const UNAUDITED: Readonly<Record<string, string>> = {
  beginServiceAccountRoute: 'nobody is signed in yet, and the address of WeChat is the same for all',
  openPcTicketRoute: 'nobody is signed in yet: a ticket is nobody\'s until a phone scans it',
  readPcTicketRoute: 'says how far a ticket is, never whose it is',
  readConsentTextsRoute: 'the texts are public',
  listInstitutionsRoute: 'the directory is public',
  readAskedRoute: 'says which institution leads here, before anybody signs in',
  leaveAskedRoute: 'says no, and nobody need sign in for that; where the pages lie sealed with a person, an entry is written first',
  readHandOverRoute: 'says whose page a link leads back to, before anybody signs in',
  leaveHandOverRoute: 'says no, and nobody need sign in for that',
  readConsoleRoute: 'says of the developer who asks how far they are',
  signOutConsoleRoute: 'leaves',
  listAppsRoute: 'an institution\'s own settings are nobody\'s data',
  listCallsRoute: 'calls are kept without anybody\'s data',
  readUsageRoute: 'counts calls',
  readUsesRoute: 'counts uses',
  listTerminalsRoute: 'names windows and scanners',
  linkPosterRoute: 'a link of a poster is nobody',
  listPostersRoute: 'counts what posters led to',
  downloadAppRoute: 'the same as the lists before it',
  listServicesRoute: 'the directory is public',
  listOwnServicesRoute: 'an institution\'s own offers are nobody\'s data',
  countUnreadRoute: 'answers a number; no message is opened for it',
  addorg: 'an institution is nobody',
  updateorg: 'an institution is nobody',
  queryorg: 'an institution is nobody',
  'identity.dispatch': 'hands on what was written, audited, to be told; the receiver audits',
  'card.dispatch': 'hands on what was written, audited, to be told; the receiver audits',
  'open-platform.deliverCallBacks': 'sends what a resident authorised, audited then',
  'open-platform.work': 'does what an institution ordered; its rows are audited one by one, in tests/open-platform/upgrade',
  'person-index.dispatch': 'hands on what was written, audited, to be told; the receiver audits',
};
const isAudited = (name: string) => !(name in UNAUDITED);

/** Where people's data lies. Sessions of a sign-in that could not be answered are nobody's. */
const TABLES: readonly TableName[] = ['identity', 'person-index', 'card', 'authority', 'messages'];

const clock = makeTownClock();
let way: AuthorityWay;
let outside: OpenPlatformSandbox;
let town: Town;
let cast: Cast;
let entries: AuditEntry[] = [];
let auditFails = false;
/** What was sealed and opened, by slice and field. */
let opened: string[] = [];

beforeAll(async () => {
  way = await openAuthorityWay();
  outside = await openOutside(clock.now);
  town = await openTown({ now: clock.now, settings: issuedOutside(outside) });
  way.leadTo(town.url);
  const { audit } = town.foundations;
  const record = audit.record.bind(audit);
  audit.record = async (entry) => {
    if (auditFails) throw new Error('the audit table is away');
    await record(entry);
    entries.push(entry);
  };
  for (const table of TABLES) watch(table);
  cast = await openCast(town, outside);
});
afterAll(async () => {
  await town.end();
  await Promise.all([way.close(), outside.close()]);
});

function watch(table: TableName): void {
  const safe = town.foundations.safeOf(table);
  const open = safe.open.bind(safe);
  safe.open = async (owner, sealed, context) => {
    opened.push(`${table}: ${context}`);
    return open(owner, sealed, context);
  };
}

type Item = Record<string, { S?: string }>;
const scan = async (table: TableName) => ((await town.engine.call('Scan', { TableName: tableName(town.config, table) })) as { Items: Item[] }).Items;

/** Everything kept of people. A key that was made to seal something by says nothing of anybody. */
async function kept(): Promise<string> {
  await town.idle();
  const items = (await Promise.all(TABLES.map(scan))).flat();
  return JSON.stringify(items.filter((item) => !item['pk']?.S?.startsWith('data-key#')));
}

/** Does it while no entry can be written: nothing may be opened or changed by that. */
async function withoutAudit<Answer>(act: () => Promise<Answer>): Promise<{ answer: Answer; opened: readonly string[]; changed: boolean }> {
  const before = await kept();
  opened = [];
  auditFails = true;
  const answer = await act().finally(() => { auditFails = false; });
  const seen = [...opened];
  return { answer, opened: seen, changed: (await kept()) !== before };
}

/** Does it, and gives the entries of those who did it. */
async function written(act: () => Promise<unknown>, by: RegExp): Promise<readonly AuditEntry[]> {
  entries = [];
  await act();
  return entries.filter(({ actor }) => by.test(actor));
}

/** Of every entry; what it must not hold is looked for at the end. */
const entry = { subject: expect.stringMatching(AUDIT_SUBJECT), action: expect.stringMatching(/^[a-z-]+\.[a-z.-]+$/), ground: expect.stringMatching(/^[a-z]/), requestId: expect.stringMatching(/./) };

describe('every route', () => {
  const named = new Map(routesBySlice().map(({ name, route }) => [route.method + route.path, { name, route }]));
  let steps: Steps;
  beforeAll(() => { steps = everyRoute(cast); });

  it('that is bound has a step here', () => {
    const bound = boundRoutes(town.slices).map(({ route }) => named.get(route.method + route.path)?.name);
    expect(Object.keys(steps).sort()).toEqual([...bound].sort());
  });

  it('writes its entry first, and opens and changes nothing without', async () => {
    const byName = new Map([...named.values()].map(({ name, route }) => [name, route]));
    for (const [name, step] of Object.entries(steps)) {
      const route = byName.get(name)!;
      const first = await step();
      // A token that has become stale is renewed now, while that can be written down.
      if (first.phone.session()) await first.phone.must(readMeRoute, {});
      // What the step before told the queues is done with.
      await town.idle();
      const { answer, ...done } = await withoutAudit(() => first.phone.send(route, first.input));
      const second = await step();
      const own = await written(() => second.phone.must(route, second.input), /^(account_|visitor$)/);
      if (isAudited(name)) {
        expect({ name, answer, ...done, own }).toMatchObject({ name, answer: { status: 500, problem: { code: 'server/error' } }, opened: [], changed: false, own: expect.arrayContaining([expect.objectContaining(entry)]) });
      } else expect({ name, ok: answer.ok, opened: done.opened, own }).toEqual({ name, ok: true, opened: [], own: [] });
    }
  });
});

describe('every method of the authority', () => {
  const methods = Object.entries(dialectNamed('ehc-v1').methods).map(([method, [wire]]) => ({ method, wire }));

  it('writes its entry first, and opens and changes nothing without', async () => {
    const terminal = makeTerminal(town, clock.now);
    const { name, idType, idNumber } = town.person('liu-qiang');
    const registering = () => ({ register_no: randomUUID(), id_type: idType, id_no: idNumber, name });
    const card = { ehealth_card_id: (await terminal.ask('register', registering())).biz['ehealth_card_id'] };
    const code = async () => (await terminal.ask('generate', { ...card, ewmbs: '0' })).biz['ehealth_code'];
    const use = { medstepcode: '010101', terminalcode: 'T0001', channelcode: '01' };
    const org = { orgcode: 'ORG-1', orgname: '郑州示例医院', orgaddr: '410105' };
    const questions: Readonly<Record<string, () => unknown>> = {
      register: registering, query: () => card, alter: () => ({ ...card, cellphone: '19900000099' }), generate: () => ({ ...card, ewmbs: '0' }),
      verify: async () => ({ ...use, ehealth_code: await code() }), usecarddate: () => [{ ...use, ...card, use_time: '20261123080000' }],
      addorg: () => ({ ...org, orgcode: randomUUID() }), updateorg: () => org, queryorg: () => ({ orgcode: org.orgcode }), close: () => card,
    };
    expect(Object.keys(questions).sort()).toEqual(methods.map(({ method }) => method).sort());
    await terminal.ask('ehc.ehealthcode.addorg', org);
    for (const [method, question] of Object.entries(questions)) {
      const wire = methods.find((one) => one.method === method)?.wire ?? '';
      const asked = await question() as object;
      const { answer, ...done } = await withoutAudit(() => terminal.ask(wire, asked));
      const again = await question() as object;
      const own = await written(async () => expect((await terminal.ask(wire, again)).code).toBe('10'), /^authority:demo-app$/);
      const refused = { code: '00', biz: {}, message: expect.stringContaining(AUTHORITY_REFUSALS.internal.code) };
      if (isAudited(method)) expect({ method, answer, ...done, own }).toMatchObject({ method, answer: refused, opened: [], changed: false, own: expect.arrayContaining([expect.objectContaining({ ...entry, ground: 'contract' })]) });
      else expect({ method, code: answer.code, opened: done.opened, own }).toEqual({ method, code: '10', opened: [], own: [] });
    }
  });
});

/** What begins without a request, as the templates say: `card.reconcile`. */
function jobs(): readonly string[] {
  const templates = readdirSync('functions').map((slice) => `functions/${slice}/${slice}.functions.yml`).filter((file) => existsSync(file));
  const functions = templates.flatMap((file) => readFileSync(file, 'utf8').split(/^ {2}(?=[a-z])/m));
  return functions.filter((one) => /- (schedule|sqs|stream):/.test(one)).map((one) => {
    const [, slice = '', handler = ''] = /handler: functions\/([a-z-]+)\/.*[.]lambda[.](\w+)/.exec(one) ?? [];
    return `${slice}.${handler}`;
  });
}

describe('every job', () => {
  const DAY_MS = 86_400_000;
  const { card, identity, messages } = { card: () => town.slices.card, identity: () => town.slices.identity, messages: () => town.slices.messages };

  const queued = (body: object) => ({ Records: [{ messageId: '1', attributes: { ApproximateReceiveCount: '1' }, body: JSON.stringify({ id: '1', body }) }] }) as unknown as SQSEvent;
  /** What it finds to do, and then the job. */
  const prepared: Readonly<Record<string, () => Promise<() => Promise<unknown>>>> = {
    'messages.deliver': async () => {
      const { accountId } = cast.zhang.session()!.account;
      const notice = { type: 'message.notice.v1', eventId: 'event_1', at: instantOf(clock.now()), accountId, kind: 'card-lost', facts: {} };
      return () => messages().consume(queued(notice));
    },
    'card.carryLosses': async () => {
      const { cardId } = await cast.zhang.must(claimCardRoute, {});
      way.moods.set({ path: '*', mood: { kind: 'down', how: 'reset' } });
      expect(await cast.zhang.must(reportLossRoute, { cardId })).toMatchObject({ lossOnItsWay: true });
      way.moods.clear();
      return () => card().carryLosses();
    },
    'card.reconcile': async () => {
      clock.advance(DAY_MS + 3_600_000);
      return () => card().reconcile();
    },
    'identity.familyBirthdays': async () => {
      const mother = await verifiedPhone(town, town.person('zhou-min'));
      const { name, idType, idNumber } = town.person('zhao-haoran');
      await mother.consent('child');
      await mother.must(addChildRoute, { name, idType, idNumber, guardianDeclared: true });
      clock.advance(2 * DAY_MS);
      return () => identity().familyBirthdays();
    },
    'card.consume': async () => {
      await cast.lina.must(claimCardRoute, {});
      const { accountId } = cast.lina.session()!.account;
      return () => card().consume(queued({ type: 'account.closed.v1', eventId: 'event_2', at: instantOf(clock.now()), accountId }));
    },
  };

  it('writes its entry first, and opens and changes nothing without', async () => {
    for (const [job, prepare] of Object.entries(prepared)) {
      const act = await prepare();
      const { opened: seen, changed } = await withoutAudit(() => act().catch(() => undefined));
      const own = await written(act, /^system$/);
      expect({ job, seen, changed, own }).toMatchObject({ job, seen: [], changed: false, own: expect.arrayContaining([expect.objectContaining(entry)]) });
    }
  });

  it('brings a card in line with its person, and writes that down too', async () => {
    const ma = town.person('ma-jianguo');
    const passport = { name: ma.name, ...ma.otherDocuments![0]! };
    await makeTerminal(town, clock.now).ask('register', { register_no: randomUUID(), id_type: passport.idType, id_no: passport.idNumber, name: ma.name });
    const merging = { survivor: { name: ma.name, idType: ma.idType, idNumber: ma.idNumber }, merged: passport, evidence: 'both-documents-seen' };
    const own = await written(async () => {
      await cast.registrar.must(mergePersonsRoute, merging);
      await town.idle();
    }, /^system$/);
    expect(own).toContainEqual({ ...entry, actor: 'system', action: 'authority.merge', ground: 'registrar' });
    expect(own).toContainEqual(expect.objectContaining({ actor: 'system', action: 'card.follow-persons' }));
  });

  it('that the templates know stands here', () => {
    const exempt = jobs().filter((job) => !isAudited(job));
    expect([...Object.keys(prepared), 'authority.consume', ...exempt].sort()).toEqual([...jobs()].sort());
  });
});

it('no exemption is for something that is no longer there', () => {
  const known = [...routesBySlice().map(({ name }) => name), ...Object.keys(dialectNamed('ehc-v1').methods), ...jobs()];
  expect(Object.keys(UNAUDITED).filter((name) => !known.includes(name))).toEqual([]);
});

it('entries name whose data it was in one of the known ways, and hold no name and no number', async () => {
  const all = await scan('audit');
  expect(all.map((item) => item['subject']?.S).filter((subject) => !AUDIT_SUBJECT.test(subject ?? ''))).toEqual([]);
  const everything = JSON.stringify(all);
  for (const { name, idNumber } of samplePeople(town.today)) for (const secret of [name, idNumber]) expect(everything).not.toContain(secret);
});
