import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openEngine } from '../../functions/local/embedded-dynamodb';
import { bundleProgram } from './programs';

type Report = { acknowledged: number; code: string; message: string };

test('a full disk is told in one clear sentence, and what was acknowledged before is not lost', async () => {
  const home = mkdtempSync(path.join(tmpdir(), 'disk-full-'));
  const folder = path.join(home, 'store');
  // A limit on file size is the full disk that any user may have: writes fail in the same place.
  const limited = 'trap "" XFSZ; ulimit -f 128; exec "$@"';
  const program = bundleProgram('fill-disk');
  const { stdout } = spawnSync('sh', ['-c', limited, 'sh', process.execPath, program, folder], { encoding: 'utf8' });
  const { acknowledged, code, message } = JSON.parse(stdout) as Report;
  expect({ code, message }).toEqual({ code: 'disk-full', message: `The disk that holds ${folder} is full.` });
  expect(acknowledged).toBeGreaterThan(5);

  const engine = await openEngine({ path: folder });
  for (let n = 0; n < acknowledged; n += 1) {
    const found = await engine.call('GetItem', { TableName: 'items', Key: { pk: { S: String(n) } } });
    expect(found).toHaveProperty('Item');
  }
  await engine.close();
  rmSync(home, { recursive: true });
}, 60_000);
