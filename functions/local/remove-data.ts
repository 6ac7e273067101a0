/** `npm start -- --reset`: what an earlier start made is removed, and nothing else, and never from under a platform that runs. */
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { openEngine } from './embedded-dynamodb';
import { listenOn } from './listen';
import { StartFault } from './plain-words';
import { FIRST_DAY_FILE } from './seed-province';

/** Removes the folder. Refuses, with everything still there, when the port is taken, the store is in use, or the folder is somebody else's. */
export async function removeData(dataDir: string, port: number): Promise<void> {
  if (!existsSync(dataDir)) return;
  // A mistyped DATA_DIR must not cost anybody their files.
  const isOurs = readdirSync(dataDir).length === 0 || existsSync(join(dataDir, FIRST_DAY_FILE));
  if (!isOurs) throw new StartFault(`${dataDir} was not made by npm start, so nothing in it was removed.`);
  await (await listenOn({ fetch: () => new Response() }, port)).close();
  await refuseInUse(join(dataDir, 'store'));
  process.stdout.write('· Removing yesterday\'s data\n');
  rmSync(dataDir, { recursive: true, force: true });
}

/** A store that can be opened is nobody's; one that cannot be read is no reason to keep it. */
async function refuseInUse(path: string): Promise<void> {
  if (!existsSync(path)) return;
  try {
    await (await openEngine({ path })).close();
  } catch (error) {
    if ((error as { code?: unknown }).code !== 'store-unreadable') throw error;
  }
}
