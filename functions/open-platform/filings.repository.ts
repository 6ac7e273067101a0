/** 建档 (1.7) by hash of their code, contents sealed; and what hospitals want shown beside a code. */
import * as z from 'zod/mini';
import { FILING_SECONDS } from '../../shared/open-platform/code.rules';
import { FILING_ENDINGS } from '../../shared/open-platform/filing.routes';
import type { RingSeal } from '../platform/crypto/ring-seal';
import type { Store } from '../platform/store/store';
import type { FilingContents, Filings, ScanFields } from './open-platform.ports';

export type FilingsDeps = {
  readonly store: Store;
  readonly table: string;
  readonly ringSeal: RingSeal;
  readonly hash: (text: string) => string;
  /** 32 hex digits that nobody can guess. */
  readonly newCode: () => string;
  readonly now: () => number;
};

const FilingItem = z.object({
  stage: z.enum(['cards', 'form']), appId: z.string(), hospitalId: z.string(), hospitalName: z.string(), accountId: z.exactOptional(z.string()),
  isOpen: z.boolean(), ending: z.exactOptional(z.enum(FILING_ENDINGS)), validUntilMs: z.number(), sealed: z.string(), version: z.number(),
});

const FieldItem = z.object({ healthCardId: z.string(), hospitalName: z.string(), sealed: z.string(), expiresAt: z.number() });

const keyOf = (hash: string) => ({ pk: `filing#${hash}`, sk: 'filing' });
const fieldKey = (hash: string) => ({ pk: `field#${hash}`, sk: 'field' });

export function makeFilings({ store, table, ringSeal, hash, newCode, now }: FilingsDeps): Filings {
  const expiryOf = (validUntilMs: number) => Math.ceil(validUntilMs / 1000);
  return {
    async begin({ contents, ...filing }) {
      const code = newCode();
      const key = keyOf(hash(code));
      const validUntilMs = now() + FILING_SECONDS * 1000;
      await store.putAnyway(table, { ...key, version: 1, ...filing, isOpen: true, validUntilMs, expiresAt: expiryOf(validUntilMs), sealed: ringSeal.seal(JSON.stringify(contents), key.pk) });
      return code;
    },
    async find(code) {
      const item = await store.get(table, keyOf(hash(code)));
      const filing = item && z.parse(FilingItem, item);
      return filing && filing.validUntilMs > now() ? { ...filing, code } : undefined;
    },
    contents: ({ code, sealed }) => JSON.parse(ringSeal.open(sealed, keyOf(hash(code)).pk)) as FilingContents,
    async end({ code, ...filing }, ending) {
      return (await store.replace(table, { ...filing, ...keyOf(hash(code)), isOpen: false, ending, expiresAt: expiryOf(filing.validUntilMs) })).done;
    },
  };
}

export function makeScanFields({ store, table, ringSeal, hash, newCode, now }: FilingsDeps): ScanFields {
  return {
    async find(fieldCode) {
      const { pk, sk } = fieldKey(hash(fieldCode));
      const item = await store.get(table, { pk, sk });
      const found = item && z.parse(FieldItem, item);
      // An item that is over may be there for days.
      return found && found.expiresAt * 1000 > now() ? { pk, ...found } : undefined;
    },
    open: ({ pk, sealed }) => JSON.parse(ringSeal.open(sealed, pk)) as Record<string, string>,
    async keep(healthCardId, hospitalName, fields) {
      const fieldCode = newCode();
      const key = fieldKey(hash(fieldCode));
      const expiresAt = Math.ceil(now() / 1000) + FILING_SECONDS;
      await store.putAnyway(table, { ...key, version: 1, healthCardId, hospitalName, expiresAt, sealed: ringSeal.seal(JSON.stringify(fields), key.pk) });
      return fieldCode;
    },
  };
}
