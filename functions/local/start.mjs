#!/usr/bin/env node
// `npm start`: sets up what is missing, then runs the whole platform with the embedded store. Needs nothing but Node.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { bundle } from './bundle.mjs';
import { announce, install, requireNode, root, run } from './set-up.mjs';

requireNode();

await install();
await run('Building the pages', ['miniprogram/config/build.mjs', 'h5', '--if-changed']);
const program = await bundle('functions/local/main.ts', 'build/local/main.cjs');
announce('Starting');
process.env.DATA_DIR ??= join(root, '.data');
process.env.WEB_ROOT ??= join(root, 'miniprogram/dist/h5');
await import(pathToFileURL(program).href);
