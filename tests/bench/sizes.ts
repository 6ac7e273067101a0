/** What a phone loads. Raw bytes for WeChat, which limits packages so; gzip for the web. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { absolute, type Row } from './measure';

const WEAPP = 'miniprogram/dist/weapp';
const H5 = 'miniprogram/dist/h5';
/** Written by the page tests (`npm test`): setData sizes of the flows they walk. */
const SETDATA = 'tests/.output/setdata.log';

function bytesUnder(folder: string, skip: readonly string[] = []): number {
  return readdirSync(folder, { withFileTypes: true }).reduce((sum, entry) => {
    if (skip.includes(entry.name)) return sum;
    const path = join(folder, entry.name);
    return sum + (entry.isDirectory() ? bytesUnder(path) : statSync(path).size);
  }, 0);
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
    ...(existsSync(SETDATA) ? [absolute({ id: 'weapp.setdata', what: 'largest setData in any tested flow', unit: 'KB', budget: '≤ 64' }, [kilobytes(Math.max(...readFileSync(SETDATA, 'utf8').trim().split('\n').map(Number)))])] : []),
    absolute({ id: 'h5.first-load', what: 'page, scripts and styles of the first H5 view, gzip', unit: 'KB', budget: '≤ 300' }, [kilobytes(firstLoad())]),
  ];
}
