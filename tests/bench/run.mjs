#!/usr/bin/env node
// `npm run bench`: speed and size. `-- --json FILE` also writes the rows; `-- NAME …` runs only rows whose id begins so.
import { spawnSync } from 'node:child_process';
import { bundle } from '../../functions/local/bundle.mjs';
import { install, requireNode, root, run } from '../../functions/local/set-up.mjs';

requireNode();
await install();
await run('Building the mini-program', ['miniprogram/config/build.mjs', 'weapp', '--if-changed']);
await run('Building the mini-program of a channel', ['miniprogram/config/build.mjs', 'channel', '--if-changed']);
await run('Building the pages', ['miniprogram/config/build.mjs', 'h5', '--if-changed']);
const programs = { main: 'tests/bench/main.ts', bare: 'tests/bench/servers/bare.ts', session: 'tests/bench/servers/session.ts', town: 'tests/bench/servers/town.ts', callers: 'tests/bench/servers/callers.ts', upgrader: 'tests/bench/servers/upgrader.ts', million: 'tests/bench/servers/million.ts' };
for (const [name, entry] of Object.entries(programs)) await bundle(entry, `build/bench/${name}.cjs`);
const done = spawnSync(process.execPath, ['--expose-gc', 'build/bench/main.cjs', ...process.argv.slice(2)], { cwd: root, stdio: 'inherit' });
process.exit(done.status ?? 1);
