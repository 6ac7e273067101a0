import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { inflateSync } from 'node:zlib';
import { qrPng } from '../../../miniprogram/src/ui/qr-png';

const DYNAMIC = `${'A1B2C3D4'.repeat(8)}:0:${'0f'.repeat(16)}`;

function bytesOf(url: string): Buffer {
  const [head, text] = url.split(',');
  expect(head).toBe('data:image/png;base64');
  return Buffer.from(text ?? '', 'base64');
}

type Chunk = { readonly name: string; readonly content: Buffer };

/** Reads the chunks as PNG section 5 says, without the code under test. */
function chunksOf(png: Buffer): Chunk[] {
  expect(png.subarray(0, 8)).toEqual(Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]));
  const found: Chunk[] = [];
  for (let at = 8; at < png.length;) {
    const length = png.readUInt32BE(at);
    found.push({ name: png.toString('ascii', at + 4, at + 8), content: png.subarray(at + 8, at + 8 + length) });
    at += length + 12;
  }
  return found;
}

test('it is a whole PNG: header, one zlib stream of the right size, end', () => {
  const [header, data, end] = chunksOf(bytesOf(qrPng(DYNAMIC)));
  const side = header?.content.readUInt32BE(0) ?? 0;
  expect([header?.name, data?.name, end?.name]).toEqual(['IHDR', 'IDAT', 'IEND']);
  expect(inflateSync(data?.content ?? Buffer.alloc(0))).toHaveLength(side * (1 + Math.ceil(side / 8)));
});

test('the quiet zone of four modules is white all around', () => {
  const [header, data] = chunksOf(bytesOf(qrPng(DYNAMIC)));
  const side = header?.content.readUInt32BE(0) ?? 0;
  const row = 1 + Math.ceil(side / 8);
  const pixels = inflateSync(data?.content ?? Buffer.alloc(0));
  const rows = Array.from({ length: side }, (_, y) => pixels.subarray(y * row + 1, (y + 1) * row));
  for (const y of [0, 23, side - 24, side - 1]) expect(rows[y]?.subarray(0, Math.floor(side / 8)).every((byte) => byte === 255)).toBe(true);
  // 24 pixels on the left are three bytes.
  expect(rows.every((line) => line[0] === 255 && line[1] === 255 && line[2] === 255)).toBe(true);
});

test('it is small enough for one message to the view', () => {
  expect(qrPng(DYNAMIC).length).toBeLessThan(32 * 1024);
});

const ZBAR = '/usr/bin/zbarimg';

test.each([['static', `${'A1B2C3D4'.repeat(8)}:1`], ['dynamic', DYNAMIC], ['an address', 'https://example.invalid/s/tic_01']])('a scanner reads %s code', (_, text) => {
  if (!existsSync(ZBAR)) throw new Error('zbarimg is needed: apt-get install zbar-tools');
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'qr-')), 'code.png');
  writeFileSync(file, bytesOf(qrPng(text)));
  expect(execFileSync(ZBAR, ['--quiet', '--raw', file], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim()).toBe(text);
});
