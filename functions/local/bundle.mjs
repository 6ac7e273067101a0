// TypeScript to one file that Node runs; packages stay outside. Called after the packages are there, so esbuild is loaded late.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { root } from './set-up.mjs';

/** Bundles an entry point; gives the path of the program. */
export async function bundle(entry, out, options = {}) {
  const { build } = await import('esbuild');
  const outfile = join(root, out);
  await build({
    entryPoints: [join(root, entry)], outfile, bundle: true, platform: 'node', target: 'node20', format: 'cjs', packages: 'external',
    sourcemap: true, logLevel: 'warning', ...options,
  });
  return outfile;
}

// `node functions/local/bundle.mjs contracts` (or `runbook`): a page of docs/, written by the program that knows what stands in it.
const page = ['contracts', 'runbook'].find((name) => name === process.argv[2]);
if (page) {
  const program = await bundle(`functions/local/${page}.ts`, `build/local/${page}.cjs`);
  spawnSync(process.execPath, [program], { cwd: root, stdio: 'inherit' });
}
