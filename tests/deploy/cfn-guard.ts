/** AWS's own policy checker, as a program of this machine. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as z from 'zod/mini';

const PLATFORMS: Record<string, string> = { 'linux-x64': 'ubuntu/x86_64', 'linux-arm64': 'ubuntu/aarch64', 'darwin-x64': 'macos/x86_64', 'darwin-arm64': 'macos/aarch64' };
const program = join(
  dirname(require.resolve('@cdklabs/cdk-validator-cfnguard/package.json')), 'bin', PLATFORMS[`${process.platform}-${process.arch}`] ?? 'not-there', 'cfn-guard',
);
const rules = readFileSync(join(__dirname, 'deployment.guard'), 'utf8');

/** The names of all rules. */
export const RULES = [...rules.matchAll(/^rule (\w+)/gm)].map(([, name]) => String(name));

const Report = z.array(z.object({
  not_compliant: z.array(z.object({ Rule: z.object({ name: z.string() }) })),
  compliant: z.array(z.string()),
}));
export type Judged = { readonly broken: readonly string[]; readonly kept: readonly string[] };

/** Judges a template by tests/deploy/deployment.guard. Throws when the checker itself fails. */
export function judge(template: unknown): Judged {
  const input = JSON.stringify({ rules: [rules], data: [JSON.stringify(template)] });
  const done = spawnSync(program, ['validate', '--payload', '--structured', '--output-format', 'json', '--show-summary', 'none'], { input, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  if (!done.stdout.trim().startsWith('[')) throw new Error(`cfn-guard could not judge: ${String(done.error ?? done.stderr)}`);
  const [report] = z.parse(Report, JSON.parse(done.stdout));
  return { broken: report?.not_compliant.map(({ Rule }) => Rule.name) ?? [], kept: report?.compliant ?? [] };
}
