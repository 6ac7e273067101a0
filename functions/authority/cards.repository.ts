/** Cards, the marker that makes a card the person's only one, and the applications they answer. */
import * as z from 'zod/mini';
import { CardStatus } from '../../shared/authority/authority.schema';
import { documentKey } from '../../shared/kernel/documents';
import type { Fingerprints } from '../platform/crypto/fingerprint';
import type { Safe } from '../platform/crypto/seal';
import type { Item, Write } from '../platform/store/item';
import type { Store } from '../platform/store/store';
import type { Answered, Application, ApplicationAnswer, Applications, Card, Cards, Holder } from './authority.ports';

export type CardsDeps = { readonly store: Store; readonly table: string; readonly safe: Safe; readonly fingerprints: Fingerprints };

const CardItem = z.object({
  version: z.number(), healthCardId: z.string(), phid: z.string(), personId: z.string(), status: CardStatus, merged: z.boolean(),
  issueNo: z.number(), issuedAt: z.string(), issuedBy: z.string(), sealedHolder: z.string(), voidBefore: z.exactOptional(z.string()), unheld: z.exactOptional(z.boolean()),
});
const Marker = z.object({ healthCardId: z.string() });
const text = z.optional(z.string());
const HolderInside = z.object({
  name: z.string(), idType: z.string(), idNumber: z.string(), gender: text, birthday: text, nation: text, nationality: text, domicile: text,
  cellphone: text, telephone: text, address: text, workCode: text, maritalStatus: text, unit: text,
  proven: z.optional(z.array(z.enum(['gender', 'birthday']))),
});
const ApplicationItem = z.object({
  mark: z.string(),
  answer: z.object({ healthCardId: z.string(), phid: z.string(), personId: z.string(), status: CardStatus, issuedAt: z.string(), already: z.boolean() }),
});

const cardKey = (healthCardId: string) => ({ pk: `card#${healthCardId}`, sk: 'card' });
const personKey = (personId: string) => ({ pk: `person#${personId}`, sk: 'card' });
const applicationKey = ({ appId, registerNo }: Application) => ({ pk: `application#${appId}#${registerNo}`, sk: 'application' });

export function makeCards(deps: CardsDeps): Cards {
  const { store, table, safe } = deps;

  async function find(healthCardId: string): Promise<Card | undefined> {
    const item = await store.get(table, cardKey(healthCardId));
    return item && z.parse(CardItem, item);
  }

  return {
    find,
    async ofPerson(personId) {
      const marker = await store.get(table, personKey(personId));
      return marker && find(z.parse(Marker, marker).healthCardId);
    },
    async issue(card, holder, answered) {
      const { healthCardId, personId } = card;
      const sealedHolder = await sealed(safe, card, holder);
      return (await store.together([
        { put: 'new', table, item: { ...personKey(personId), version: 1, healthCardId } },
        { put: 'new', table, item: { ...cardKey(healthCardId), ...card, sealedHolder, version: 1 } },
        applicationWrite(deps, answered),
      ])).done;
    },
    async change(card, also = {}) {
      const sealedHolder = also.holder ? await sealed(safe, card, also.holder) : card.sealedHolder;
      const item: Item = { ...cardKey(card.healthCardId), ...card, sealedHolder };
      if (!also.answered) return (await store.replace(table, item)).done;
      return (await store.together([{ put: 'replace', table, item }, applicationWrite(deps, also.answered)])).done;
    },
    async holderOf({ personId, healthCardId, sealedHolder }) {
      return z.parse(HolderInside, JSON.parse(await safe.open(personId, sealedHolder, `card ${healthCardId}`)));
    },
  };
}

export function makeApplications(deps: CardsDeps): Applications {
  const { store, table, fingerprints } = deps;
  return {
    async find(application) {
      const item = await store.get(table, applicationKey(application));
      if (!item) return undefined;
      const { mark, answer } = z.parse(ApplicationItem, item);
      return fingerprints.allVersions('application', applicantText(application)).includes(mark) ? answer : 'other';
    },
    async keep(answered) {
      const write = applicationWrite(deps, answered);
      return (await store.putNew(table, write.item)).done;
    },
  };
}

function sealed(safe: Safe, { personId, healthCardId }: Pick<Card, 'personId' | 'healthCardId'>, holder: Holder): Promise<string> {
  return safe.seal(personId, JSON.stringify(holder), `card ${healthCardId}`);
}

function applicantText({ document, name }: Application): string {
  return `${documentKey(document)}#${name}`;
}

function applicationWrite({ table, fingerprints }: CardsDeps, { application, answer }: Answered): Extract<Write, { put: 'new' }> {
  const { healthCardId, phid, personId, status, issuedAt, already }: ApplicationAnswer = answer;
  const mark = fingerprints.of('application', applicantText(application));
  return { put: 'new', table, item: { ...applicationKey(application), version: 1, mark, answer: { healthCardId, phid, personId, status, issuedAt, already } } };
}
