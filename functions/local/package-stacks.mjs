#!/usr/bin/env node
// `npm run package`: CloudFormation packages of every stack for both China regions into build/packages/<region>/<stack>, without
// an account. `-- --stage prod` names the stage; `-- --region cn-north-1` and `-- --stack card` (both repeatable) do only a part.
import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { bundle } from './bundle.mjs';
import { announce, giveUp, root } from './set-up.mjs';

const REGIONS = ['cn-north-1', 'cn-northwest-1'];
/** In the order of deployment: a slice stands on the foundation. */
const STACKS = ['foundation', 'person-index', 'identity', 'authority', 'card', 'messages', 'open-platform'];

const { values } = parseArgs({
  options: {
    stage: { type: 'string', default: 'dev' },
    region: { type: 'string', multiple: true, default: REGIONS },
    stack: { type: 'string', multiple: true, default: STACKS },
  },
});

await writeParts();
for (const region of values.region) {
  for (const stack of values.stack) packageStack(region, stack);
}

/** What serverless.yml reads of the code: build/parts.json. */
async function writeParts() {
  const program = await bundle('functions/local/deployment-parts.ts', 'build/local/deployment-parts.cjs');
  const printed = spawnSync(process.execPath, [program], { cwd: root, encoding: 'utf8' });
  if (printed.status !== 0) giveUp(`The parts of the deployment could not be read from the code:\n${printed.stderr}`);
  writeFileSync(join(root, 'build/parts.json'), printed.stdout);
}

function packageStack(region, stack) {
  announce(`${region} ${stack}`);
  const out = `build/packages/${region}/${stack}`;
  rmSync(join(root, out), { recursive: true, force: true });
  mkdirSync(join(root, out), { recursive: true });
  const done = spawnSync(
    process.execPath,
    ['node_modules/serverless/bin/serverless.js', 'package', '--stage', values.stage, '--region', region, '--param', `stack=${stack}`, '--package', out],
    { cwd: root, encoding: 'utf8', env: { ...process.env, SLS_NOTIFICATIONS_MODE: 'off' } },
  );
  if (done.status !== 0) giveUp(`${stack} could not be packaged for ${region}:\n${done.stdout}${done.stderr}`);
}
