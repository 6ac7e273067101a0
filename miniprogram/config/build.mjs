/**
 * Builds one target: `node miniprogram/config/build.mjs weapp|h5|channel [--if-changed]`.
 * Taro ends with 0 even when its config is wrong and nothing was built, so the result is looked at, not the exit code alone.
 */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** `channel`: the mini-program as a channel of the outside card open platform has it, with the plug-in; what the tests open. */
const TARGETS = {
  weapp: { type: 'weapp', proof: 'app.json' },
  h5: { type: 'h5', proof: 'index.html' },
  channel: { type: 'weapp', proof: 'app.json', settings: { HEALTH_CARD_PLUGIN: '3.50.1', CHANNEL_CITY: '410100', CHANNEL_INSTITUTION: '' } },
};
/** What a build is told from outside. */
const SETTINGS = ['API_BASE', 'HEALTH_CARD_PLUGIN', 'CHANNEL_CITY', 'CHANNEL_INSTITUTION'];
const LOG_LINES = 30;
const face = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const root = path.resolve(face, '..');

/** What a build writes beside the sources. */
const WRITTEN = new Set(['dist', '.swc', '.taro4.0']);

/** Every file under `folder`, in a stable order, without what a build writes. */
function filesUnder(folder) {
  return readdirSync(folder, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const file = path.join(folder, entry.name);
      if (entry.isDirectory()) return WRITTEN.has(entry.name) ? [] : filesUnder(file);
      return entry.name.endsWith('.md') ? [] : [file];
    });
}

function environmentOf(target) {
  return { ...process.env, ...TARGETS[target].settings };
}

/** One hash over all that decides the output: sources, pins and the settings handed in. */
function stampOf(target) {
  const environment = environmentOf(target);
  const hash = createHash('sha256').update([target, ...SETTINGS.map((name) => environment[name] ?? '')].join('\n'));
  const sources = [...filesUnder(face), ...filesUnder(path.join(root, 'shared')), path.join(root, 'package.json')];
  for (const file of sources) hash.update(path.relative(root, file)).update('\0').update(readFileSync(file)).update('\0');
  return hash.digest('hex');
}

/** A signal that ends the build ends Taro too. */
function runTaro(target) {
  const taro = createRequire(import.meta.url).resolve('@tarojs/cli/bin/taro');
  const { type } = TARGETS[target];
  const child = spawn(process.execPath, [taro, 'build', '--type', type, '--no-check'], {
    cwd: face,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...environmentOf(target), CI: 'true', NODE_ENV: 'production', TARO_ENV: type, OUTPUT: target },
  });
  for (const signal of ['SIGTERM', 'SIGINT']) process.once(signal, () => { child.kill(signal); });
  const said = [];
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => said.push(text));
  return new Promise((resolve) => child.once('close', (status) => resolve({ status, said: said.join('') })));
}

async function build(target, dist, stamp) {
  const began = performance.now();
  rmSync(dist, { recursive: true, force: true });
  const ran = await runTaro(target);
  if (ran.status !== 0 || !existsSync(path.join(dist, TARGETS[target].proof))) {
    const log = ran.said.trimEnd().split('\n');
    process.stderr.write(`${log.slice(-LOG_LINES).join('\n')}\n${target}: not built\n`);
    return 1;
  }
  const size = filesUnder(dist).reduce((sum, file) => sum + statSync(file).size, 0);
  writeFileSync(path.join(dist, '.stamp'), stamp);
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  process.stdout.write(`${target}: built in ${seconds} s, ${Math.round(size / 1024)} KB\n`);
  return 0;
}

async function main([target, ...options]) {
  if (!Object.hasOwn(TARGETS, target ?? '')) {
    process.stderr.write('usage: build.mjs weapp|h5|channel [--if-changed]\n');
    return 2;
  }
  const dist = path.join(face, 'dist', target);
  const stamp = stampOf(target);
  const stampFile = path.join(dist, '.stamp');
  const unchanged = existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp;
  if (!options.includes('--if-changed') || !unchanged) return build(target, dist, stamp);
  process.stdout.write(`${target}: unchanged\n`);
  return 0;
}

process.exitCode = await main(process.argv.slice(2));
