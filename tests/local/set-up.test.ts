import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const setUp = pathToFileURL(join(process.cwd(), 'functions/local/set-up.mjs')).href;

describe('setting up', () => {
  let folder: string;
  beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'set-up-')); });
  afterEach(() => { rmSync(folder, { recursive: true, force: true }); });

  /** A program that sets up with one step, and the step's own script. */
  function settingUp(script: string) {
    const [program, step] = [join(folder, 'program.mjs'), join(folder, 'step.mjs')];
    writeFileSync(step, script);
    writeFileSync(program, `import { run } from '${setUp}';\nawait run('A step', ['${step}']);\nconsole.log('after');\n`);
    const child = spawn(process.execPath, [program], { stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (text: Buffer) => { said += text.toString(); });
    const ended = new Promise((resolve) => { child.once('close', (code, signal) => { resolve({ code, signal }); }); });
    return { child, ended, said: () => said };
  }

  function isThere(pid: number): boolean {
    try {
      return process.kill(pid, 0);
    } catch {
      return false;
    }
  }

  it('goes on after a step, and stops with a sentence when it failed', async () => {
    const good = settingUp('');
    expect(await good.ended).toEqual({ code: 0, signal: null });
    expect(good.said()).toContain('after');
    const bad = settingUp('process.exit(3);');
    expect(await bad.ended).toEqual({ code: 1, signal: null });
    expect(bad.said()).toContain('A step failed');
    expect(bad.said()).not.toContain('after');
  });

  it.each([['SIGTERM', 143], ['SIGINT', 130]] as const)('ended by %s it ends its step first, and leaves nothing running', async (signal, code) => {
    const step = settingUp('console.log(`pid ${process.pid}`); setInterval(() => undefined, 1_000);');
    while (!/pid \d+\n/.test(step.said())) await new Promise((resolve) => setTimeout(resolve, 20));
    const pid = Number(/pid (\d+)/.exec(step.said())?.[1]);
    expect(isThere(pid)).toBe(true);
    step.child.kill(signal);
    expect(await step.ended).toEqual({ code, signal: null });
    expect(isThere(pid)).toBe(false);
    expect(step.said()).not.toMatch(/after|failed/);
  });
});
