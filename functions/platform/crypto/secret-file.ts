/** Files that hold secrets on one machine: readable by their owner alone, whole or not there. */
import { randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, renameSync, statSync, unlinkSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** A secret file that is not fit to be used; `message` is one sentence that can be shown as it is. */
export class SecretFileFault extends Error {
  override readonly name = 'SecretFileFault';
}

/** Reads a secret file, made by `create` when absent; of several processes starting at once, all read the same. Throws one sentence when others may read it. */
export function secretFile(path: string, create: () => string): string {
  if (!statSync(path, { throwIfNoEntry: false })) place(path, create());
  const loose = (statSync(path).mode & 0o077) !== 0;
  if (loose && process.platform !== 'win32') throw new SecretFileFault(`${path} can be read by others; make it readable by its owner alone: chmod 600 ${path}`);
  return readFileSync(path, 'utf8');
}

/** Replaces a secret file in one step: a crash leaves the old or the new one. */
export function replaceSecretFile(path: string, text: string): void {
  renameSync(written(path, text), path);
}

/** A link, unlike a rename, fails when the file is there: the first process wins. */
function place(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const temporary = written(path, text);
  try {
    linkSync(temporary, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    unlinkSync(temporary);
  }
}

function written(path: string, text: string): string {
  const temporary = `${path}.${randomBytes(6).toString('hex')}`;
  writeFileSync(temporary, text, { mode: 0o600, flag: 'wx', flush: true });
  return temporary;
}
