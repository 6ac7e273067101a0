// What both commands need before any package is there: plain Node only.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const NODE_NEEDED = [20, 19];

// The pinned SDK runs on Node 20; what is deployed runs on 22. Its reminder would only puzzle whoever starts this.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';

export function announce(step) {
  process.stdout.write(`· ${step}\n`);
}

export function giveUp(sentence) {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}

export function requireNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const enough = major > NODE_NEEDED[0] || (major === NODE_NEEDED[0] && minor >= NODE_NEEDED[1]);
  if (!enough) giveUp(`Node ${NODE_NEEDED.join('.')} or newer is needed; this is ${process.versions.node}.`);
}

/** Installs the locked packages unless exactly these are there. */
export async function install() {
  const lock = createHash('sha256').update(readFileSync(join(root, 'package-lock.json'))).digest('hex');
  const stamp = join(root, 'node_modules/.installed-from');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return;
  announce('Installing packages (about a minute)');
  const code = await finished('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], { shell: process.platform === 'win32' });
  if (code !== 0) giveUp('Installing packages failed; the lines above say why. Is the npm registry reachable, and the disk not full?');
  writeFileSync(stamp, lock);
}

/** Runs one of the project's own scripts and stops with its own words when it fails. */
export async function run(step, script) {
  announce(step);
  if ((await finished(process.execPath, script)) !== 0) giveUp(`${step} failed; the lines above say why.`);
}

/** What ends us from outside, and the exit code that says so. */
const SIGNALS = { SIGINT: 130, SIGTERM: 143 };

/** Runs a command to its end and gives its exit code. A signal that ends us ends it first. */
function finished(command, args, options = {}) {
  const child = spawn(command, args, { cwd: root, stdio: 'inherit', ...options });
  let asked;
  const passOn = (signal) => {
    asked = signal;
    child.kill(signal);
  };
  for (const signal of Object.keys(SIGNALS)) process.on(signal, passOn);
  return new Promise((resolve) => {
    child.once('error', () => resolve(1));
    child.once('exit', (code) => {
      for (const signal of Object.keys(SIGNALS)) process.off(signal, passOn);
      if (asked) process.exit(SIGNALS[asked]);
      else resolve(code ?? 1);
    });
  });
}
