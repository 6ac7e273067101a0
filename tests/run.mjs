#!/usr/bin/env node
// `npm test`: sets up what is missing, checks, builds, runs every test, searches the logs, ends with `N passed, N failed`.
import { spawn, spawnSync } from 'node:child_process';
import { createWriteStream, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { announce, giveUp, install, requireNode, root, run } from '../functions/local/set-up.mjs';
import { provideTools } from './tools.mjs';

const output = join(root, 'tests/.output');
const LOG = join(output, 'suite.log');

/** Everything a child says goes to the suite's log; structured log lines are kept from the screen. */
function watched(command, args, environment = {}) {
  const log = createWriteStream(LOG, { flags: 'a' });
  const child = spawn(command, args, { cwd: root, env: { ...process.env, CI: 'true', ...environment }, stdio: ['ignore', 'pipe', 'pipe'] });
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', (line) => {
      log.write(`${line}\n`);
      if (!line.startsWith('{"')) process.stdout.write(`${line}\n`);
    });
  }
  return new Promise((resolve) => child.on('close', (code) => log.end(() => resolve(code ?? 1))));
}

async function jest(name, args) {
  const outputFile = join(output, `${name}.json`);
  await watched(process.execPath, ['node_modules/jest/bin/jest.js', '--json', `--outputFile=${outputFile}`, ...args], { LOG_LEVEL: 'info' });
  if (!existsSync(outputFile)) return { passed: 0, failed: 1 };
  const { numPassedTests, numFailedTests, numRuntimeErrorTestSuites } = JSON.parse(readFileSync(outputFile, 'utf8'));
  return { passed: numPassedTests, failed: numFailedTests + numRuntimeErrorTestSuites };
}

function check() {
  announce('Types, lint, walls, dead code');
  const done = spawnSync('npm', ['run', '--silent', 'check'], { cwd: root, stdio: 'inherit' });
  return done.status === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

const results = [];
const sumOf = (what) => results.reduce((sum, one) => sum + one[what], 0);

// The last line comes whatever happened: a step that gave up, or this program itself failing, counts as one failure.
process.on('exit', (code) => {
  const failed = Math.max(sumOf('failed'), code === 0 ? 0 : 1);
  process.stdout.write(`\n${sumOf('passed')} passed, ${failed} failed\n`);
  process.exitCode = failed === 0 ? 0 : 1;
});

requireNode();
await install();
const tools = provideTools();
if (tools.length > 0) giveUp(`These tools are missing:\n${tools.join('\n')}`);
rmSync(output, { recursive: true, force: true });
mkdirSync(output, { recursive: true });

results.push(check());
await run('Building the mini-program', ['miniprogram/config/build.mjs', 'weapp', '--if-changed']);
await run('Building the mini-program of a channel', ['miniprogram/config/build.mjs', 'channel', '--if-changed']);
await run('Building the pages', ['miniprogram/config/build.mjs', 'h5', '--if-changed']);
announce('Tests');
results.push(await jest('tests', ['--selectProjects', 'node', 'weapp', '--', ...process.argv.slice(2)]));
announce('Searching the logs of all tests for people');
results.push(await jest('logs', ['--selectProjects', 'logs']));
