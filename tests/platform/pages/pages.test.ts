import { Hono } from 'hono';
import { filesFrom, mountPages } from '../../../functions/platform/pages/pages';

const FILES: Record<string, string> = { 'index.html': '<!doctype html>', 'js/app.1a2b3c4d.js': 'start()', 'js/app.js': 'start()', 'css/app.css': 'body {}' };

function setup() {
  const asked: string[] = [];
  const app = new Hono();
  app.get('/v1/me', (c) => c.json({ me: true }));
  mountPages(app, filesFrom(async (path) => {
    asked.push(path);
    return FILES[path] === undefined ? undefined : new TextEncoder().encode(FILES[path]);
  }));
  return { get: (path: string) => app.request(path), asked };
}

describe('the pages', () => {
  it('begin with the index, which is asked for anew each time', async () => {
    const answer = await setup().get('/');
    expect([answer.status, answer.headers.get('cache-control'), await answer.text()]).toEqual([200, 'no-cache', '<!doctype html>']);
    expect(answer.headers.get('content-type')).toMatch(/^text\/html/);
  });

  it('let a file that carries its hash be kept for a year, and no other', async () => {
    const { get } = setup();
    expect((await get('/js/app.1a2b3c4d.js')).headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect((await get('/js/app.js')).headers.get('cache-control')).toBe('no-cache');
    expect((await get('/js/gone.1a2b3c4d.js')).headers.get('cache-control')).toBe('no-cache');
  });

  it('allow scripts of their own only, and no frame around them', async () => {
    const policy = (await setup().get('/')).headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'self'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/script-src|unsafe-eval/);
  });

  it('answer with "not there" what is not there, and never look outside their own folder', async () => {
    const { get, asked } = setup();
    for (const path of ['/nothing.js', '/..%2fsecret', '/%2e%2e/secret', '/a//b', '/js/']) expect((await get(path)).status).toBe(404);
    expect(asked.filter((path) => path.includes('..') || path.includes('//'))).toEqual([]);
  });

  it('lead the address in a PC sign-in code to the approval page', async () => {
    const answer = await setup().get('/s/ticket_01');
    expect([answer.status, answer.headers.get('location')]).toEqual([302, '/#/identity/pages/pc-sign-in/index?ticketId=ticket_01']);
  });

  it('leave the routes before them alone', async () => {
    const answer = await setup().get('/v1/me');
    expect([await answer.json(), answer.headers.get('content-security-policy')]).toEqual([{ me: true }, null]);
  });
});
