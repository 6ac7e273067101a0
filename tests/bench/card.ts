/** The card's own ways against the same calls made raw: what our code costs on top of the SDK. */
import { makeCards } from '../../functions/authority/cards.repository';
import { makeCodes, makeUses } from '../../functions/authority/codes.repository';
import { makeVerify, type Verify } from '../../functions/authority/use-cases/verify';
import { makeCard } from '../../functions/card/card.lambda';
import { openIdentity, type Holder, type IdentityWindow } from '../../functions/identity/identity.public';
import type { BoundRoute } from '../../functions/platform/entry/binding';
import { claimCardRoute, listCardsRoute, showCodeRoute } from '../../shared/card/card.routes';
import type { Resident } from '../../shared/kernel/caller';
import { readDocument } from '../../shared/kernel/documents';
import { ok } from '../../shared/kernel/result';
import type { Route } from '../../shared/kernel/route';
import { capacityRow } from './capacity';
import { compare, PAIRS, rate, type Row } from './measure';
import { openBenchTown, type BenchTown } from './town';
import type { Sent } from './watching';

const AT_ONCE = 16;
const LISTS = 400;
const VERIFIES = 60;
const CLAIMS = 12;

const answerOf = (http: readonly BoundRoute[], route: unknown) => {
  const bound = http.find((one) => one.route === (route as Route));
  if (!bound) throw new Error('no such route');
  return bound.answer;
};
const caller = (accountId: string): Resident => ({ requestId: 'request_bench', accountId, sessionId: 'session_bench', consents: ['privacy', 'sensitive'] });

async function must<T extends { ok: boolean }>(answer: Promise<T>): Promise<Extract<T, { ok: true }>> {
  const given = await answer;
  if (!given.ok) throw new Error(`refused: ${JSON.stringify(given)}`);
  return given as Extract<T, { ok: true }>;
}

export async function cardRows(): Promise<readonly Row[]> {
  const town = await openBenchTown({ people: (PAIRS + 2) * CLAIMS + 10 });
  try {
    const phone = await town.phoneOf('zhang-wei');
    const { cardId } = await phone.must(claimCardRoute, {});
    const accountId = phone.session()?.account.accountId ?? '';
    const codes = () => phone.must(showCodeRoute, { cardId, kind: 'dynamic' }).then(({ text }) => text);
    return [...(await listRows(town, accountId)), await showRow(town, accountId, cardId), ...(await verifyRows(town, codes)), ...(await claimRows(town))];
  } finally {
    town.end();
  }
}

async function listRows(town: BenchTown, accountId: string): Promise<readonly Row[]> {
  const list = answerOf(makeCard(town.f, openIdentity(town.f)).http, listCardsRoute);
  const once = () => must(list({}, caller(accountId)));
  await once();
  const recorded = await town.watched.record(once);
  return [
    await compare({ id: 'card.list', what: 'list the package against the same SDK calls made raw', unit: 'operations/s', budget: '≥ 0.8' },
      () => rate(LISTS, AT_ONCE, once), () => rate(LISTS, AT_ONCE, () => town.watched.replay(recorded))),
    capacityRow('list', 'list a package of one card', recorded),
  ];
}

async function showRow(town: BenchTown, accountId: string, cardId: string): Promise<Row> {
  const show = answerOf(makeCard(town.f, openIdentity(town.f)).http, showCodeRoute);
  const recorded = await town.watched.record(() => must(show({ cardId, kind: 'dynamic' }, caller(accountId))));
  return capacityRow('show', 'show a dynamic code, the first of the day (the card slice\'s own units; generating it is the authority\'s)', recorded);
}

/** The recorded verification of one code as that of another: its code, and new ids for what is only written. */
function asOther(recorded: readonly Sent[], from: string, to: string, unique: number): readonly Sent[] {
  const renamed = (text: string) => text.replaceAll(from, to).replace(/(audit_[0-9A-Z]{20})[0-9A-Z]{6}/g, `$1${String(unique).padStart(6, '0')}`);
  return recorded.map((one) => ({ ...one, input: JSON.parse(renamed(JSON.stringify(one.input))) as object }));
}

async function verifyRows(town: BenchTown, newCode: () => Promise<string>): Promise<readonly Row[]> {
  const { f } = town;
  const shared = { ...f, table: f.table('authority'), safe: f.safeOf('authority') };
  const verify: Verify = makeVerify({ cards: makeCards(shared), codes: makeCodes(shared), uses: makeUses(shared), recordAudit: (entry) => f.audit.record(entry), now: f.now });
  const by = { appId: 'bench', termId: 'T1', cityCode: '410000', requestId: 'request_bench' };
  let terminal = 0;
  const verifyOne = (codeText: string) => must(verify({ codeText, medStep: '010101', terminal: `t${terminal++}`, channel: '01' }, by));
  const batch = async () => {
    const texts: string[] = [];
    await rate(VERIFIES, AT_ONCE, async () => { texts.push(await newCode()); });
    return texts;
  };
  const hashOf = (text: string) => f.hash(text.split(':')[2] ?? '');
  const first = await newCode();
  const recorded = await town.watched.record(() => verifyOne(first));
  const key = JSON.stringify(recorded).includes(hashOf(first)) ? hashOf : (text: string) => text.split(':')[2] ?? '';
  let unique = 0;
  const row = await compare({ id: 'card.verify-code', what: 'verify a dynamic code against the same SDK calls made raw', unit: 'operations/s', budget: '≥ 0.8' },
    async () => {
      const texts = await batch();
      return rate(VERIFIES, AT_ONCE, (n) => verifyOne(texts[n] ?? ''));
    },
    async () => {
      const raw = (await batch()).map((text) => asOther(recorded, key(first), key(text), unique++));
      return rate(VERIFIES, AT_ONCE, (n) => town.watched.replay(raw[n] ?? []));
    });
  return [row, capacityRow('verify', 'verify a dynamic code', recorded)];
}

/**
 * Each claim is a person's first, and its calls cannot be made a second time: the authority would answer from its replays. So the
 * reference is what the same claims would be worth if nothing but their own store and HTTP calls took time.
 */
async function claimRows(town: BenchTown): Promise<readonly Row[]> {
  let next = 0;
  const identity: IdentityWindow = {
    holderOf: async (accountId) => ok(holderAt(town, Number(accountId.split('_')[1]))),
    groundsOf: async (accountId) => new Map([['self', { ground: 'self', personId: `person_${accountId}` }]]),
    accountsOf: async () => [],
    openIdOf: async () => undefined,
    appoint: () => Promise.reject(new Error('not in a bench')),
  };
  const claim = answerOf(makeCard(town.f, identity).http, claimCardRoute);
  const one = () => must(claim({}, caller(`account_${next++}`)));
  let inCalls = 1;
  const recorded = await town.watched.record(one);
  const row = await compare({ id: 'card.claim', what: 'claim a card against the time the same claims spend in their own store and HTTP calls (not made again: a claim is a person\'s first)', unit: 'operations/s', budget: '≥ 0.7' },
    async () => {
      const from = performance.now();
      inCalls = await town.watched.inCalls(async () => { for (let n = 0; n < CLAIMS; n += 1) await one(); });
      return CLAIMS / ((performance.now() - from) / 1000);
    },
    async () => CLAIMS / (inCalls / 1000));
  return [row, capacityRow('claim', 'claim a card (the card slice\'s own units; issuing it is the authority\'s)', recorded)];
}

function holderAt({ people, today }: BenchTown, n: number): Holder {
  const person = people[n];
  const document = readDocument('01', person?.idNumber ?? '', today);
  if (!person || !document.ok) throw new Error('the bench ran out of people');
  return { personId: `person_${n}`, name: person.name, document: document.value, assurance: 'L1', assuredAt: `${today}T00:00:00.000+08:00`, ground: 'self' };
}
