/**
 * The ring of master secrets: versions of 32 random bytes, each key of the platform derived from one of them by its purpose
 * (HKDF-SHA-256). Rotation adds a version; older ones still read what they wrote.
 */
import { hkdfSync, randomBytes } from 'node:crypto';
import * as z from 'zod/mini';
import { replaceSecretFile, SecretFileFault, secretFile } from './secret-file';

const SECRET_BYTES = 32;

const Secret = z.string().check(z.refine((text) => Buffer.from(text, 'base64').length === SECRET_BYTES, 'a secret of 32 bytes'));
const StoredRing = z
  .object({ current: z.number(), secrets: z.record(z.string().check(z.regex(/^[1-9]\d{0,5}$/)), Secret) })
  .check(z.refine(({ current, secrets }) => secrets[String(current)] !== undefined, 'a ring holds its current version'));
type StoredRing = z.infer<typeof StoredRing>;

/** What a key is for; two purposes never share a key. */
export type KeyPurpose = 'access-token' | 'refresh-token' | 'signed-value' | 'fingerprint' | 'card-id' | 'stored-answer' | 'cursor';

export type KeyRing = {
  readonly current: number;
  /** Newest first. */
  readonly versions: readonly number[];
  /** The key of a purpose at a version; undefined when the ring has no such version. */
  key(purpose: KeyPurpose, version: number): Uint8Array | undefined;
  /** The key of a purpose at the current version. */
  currentKey(purpose: KeyPurpose): Uint8Array;
};

/** Reads a ring from its stored text. Throws when it is not one, without repeating the text. */
export function openKeyRing(text: string): KeyRing {
  const { current, secrets } = storedRing(text);
  const derived = new Map<string, Uint8Array>();

  function key(purpose: KeyPurpose, version: number): Uint8Array | undefined {
    const name = `${purpose}.${String(version)}`;
    const known = derived.get(name);
    const secret = secrets[String(version)];
    if (known || secret === undefined) return known;
    const made = new Uint8Array(hkdfSync('sha256', Buffer.from(secret, 'base64'), '', `henan-health ${purpose}`, SECRET_BYTES));
    derived.set(name, made);
    return made;
  }

  function currentKey(purpose: KeyPurpose): Uint8Array {
    const found = key(purpose, current);
    if (!found) throw new Error('the key ring lacks its current version');
    return found;
  }

  return { current, versions: versionsOf(secrets), key, currentKey };
}

/** The stored text of a new ring with one version. */
export function newKeyRing(): string {
  return JSON.stringify({ current: 1, secrets: { 1: newSecret() } } satisfies StoredRing);
}

/** The stored text with one more version, which becomes the current one. */
export function rotateKeyRing(text: string): string {
  const { secrets } = storedRing(text);
  const next = Math.max(...versionsOf(secrets)) + 1;
  return JSON.stringify({ current: next, secrets: { ...secrets, [next]: newSecret() } } satisfies StoredRing);
}

/** On one machine the ring is a file of mode 0600, made at first use. */
export function keyRingFromFile(path: string): KeyRing {
  return openKeyRing(secretFile(path, newKeyRing));
}

/** Adds a version to the ring of a file. Processes that run keep the ring they read: restart them, then the new key is used. */
export function rotateKeyRingFile(path: string): void {
  replaceSecretFile(path, rotateKeyRing(secretFile(path, newKeyRing)));
}

function storedRing(text: string): StoredRing {
  try {
    return z.parse(StoredRing, JSON.parse(text));
  } catch {
    // The parser's own words could quote a secret.
    throw new SecretFileFault('the key ring is not readable: versions of 32 bytes in base64, one of them current');
  }
}

function versionsOf(secrets: StoredRing['secrets']): number[] {
  return Object.keys(secrets).map(Number).sort((a, b) => b - a);
}

function newSecret(): string {
  return randomBytes(SECRET_BYTES).toString('base64');
}
