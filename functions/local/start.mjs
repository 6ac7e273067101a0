#!/usr/bin/env node
// `npm start`: sets up what is missing, then runs the whole platform with the embedded store. Needs nothing but Node.
import { existsSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { bundle } from './bundle.mjs';
import { announce, giveUp, install, requireNode, root, run } from './set-up.mjs';

requireNode();
const dataDir = process.env.DATA_DIR ?? join(root, '.data');

if (process.argv.includes('--reset') && existsSync(dataDir)) {
  // A mistyped DATA_DIR must not cost anybody their files: only what a start made is removed.
  const isEmpty = statSync(dataDir).isDirectory() && readdirSync(dataDir).length === 0;
  if (!isEmpty && !existsSync(join(dataDir, 'first-day'))) giveUp(`${dataDir} was not made by npm start, so nothing in it was removed.`);
  announce('Removing yesterday\'s data');
  rmSync(dataDir, { recursive: true, force: true });
}

install();
run('Building the pages', ['miniprogram/config/build.mjs', 'h5', '--if-changed']);
const program = await bundle('functions/local/main.ts', 'build/local/main.cjs');
announce('Starting');
process.env.DATA_DIR = dataDir;
process.env.WEB_ROOT ??= join(root, 'miniprogram/dist/h5');
await import(pathToFileURL(program).href);
