/** Persons and the documents that lead to them. A marker per fingerprint makes a document lead to one person only. */
import * as z from 'zod/mini';
import { addDays, epochMsOf, type ChinaDay } from '../../shared/kernel/china-day';
import { documentKey, type LegalDocument } from '../../shared/kernel/documents';
import { lookUpText } from '../../shared/person-index/person-index.rules';
import type { Fingerprints } from '../platform/crypto/fingerprint';
import type { Safe } from '../platform/crypto/seal';
import type { Item, Write } from '../platform/store/item';
import type { Store } from '../platform/store/store';
import type { DocumentOnFile, Persons, Recording } from './person-index.ports';

export type PersonsDeps = {
  readonly store: Store;
  readonly table: string;
  readonly safe: Safe;
  readonly fingerprints: Fingerprints;
  readonly now: () => number;
};

const Marker = z.object({
  pk: z.string(), sk: z.string(), version: z.number(), expiresAt: z.exactOptional(z.number()),
  personId: z.string(), filedUnder: z.string(), nameMark: z.string(),
});
type Marker = z.infer<typeof Marker>;

const Filed = z.object({
  pk: z.string(), sk: z.string(), version: z.number(),
  idType: z.string(), sealed: z.string(), validFrom: z.string(), validTo: z.exactOptional(z.string()),
});
const Pointer = z.object({ mergedInto: z.optional(z.object({ personId: z.string() })) });

/** What is sealed with a document: its number as printed, and the name on it. */
const Inside = z.object({ number: z.string(), name: z.string() });
/** Merges of merges of merges; beyond this the pointers are broken. */
const LONGEST_CHAIN = 64;

const personKey = (personId: string) => ({ pk: `person#${personId}`, sk: 'person' });

export function makePersons(deps: PersonsDeps): Persons {
  const { store, table, fingerprints } = deps;

  return {
    async find(document, name) {
      const marker = (await markersOf(deps, document, name))[0];
      if (!marker) return undefined;
      const sameName = name !== undefined && fingerprints.allVersions('name-on-document', nameText(document, name)).includes(marker.nameMark);
      return { personId: marker.personId, sameName };
    },
    async register(recording) {
      const person: Write = { put: 'new', table, item: { ...personKey(recording.personId), version: 1, tookIn: [] } };
      return (await store.together([...(await documentWrites(deps, recording)), person])).done;
    },
    async addDocument(recording) {
      const renewed = (await filed(deps, recording.personId)).filter((item) => item.idType === recording.document.type && !item.validTo);
      const endings = renewed.map((item): Write => ({ put: 'replace', table, item: { ...item, validTo: recording.validFrom } }));
      return (await store.together([...(await documentWrites(deps, recording)), ...endings])).done;
    },
    recordName: (document, name) => recordName(deps, document, name),
    async survivorOf(personId) {
      let current = personId;
      for (let step = 0; step < LONGEST_CHAIN; step += 1) {
        const item = await store.get(table, personKey(current));
        const next = item && z.parse(Pointer, item).mergedInto?.personId;
        if (next === undefined) return current;
        current = next;
      }
      throw new Error('the pointers of merged persons do not end');
    },
    async documentsOf(personId) {
      const items = await filed(deps, personId);
      return Promise.all(items.map((item) => opened(deps.safe, personId, item)));
    },
  };
}

async function opened(safe: Safe, personId: string, { sk, sealed, idType, validFrom, validTo }: z.infer<typeof Filed>): Promise<DocumentOnFile> {
  const { number } = z.parse(Inside, JSON.parse(await safe.open(personId, sealed, sk)));
  return { type: idType, number, validFrom, ...(validTo ? { validTo } : {}) };
}

/** A document's place in the person's partition is also what its sealed text is bound to. */
function sealedText(safe: Safe, { personId, document, name }: Pick<Recording, 'personId' | 'document' | 'name'>, place: string): Promise<string> {
  return safe.seal(personId, JSON.stringify({ number: document.number, name }), place);
}

async function filed({ store, table }: PersonsDeps, personId: string) {
  const items = await store.queryAll(table, { pk: personKey(personId).pk, beginsWith: 'document#' });
  return items.map((item) => z.parse(Filed, item));
}

function nameText(document: LegalDocument, name: string): string {
  return `${documentKey(document)}#${name}`;
}

/** The markers in force, in the order of the fingerprint's versions. */
async function markersOf({ store, table, fingerprints, now }: PersonsDeps, document: LegalDocument, name?: string): Promise<readonly Marker[]> {
  const text = lookUpText(document, name);
  if (text === undefined) return [];
  const found = await store.getMany(table, fingerprints.allVersions('document', text).map(markerKey));
  const nowSeconds = Math.floor(now() / 1000);
  return found.flatMap((item) => (item && !(item.expiresAt !== undefined && item.expiresAt <= nowSeconds) ? [z.parse(Marker, item)] : []));
}

function markerKey(fingerprint: string) {
  return { pk: `document#${fingerprint}`, sk: 'document' };
}

/**
 * The document with its person, and its markers. A marker for every version of the fingerprint: while keys rotate, a process
 * that does not know the new version yet still meets one of them.
 */
async function documentWrites({ table, safe, fingerprints, now }: PersonsDeps, recording: Recording): Promise<readonly Write[]> {
  const { personId, document, name, validFrom, validTo } = recording;
  const marks = fingerprints.allVersions('document', lookUpText(document, name) ?? '');
  const filedUnder = `document#${marks[0] ?? ''}`;
  const marker = {
    version: 1, personId, filedUnder, nameMark: fingerprints.of('name-on-document', nameText(document, name)),
    ...(validTo ? { expiresAt: endOf(validTo) } : {}),
  };
  const file: Item = {
    pk: personKey(personId).pk, sk: filedUnder, version: 1, idType: document.type, validFrom, ...(validTo ? { validTo } : {}),
    sealed: await sealedText(safe, recording, filedUnder),
  };
  const nowSeconds = Math.floor(now() / 1000);
  return [
    ...marks.map((mark): Write => ({ put: 'new-or-expired', table, item: { ...markerKey(mark), ...marker }, nowSeconds })),
    { put: 'anyway', table, item: file },
  ];
}

/** The first second after a day in China. */
function endOf(day: ChinaDay): number {
  return epochMsOf(`${addDays(day, 1)}T00:00:00.000+08:00`) / 1000;
}

async function recordName(deps: PersonsDeps, document: LegalDocument, name: string): Promise<void> {
  const { store, table, safe, fingerprints } = deps;
  const markers = await markersOf(deps, document, name);
  const [first] = markers;
  if (!first) return;
  const file = (await filed(deps, first.personId)).find((item) => item.sk === first.filedUnder);
  if (!file) return;
  const nameMark = fingerprints.of('name-on-document', nameText(document, name));
  const sealed = await sealedText(safe, { personId: first.personId, document, name }, file.sk);
  // Lost against a change at the same moment, the name is recorded at the next look.
  await store.together([
    { put: 'replace', table, item: { ...file, sealed } },
    ...markers.map((marker): Write => ({ put: 'replace', table, item: { ...marker, nameMark } })),
  ]);
}
