import { execFile } from 'node:child_process';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { buildSync } from 'esbuild';
import { makeCardIds } from '../../../functions/platform/crypto/card-id';
import { fileCustodian } from '../../../functions/platform/crypto/custodian';
import { makeFingerprints } from '../../../functions/platform/crypto/fingerprint';
import { keyRingFromFile, newKeyRing, openKeyRing, rotateKeyRing, rotateKeyRingFile, type KeyPurpose } from '../../../functions/platform/crypto/key-ring';
import { secretFile } from '../../../functions/platform/crypto/secret-file';

const folder = mkdtempSync(join(tmpdir(), 'keys-'));
let made = 0;
const newPath = () => join(folder, String((made += 1)), 'key');
afterAll(() => rmSync(folder, { recursive: true }));

const modeOf = (path: string) => (statSync(path).mode & 0o777).toString(8);

describe('a key file', () => {
  it('is made for its owner alone, once, and leaves nothing beside it', async () => {
    const path = newPath();
    const wrapped = await fileCustodian(path).wrap(Buffer.from('a data key'));
    expect([modeOf(path), modeOf(join(path, '..'))]).toEqual(['600', '700']);
    expect(readdirSync(join(path, '..'))).toEqual(['key']);
    expect(Buffer.from(await fileCustodian(path).unwrap(wrapped)).toString()).toBe('a data key');
  });

  it.each([0o640, 0o604, 0o666])('is refused in one sentence when others may read it (%o)', (mode) => {
    const path = newPath();
    fileCustodian(path);
    chmodSync(path, mode);
    expect(() => fileCustodian(path)).toThrow(`${path} can be read by others; make it readable by its owner alone: chmod 600 ${path}`);
    expect(() => keyRingFromFile(path)).toThrow('chmod 600');
  });

  it('is refused when it holds no key', () => {
    const path = newPath();
    secretFile(path, () => 'not a key');
    expect(() => fileCustodian(path)).toThrow('does not hold a key of 32 bytes');
  });

  it('is the same for all who start at once', async () => {
    const path = newPath();
    const script = join(folder, 'start.cjs');
    buildSync({
      stdin: { contents: "import { secretFile } from './functions/platform/crypto/secret-file'; console.log(secretFile(process.argv[2], () => String(process.pid).repeat(2000)));", resolveDir: process.cwd() },
      bundle: true, platform: 'node', outfile: script,
    });
    const starts = await Promise.all(Array.from({ length: 6 }, () => promisify(execFile)(process.execPath, [script, path])));
    expect(new Set(starts.map(({ stdout }) => stdout.trim()))).toEqual(new Set([readFileSync(path, 'utf8')]));
    expect(readdirSync(join(path, '..'))).toEqual(['key']);
  });

  it('is the one placed first when another process places its own between the look and the making', () => {
    const path = newPath();
    const read = secretFile(path, () => {
      expect(secretFile(path, () => 'theirs')).toBe('theirs');
      return 'ours';
    });
    expect([read, readFileSync(path, 'utf8'), readdirSync(join(path, '..'))]).toEqual(['theirs', 'theirs', ['key']]);
  });

  it('opens nothing that another wrapped, or that was altered', async () => {
    const custodian = fileCustodian(newPath());
    const wrapped = await custodian.wrap(Buffer.alloc(32, 1));
    await expect(fileCustodian(newPath()).unwrap(wrapped)).rejects.toThrow('not wrapped by this key file');
    await expect(custodian.unwrap(wrapped.map((byte, place) => (place === 20 ? byte ^ 1 : byte)))).rejects.toThrow('not wrapped by this key file');
  });
});

describe('the key ring', () => {
  it('derives another key for each purpose and version, and the same after a restart', () => {
    const text = rotateKeyRing(newKeyRing());
    const ring = openKeyRing(text);
    const purposes: KeyPurpose[] = ['access-token', 'signed-value', 'fingerprint', 'card-id', 'stored-answer', 'cursor'];
    const keys = purposes.flatMap((purpose) => [1, 2].map((version) => Buffer.from(ring.key(purpose, version) ?? []).toString('hex')));
    expect(new Set(keys).size).toBe(12);
    expect(keys.every((key) => key.length === 64)).toBe(true);
    expect(openKeyRing(text).currentKey('cursor')).toEqual(ring.key('cursor', 2));
  });

  it('turns: the new version is current, the old ones stay', () => {
    const path = newPath();
    const before = keyRingFromFile(path);
    rotateKeyRingFile(path);
    const after = keyRingFromFile(path);
    expect([after.current, after.versions, modeOf(path)]).toEqual([2, [2, 1], '600']);
    expect(after.key('fingerprint', 1)).toEqual(before.currentKey('fingerprint'));
    expect(after.key('fingerprint', 3)).toBeUndefined();
    expect(after.key('fingerprint', Number.NaN)).toBeUndefined();
  });

  it.each(['', '{}', '{"current":2,"secrets":{"1":"c2VjcmV0"}}', '{"current":1,"secrets":{"1":"dG9vIHNob3J0"}}', JSON.stringify({ ...(JSON.parse(newKeyRing()) as object), current: 2 })])('refuses %s, and repeats nothing of it', (text) => {
    expect(() => openKeyRing(text)).toThrow(/^the key ring is not readable: versions of 32 bytes in base64, one of them current$/);
  });

  it('refuses a file that was cut off', () => {
    const path = newPath();
    keyRingFromFile(path);
    writeFileSync(path, readFileSync(path, 'utf8').slice(0, -5));
    expect(() => keyRingFromFile(path)).toThrow('not readable');
  });
});

describe('what is derived from the ring', () => {
  const text = newKeyRing();
  const [old, turned] = [openKeyRing(text), openKeyRing(rotateKeyRing(text))];

  it('a fingerprint is keyed, of its kind, and names its version', () => {
    const prints = makeFingerprints(old);
    expect(prints.of('phone', '19900000001')).toMatch(/^v1\.[A-Za-z0-9_-]{43}$/);
    expect(prints.of('phone', '19900000001')).not.toBe(prints.of('visit', '19900000001'));
    expect(prints.of('phone', '19900000001')).not.toBe(makeFingerprints(openKeyRing(newKeyRing())).of('phone', '19900000001'));
  });

  it('what was written before the ring turned is found after', () => {
    const prints = makeFingerprints(turned);
    const versions = prints.allVersions('document', '01:410105189903070014');
    expect(versions).toEqual([prints.of('document', '01:410105189903070014'), makeFingerprints(old).of('document', '01:410105189903070014')]);
  });

  it('card ids are 64 upper-case hex, one per person and purpose', () => {
    const ids = makeCardIds(old);
    expect(ids.healthCardId('person_1')).toMatch(/^[0-9A-F]{64}$/);
    expect(new Set([ids.healthCardId('person_1'), ids.phid('person_1'), ids.healthCardId('person_2'), ids.phid('person_2')]).size).toBe(4);
    expect(makeCardIds(openKeyRing(text)).phid('person_1')).toBe(ids.phid('person_1'));
  });
});
