// What the tests use beside Node: a browser, a Chinese font, a QR reader that is not ours, Java for DynamoDB Local, openssl,
// and what the partners' signing examples are written in.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { announce } from '../functions/local/set-up.mjs';

const there = (command) => spawnSync('sh', ['-c', `command -v ${command}`]).status === 0;
const chineseFont = () => spawnSync('fc-list', [':lang=zh'], { encoding: 'utf8' }).stdout?.trim().length > 0;

const TOOLS = [
  { name: 'Chromium', debian: 'chromium', there: () => Boolean(process.env.CHROMIUM) || ['chromium', 'chromium-browser', 'google-chrome'].some(there) },
  { name: 'a Chinese font', debian: 'fonts-wqy-microhei', there: chineseFont },
  { name: 'zbarimg (zbar-tools)', debian: 'zbar-tools', there: () => there('zbarimg') },
  { name: 'a Java runtime', debian: 'default-jre-headless', there: () => there('java') },
  { name: 'PHP', debian: 'php-cli', there: () => there('php') },
  { name: 'Mono (mcs and mono)', debian: 'mono-mcs', there: () => there('mcs') && there('mono') },
  { name: 'curl', debian: 'curl', there: () => there('curl') },
  { name: 'openssl', debian: 'openssl', there: () => there('openssl') },
  { name: 'fontconfig (fc-list)', debian: 'fontconfig', there: () => there('fc-list') },
];

/** Installs what is missing on Debian or Ubuntu as root; elsewhere gives a line for each missing tool. */
export function provideTools() {
  const missing = () => TOOLS.filter((tool) => !tool.there());
  const debian = existsSync('/etc/debian_version') && process.getuid?.() === 0;
  if (missing().length > 0 && debian) installDebian(missing());
  return missing().map((tool) => `  ${tool.name}: on Debian and Ubuntu \`apt-get install ${tool.debian}\`; elsewhere install it by hand${tool.debian === 'chromium' ? ' and set CHROMIUM to its path' : ''}`);
}

function installDebian(tools) {
  announce(`Installing ${tools.map((tool) => tool.name).join(', ')}`);
  const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  spawnSync('apt-get', ['update', '-qq'], { stdio: 'ignore', env: environment });
  spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...tools.map((tool) => tool.debian)], { stdio: 'inherit', env: environment });
}
