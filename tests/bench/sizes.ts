/** What a phone loads. Raw bytes for WeChat, which limits packages so; gzip for the web. */
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { absolute, type Row } from './measure';

const WEAPP = 'miniprogram/dist/weapp';
const H5 = 'miniprogram/dist/h5';
/** Written by the page tests: setData sizes of the flows they walk. */
const SETDATA = 'tests/.output/setdata.log';

function bytesUnder(folder: string, skip: readonly string[] = []): number {
  return readdirSync(folder, { withFileTypes: true }).reduce((sum, entry) => {
    if (skip.includes(entry.name)) return sum;
    const path = join(folder, entry.name);
    return sum + (entry.isDirectory() ? bytesUnder(path) : statSync(path).size);
  }, 0);
}

/** All flows of the page tests are walked here and now; a figure of yesterday's build would be of no use. */
function largestSetData(): number {
  rmSync(SETDATA, { force: true });
  const walked = spawnSync(process.execPath, ['node_modules/jest/bin/jest.js', '--selectProjects', 'weapp', '--silent'], { encoding: 'utf8' });
  if (walked.status !== 0) throw new Error(`the page tests fail, so weapp.setdata cannot be measured; see npx jest --selectProjects weapp\n${walked.stderr.slice(-2_000)}`);
  return Math.max(...readFileSync(SETDATA, 'utf8').trim().split('\n').map(Number));
}

/** What index.html asks for before anything is shown. */
function firstLoad(): number {
  const html = readFileSync(join(H5, 'index.html'), 'utf8');
  const files = [...html.matchAll(/(?:src|href)="\.?\/?([^"]+\.(?:js|css))"/g)].map(([, file]) => join(H5, file ?? ''));
  return [join(H5, 'index.html'), ...files].reduce((sum, file) => sum + gzipSync(readFileSync(file)).length, 0);
}

export function sizeRows(): readonly Row[] {
  const kilobytes = (bytes: number) => bytes / 1000;
  const { subPackages } = JSON.parse(readFileSync(join(WEAPP, 'app.json'), 'utf8')) as { subPackages: { root: string }[] };
  const roots = subPackages.map(({ root }) => root.replace(/\/$/, ''));
  return [
    absolute({ id: 'weapp.main', what: 'main package of the mini-program', unit: 'KB', budget: '≤ 1000' }, [kilobytes(bytesUnder(WEAPP, roots))]),
    ...roots.map((root) => absolute({ id: `weapp.subpackage.${root}`, what: `subpackage ${root}`, unit: 'KB', budget: '≤ 500' }, [kilobytes(bytesUnder(join(WEAPP, root)))])),
    absolute({ id: 'weapp.setdata', what: 'largest setData in any tested flow', unit: 'KB', budget: '≤ 64' }, [kilobytes(largestSetData())]),
    absolute({ id: 'h5.first-load', what: 'page, scripts and styles of the first H5 view, gzip', unit: 'KB', budget: '≤ 300' }, [kilobytes(firstLoad())]),
  ];
}
