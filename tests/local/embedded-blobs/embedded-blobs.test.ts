import { mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openBlobs } from '../../../functions/local/embedded-blobs';

const setup = () => {
  const folder = mkdtempSync(join(tmpdir(), 'blobs-'));
  return { folder, blobs: openBlobs(folder) };
};
const png = { contentType: 'image/png' };

describe('the embedded blobs', () => {
  it('gives back the bytes that were put, and nothing for what was never put or was removed', async () => {
    const { blobs } = setup();
    await blobs.put('410100/proofs/a.png', Uint8Array.of(1, 2, 3), png);
    expect([...(await blobs.get('410100/proofs/a.png'))!]).toEqual([1, 2, 3]);
    await blobs.remove('410100/proofs/a.png');
    expect(await blobs.get('410100/proofs/a.png')).toBeUndefined();
    expect(await blobs.get('never')).toBeUndefined();
  });

  it('leaves no half-written file behind when two write one key at once', async () => {
    const { blobs, folder } = setup();
    await Promise.all([1, 2, 3, 4].map((n) => blobs.put('same', new Uint8Array(100_000).fill(n), png)));
    const bytes = await blobs.get('same');
    expect(new Set(bytes).size).toBe(1);
    expect(readdirSync(folder)).toEqual(['same']);
  });

  it.each(['../outside', '/etc/passwd', 'a/../b', 'a//b', '', 'a b'])('refuses the key %j', async (key) => {
    const { blobs } = setup();
    await expect(blobs.put(key, Uint8Array.of(1), png)).rejects.toThrow('not a blob key');
    expect(() => blobs.get(key)).toThrow('not a blob key');
  });
});
