/** Runs the real packaging, as `npm run package` does, and reads what it made. */
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Template } from './template';

export const NORTH = 'cn-north-1';
export const STACKS = ['foundation', 'person-index', 'identity', 'authority', 'card', 'messages', 'open-platform'] as const;
export type Stack = (typeof STACKS)[number];
export const SLICES = STACKS.filter((stack) => stack !== 'foundation');

const root = join(__dirname, '../..');
const folderOf = (region: string, stack: Stack) => join(root, 'build/packages', region, stack);

/** Throws what the packaging said when it failed. */
export function packageStacks(region: string, stacks: readonly Stack[]): void {
  const parts = stacks.flatMap((stack) => ['--stack', stack]);
  const done = spawnSync(process.execPath, ['functions/local/package-stacks.mjs', '--region', region, ...parts], { cwd: root, encoding: 'utf8' });
  if (done.status !== 0) throw new Error(`${done.stdout}${done.stderr}`);
}

export function templateText(region: string, stack: Stack): string {
  return readFileSync(join(folderOf(region, stack), 'cloudformation-template-update-stack.json'), 'utf8');
}

export function templateOf(region: string, stack: Stack): Template {
  return Template.parse(JSON.parse(templateText(region, stack)));
}

/** The archives of a stack: one for each function. */
export function archivesOf(region: string, stack: Stack): readonly { readonly name: string; readonly bytes: Buffer }[] {
  const folder = folderOf(region, stack);
  return readdirSync(folder).filter((file) => file.endsWith('.zip')).map((file) => ({ name: file.replace(/\.zip$/, ''), bytes: readFileSync(join(folder, file)) }));
}
