/** Every use of a card once, and how many there were by hospital, day, step and campus: written together, so that they agree. */
import * as z from 'zod/mini';
import { epochMsOf, instantOf } from '../../shared/kernel/china-day';
import { isTold, ONE_USE_MS, OTHER_STEP, replaces } from '../../shared/open-platform/use.rules';
import type { Item, Write } from '../platform/store/item';
import type { Store } from '../platform/store/store';
import type { UseCount, UseReport, UseReports } from './open-platform.ports';

export type UsesDeps = { readonly store: Store; readonly table: string; readonly now: () => number };

/** 等保: uses are kept as long as the logs are. */
const USE_KEPT_SECONDS = 400 * 86_400;
/** Only for whoever writes at this moment. */
const TURN_KEPT_SECONDS = 86_400;
const TRIES = 20;
/** A transaction holds a hundred writes. */
const REPLACED_MAX = 45;

const UseItem = z.object({
  pk: z.string(), sk: z.string(), version: z.number(), usedAt: z.string(), scene: z.string(), subHospitalCode: z.exactOptional(z.string()), provisional: z.exactOptional(z.literal(true)),
});
type UseItem = z.infer<typeof UseItem>;
const CountItem = z.object({ sk: z.string(), count: z.number() });

type Used = Pick<UseReport, 'hospitalId' | 'healthCardId' | 'patient'>;

const dayOf = (usedAt: string) => usedAt.slice(0, 10);
const usesOf = (hospitalId: string, day: string) => `use#${hospitalId}#${day}`;
const whose = ({ healthCardId, patient = healthCardId }: Used) => patient;
const useKey = (report: UseReport) => ({ pk: usesOf(report.hospitalId, dayOf(report.usedAt)), sk: `${whose(report)}#${report.usedAt}#${report.scene}` });
/** One after the other: a scan and its report may come at the same moment. */
const turnKey = (report: Used) => ({ pk: `use-turn#${report.hospitalId}`, sk: whose(report) });
const countsOf = (hospitalId: string) => `use-counts#${hospitalId}`;

export function makeUseReports(deps: UsesDeps): UseReports {
  const { store, table } = deps;
  return {
    async add(report) {
      for (let attempt = 1; attempt <= TRIES; attempt += 1) {
        const turn = await store.get(table, turnKey(report));
        const known = await usesNear(deps, report);
        if (isTold(report, known)) return false;
        const { done } = await store.together([takeTurn(deps, report, turn), ...writesOf(deps, report, known)]);
        if (done) return true;
      }
      throw new Error('uses of a card kept changing');
    },
    async counts(hospitalId, { first, last }) {
      const items = await store.queryAll(table, { pk: countsOf(hospitalId), from: first, to: `${last}~` });
      return summed(items.map((item) => countIn(hospitalId, item)));
    },
  };
}

/** Of the same person, as far as they can be the same use. */
async function usesNear({ store, table }: UsesDeps, report: UseReport): Promise<readonly UseItem[]> {
  const [from, to] = [-ONE_USE_MS, ONE_USE_MS].map((by) => instantOf(epochMsOf(report.usedAt) + by)) as [string, string];
  const days = dayOf(from) === dayOf(to) ? [dayOf(from)] : [dayOf(from), dayOf(to)];
  const range = { from: `${whose(report)}#${from}`, to: `${whose(report)}#${to}~` };
  const found = await Promise.all(days.map((day) => store.queryAll(table, { pk: usesOf(report.hospitalId, day), ...range })));
  return found.flat().map((item) => z.parse(UseItem, item));
}

function takeTurn({ table, now }: UsesDeps, report: Used, turn: Item | undefined): Write {
  const nowSeconds = Math.floor(now() / 1000);
  const expiresAt = nowSeconds + TURN_KEPT_SECONDS;
  return turn ? { put: 'replace', table, item: { ...turn, expiresAt } } : { put: 'new', table, item: { ...turnKey(report), version: 1, expiresAt } };
}

/** The use, what it takes the place of, and the counts of both. */
function writesOf({ table }: UsesDeps, report: UseReport, known: readonly UseItem[]): readonly Write[] {
  const expiresAt = Math.floor(Date.parse(report.usedAt) / 1000) + USE_KEPT_SECONDS;
  const gone = known.filter((other) => replaces(report, other)).slice(0, REPLACED_MAX);
  const use: Write = { put: 'anyway', table, item: { ...useKey(report), version: 1, expiresAt, ...report } };
  const removed = gone.filter(({ pk, sk }) => pk !== useKey(report).pk || sk !== useKey(report).sk);
  const changes = new Map<string, number>();
  for (const [one, by] of [[report, 1], ...gone.map((other) => [other, -1])] as [UseReport, number][]) {
    const place = countPlace(one, whose(report));
    changes.set(place, (changes.get(place) ?? 0) + by);
  }
  const counts = [...changes].filter(([, by]) => by !== 0).map(([sk, by]): Write => ({ count: { pk: countsOf(report.hospitalId), sk }, table, by, expiresAt }));
  return [use, ...removed.map(({ pk, sk }): Write => ({ remove: { pk, sk }, table })), ...counts];
}

/** By the last character of the card too, so that many can be counted at the same moment. What a terminal calls a step may hold any character. */
function countPlace({ usedAt, scene, subHospitalCode = '' }: Pick<UseReport, 'usedAt' | 'scene' | 'subHospitalCode'>, person: string): string {
  return [dayOf(usedAt), /^\d+$/.test(scene) ? scene : OTHER_STEP, encodeURIComponent(subHospitalCode), encodeURIComponent(person.slice(-1))].join('#');
}

function countIn(hospitalId: string, item: Item): UseCount {
  const { sk, count } = z.parse(CountItem, item);
  const [day = '', scene = '', campus = ''] = sk.split('#');
  return { hospitalId, day, scene, count, ...(campus === '' ? {} : { campus: decodeURIComponent(campus) }) };
}

function summed(parts: readonly UseCount[]): readonly UseCount[] {
  const sums = new Map<string, UseCount>();
  for (const part of parts) {
    const name = `${part.day}#${part.scene}#${part.campus ?? ''}`;
    sums.set(name, { ...part, count: part.count + (sums.get(name)?.count ?? 0) });
  }
  return [...sums.values()].filter(({ count }) => count > 0);
}
