/** An account's file: one partition, read with one query, changed in one transaction. */
import * as z from 'zod/mini';
import { documentKey, identifiesOnePerson, LegalDocument } from '../../shared/kernel/documents';
import { AccountRecord, MemberPart, PersonOnFile, SELF } from '../../shared/identity/file.schema';
import type { NamedPerson } from '../../shared/identity/identity.rules';
import { ConsentPurpose } from '../../shared/identity/identity.schema';
import type { Fingerprints } from '../platform/crypto/fingerprint';
import type { Safe } from '../platform/crypto/seal';
import type { Item, Key, Write } from '../platform/store/item';
import { outboxItem } from '../platform/store/outbox';
import type { Store } from '../platform/store/store';
import type { AccountFile, ConsentAct, FileChange, Files, Member, PendingProof } from './identity.ports';

export type FilesDeps = {
  readonly store: Store;
  readonly table: string;
  readonly safe: Safe;
  readonly fingerprints: Fingerprints;
  readonly now: () => number;
};

const Inside = z.object({ name: z.string(), document: LegalDocument });
const ConsentActItem = z.object({ purpose: z.enum([...ConsentPurpose.options, 'acting']), textVersion: z.string(), act: z.enum(['given', 'withdrawn']), at: z.string() });
const Changing = z.object({ accountId: z.string(), memberId: z.string() });
/** At rest, a child's birthday and the day that follows from it are sealed apart: the ground is judged without opening the name. */
const Stored = z.extend(PersonOnFile, { sealedAge: z.exactOptional(z.string()) });
const Age = z.pick(MemberPart, { birthday: true, changesOn: true });
const CHANGES_ON = 'changes-on';

const partition = (accountId: string) => `account#${accountId}`;
const actsOf = (by: string) => `consent-acts#${by}`;
const birthdayKey = (memberId: string): Key => ({ pk: `birthday#${memberId}`, sk: 'birthday' });
const proofKey = ({ kind, id }: PendingProof): Key => ({ pk: `proof#${kind}#${id}`, sk: 'proof' });

export function makeFiles(deps: FilesDeps): Files {
  const { store, table, safe, fingerprints } = deps;
  return {
    async read(accountId) {
      return fileOf(deps, await store.queryAll(table, { pk: partition(accountId) }));
    },
    async save(change) {
      return (await store.together(await writesOf(deps, change))).done;
    },
    async consentActs(by) {
      const acts = (await store.queryAll(table, { pk: actsOf(by) })).map((item) => z.parse(ConsentActItem, item));
      return acts.map(({ textVersion, ...act }) => ({ by, version: textVersion, ...act }));
    },
    async seal(accountId, key, person) {
      return {
        sealed: await safe.seal(accountId, JSON.stringify(person), `person#${key}`),
        documentMark: fingerprints.of('identity-document', markText(person)),
        documentType: person.document.type,
      };
    },
    marksOf: (person) => fingerprints.allVersions('identity-document', markText(person)),
    async open({ accountId, key, sealed }) {
      return z.parse(Inside, JSON.parse(await safe.open(accountId, sealed, `person#${key}`)));
    },
    async accountsOf(personId) {
      const items = await store.queryAll(table, { pk: `holder#${personId}`, index: true });
      return items.map((item) => z.parse(PersonOnFile, item).accountId);
    },
    async linksTo(personId) {
      const items = await store.queryAll(table, { pk: `acted-for#${personId}`, index: true });
      return items.map((item) => z.parse(Stored, item)).map(({ accountId, key }) => ({ accountId, memberId: key }));
    },
    async changingOn(day, limit) {
      const marks = fingerprints.allVersions(CHANGES_ON, day);
      const pages = await Promise.all(marks.map((mark) => store.query(table, { pk: `${CHANGES_ON}#${mark}`, index: true, limit })));
      return pages.flatMap(({ items }) => items.map((item) => z.parse(Changing, item))).slice(0, limit);
    },
  };
}

/** A household number is shared by the family: only with the name does it mark one person. */
function markText({ name, document }: NamedPerson): string {
  return identifiesOnePerson(document) ? documentKey(document) : `${documentKey(document)}#${name}`;
}

type StoredMember = z.infer<typeof Stored> & { readonly member: MemberPart };

function isMember(person: z.infer<typeof Stored>): person is StoredMember {
  return person.member !== undefined;
}

function fileOf(deps: FilesDeps, items: readonly Item[]): AccountFile | undefined {
  const account = items.find(({ sk }) => sk === 'account');
  if (!account) return undefined;
  const persons = items.filter(({ sk }) => sk.startsWith('person#')).map((item) => z.parse(Stored, item));
  const self = persons.find(({ key }) => key === SELF);
  const members = persons.filter(isMember).sort((a, b) => (a.member.addedAt < b.member.addedAt ? -1 : 1));
  return {
    account: z.parse(AccountRecord, account),
    ...(self ? { self } : {}),
    hasSealedAges: members.some(({ sealedAge }) => sealedAge !== undefined),
    members: () => Promise.all(members.map((one) => withAge(deps, one))),
    async member(key) {
      const member = members.find((one) => one.key === key);
      return member && withAge(deps, member);
    },
    declinedBy: items.filter(({ sk }) => sk.startsWith('declined#')).map(({ sk }) => sk.slice('declined#'.length)),
  };
}

async function withAge({ safe }: FilesDeps, { sealedAge, ...member }: StoredMember): Promise<Member> {
  if (sealedAge === undefined) return member;
  const age = z.parse(Age, JSON.parse(await safe.open(member.accountId, sealedAge, ageOf(member.key))));
  return { ...member, member: { ...member.member, ...age } };
}

const ageOf = (key: string) => `age#${key}`;

async function writesOf(deps: FilesDeps, change: FileChange): Promise<readonly Write[]> {
  const { table, now } = deps;
  const { account, persons = [], removed = [], declined, consentActs = [], spent, notices = [] } = change;
  const anyway = (item: Item): Write => ({ put: 'anyway', table, item });
  return [
    ...(account ? [put(table, { ...account, pk: partition(account.accountId), sk: 'account' })] : []),
    ...(await Promise.all(persons.map(async (person) => [put(table, await personItem(deps, person)), ...birthdayWrites(deps, person)]))).flat(),
    ...removed.flatMap((person): Write[] => [
      { remove: keyOf(person), table, expect: { version: person.version } },
      { remove: birthdayKey(person.key), table },
    ]),
    ...(declined ? [anyway({ pk: partition(declined.accountId), sk: `declined#${declined.personId}`, version: 1 })] : []),
    ...consentActs.map((act) => anyway(consentActItem(act))),
    ...(spent ? [{ remove: proofKey(spent), table, expect: { version: spent.version } } as const] : []),
    ...notices.map((notice): Write => ({ put: 'new', table, item: outboxItem(notice, now()) })),
  ];
}

/** What was agreed to and withdrawn, when, in which version of the text: kept beside the state it led to. */
function consentActItem({ by, purpose, version, act, at, said }: ConsentAct): Item {
  const sk = [at, purpose, ...(said ? [said.memberId] : [])].join('#');
  return { pk: actsOf(by), sk, purpose, textVersion: version, act, at, version: 1, ...(said ? { said } : {}) };
}

function put(table: string, item: Item): Write {
  return item.version === 0 ? { put: 'new', table, item: { ...item, version: 1 } } : { put: 'replace', table, item };
}

function keyOf({ accountId, key }: PersonOnFile): Key {
  return { pk: partition(accountId), sk: `person#${key}` };
}

async function personItem({ safe }: FilesDeps, person: PersonOnFile): Promise<Item> {
  const { accountId, key, personId, member } = person;
  const found = personId === undefined ? {} : member ? { ipk: `acted-for#${personId}`, isk: `${accountId}#${key}` } : { ipk: `holder#${personId}`, isk: accountId };
  if (member?.birthday === undefined) return { ...person, ...found, ...keyOf(person) };
  const { birthday, changesOn, ...open } = member;
  return { ...person, member: open, sealedAge: await safe.seal(accountId, JSON.stringify({ birthday, changesOn }), ageOf(key)), ...found, ...keyOf(person) };
}

/**
 * A second item lets the day find the member: a table has one index, and the member's serves who acts for whom. The day itself is
 * not there, only its keyed mark: without the key nobody tries out the few days there are.
 */
function birthdayWrites({ table, fingerprints }: FilesDeps, { accountId, key, member }: PersonOnFile): readonly Write[] {
  if (!member) return [];
  const { changesOn } = member;
  if (changesOn === undefined) return [{ remove: birthdayKey(key), table }];
  return [{ put: 'anyway', table, item: { ...birthdayKey(key), ipk: `${CHANGES_ON}#${fingerprints.of(CHANGES_ON, changesOn)}`, isk: key, accountId, memberId: key, version: 1 } }];
}
