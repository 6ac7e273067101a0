import { buildSync } from 'esbuild';
import path from 'node:path';

const root = path.resolve(__dirname, '../..');

/** Bundles a TypeScript program that a test runs as a process of its own; returns the file for Node. */
export function bundleProgram(name: string): string {
  // Inside the project, so that the packages, which stay outside the bundle, are found.
  const outfile = path.join(root, 'build/faults', `${name}.cjs`);
  const entryPoints = [path.join(__dirname, `${name}.program.ts`)];
  buildSync({ entryPoints, outfile, bundle: true, platform: 'node', target: 'node20', packages: 'external', logLevel: 'error' });
  return outfile;
}
