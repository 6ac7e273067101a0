/**
 * 密封字段: AES-256-GCM under a data key of one owner (a person) and one slice. The wrapped key rests in the slice's table;
 * unwrapped keys live in the process for five minutes at most. Erasing the wrapped key erases everything sealed with it.
 */
import { randomBytes } from 'node:crypto';
import { aesOpen, aesSeal } from './cipher';
import type { KeyCustodian } from './custodian';
import { makeKeyCache, type DataKey } from './key-cache';

const KEY_BYTES = 32;
const CACHED_MS = 5 * 60_000;
const CACHED_KEYS_MAX = 10_000;
const FORMAT = 's1.';

export type Safe = {
  /** `s1.<base64url>`; `context` names the field and item, so that a text moved elsewhere does not open. Throws SealedFieldError for an erased owner. */
  seal(owner: string, plaintext: string, context: string): Promise<string>;
  /** Throws SealedFieldError, which says whether the owner was erased or the text altered or moved. */
  open(owner: string, sealed: string, context: string): Promise<string>;
  /** Erases: nothing sealed for the owner opens again (other processes forget within five minutes), and nothing new is sealed. */
  destroy(owner: string): Promise<void>;
};

/** Where wrapped keys rest. */
export type WrappedKeys = {
  find(owner: string): Promise<DataKey>;
  /** Keeps the key unless there is one, or the mark of an erasure; gives what is kept. */
  keepFirst(owner: string, wrapped: Uint8Array): Promise<Uint8Array | 'erased'>;
  /** Removes the key and leaves a mark, so that no new one takes its place. */
  erase(owner: string): Promise<void>;
};

export type SafeDeps = {
  readonly custodian: KeyCustodian;
  readonly wrappedKeys: WrappedKeys;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly maxCachedKeys?: number;
};

/** `owner-erased`: gone for good, as asked. `not-opened`: altered, moved, or never sealed for this owner. */
export class SealedFieldError extends Error {
  override readonly name = 'SealedFieldError';
  constructor(readonly outcome: 'owner-erased' | 'not-opened') {
    super(outcome === 'owner-erased' ? 'the owner of a sealed field was erased' : 'a sealed field does not open: altered or moved');
  }
}

export function makeSafe({ custodian, wrappedKeys, now, maxCachedKeys = CACHED_KEYS_MAX }: SafeDeps): Safe {
  const cache = makeKeyCache({ maxKeys: maxCachedKeys, maxAgeMs: CACHED_MS, now });

  async function unwrapped(wrapped: DataKey): Promise<DataKey> {
    return wrapped instanceof Uint8Array ? custodian.unwrap(wrapped) : wrapped;
  }

  async function load(owner: string): Promise<DataKey> {
    return unwrapped(await wrappedKeys.find(owner));
  }

  async function loadOrMake(owner: string): Promise<DataKey> {
    return (await load(owner)) ?? unwrapped(await wrappedKeys.keepFirst(owner, await newWrappedKey(custodian)));
  }

  async function seal(owner: string, plaintext: string, context: string): Promise<string> {
    const sealed = await cache.use(owner, () => loadOrMake(owner), (key) => {
      if (key === 'erased') throw new SealedFieldError('owner-erased');
      return key && written(aesSeal(key, Buffer.from(plaintext, 'utf8'), bound(owner, context)));
    });
    // Nothing only when this call joined a look-up of `open` that found no key: the next one makes it.
    return sealed ?? seal(owner, plaintext, context);
  }

  return {
    seal,
    open: (owner, sealed, context) => cache.use(owner, () => load(owner), (key) => {
      if (key === 'erased') throw new SealedFieldError('owner-erased');
      const bytes = readBytes(sealed);
      const plain = key && bytes && aesOpen(key, bytes, bound(owner, context));
      if (!plain) throw new SealedFieldError('not-opened');
      return Buffer.from(plain).toString('utf8');
    }),
    async destroy(owner) {
      await wrappedKeys.erase(owner);
      cache.drop(owner);
    },
  };
}

async function newWrappedKey(custodian: KeyCustodian): Promise<Uint8Array> {
  const key = randomBytes(KEY_BYTES);
  try {
    return await custodian.wrap(key);
  } finally {
    key.fill(0);
  }
}

function written(bytes: Uint8Array): string {
  return FORMAT + Buffer.from(bytes).toString('base64url');
}

/** The one spelling of the bytes, or undefined: base64url has several, and a changed text must not open. */
function readBytes(sealed: string): Uint8Array | undefined {
  const bytes = Buffer.from(sealed.slice(FORMAT.length), 'base64url');
  return written(bytes) === sealed ? bytes : undefined;
}

function bound(owner: string, context: string): string {
  return `${owner}\u0000${context}`;
}
