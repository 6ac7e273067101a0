/** The H5 pages as static files, with the headers a public service sends: the same on AWS and on one machine. */
import type { Handler, Hono, MiddlewareHandler } from 'hono';
import { getMimeType } from 'hono/utils/mime';

/** Taro sets style attributes, so inline style is allowed; scripts come from our own files only. */
const HEADERS = {
  'content-security-policy': "default-src 'self'; img-src 'self' data: blob:; style-src 'self' 'unsafe-inline'; font-src 'self' data:; connect-src 'self'; frame-ancestors 'none'; base-uri 'self'; form-action 'self'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'permissions-policy': 'geolocation=(), camera=(), microphone=()',
};

/** By address as hospitals have it (open platform 1.3): the page behind it. */
const EMBEDDED_PAGES = {
  '/open/getUserCode': '/open-platform/pages/user-code/index',
  '/open/getHealthCardList': '/open-platform/pages/card-list/index',
  '/open/takeMsCard': '/open-platform/pages/wallet/index',
  '/open/healthcode': '/card/pages/show-code/index',
  '/open/bind': '/open-platform/pages/bind/index',
  '/open/verify': '/open-platform/pages/verify/index',
  '/open/kiosk': '/open-platform/pages/kiosk/index',
  '/open/console': '/open-platform/pages/console/index',
  '/open/signOn': '/identity/pages/sign-on/index',
  '/open/batchActiveCard': '/open-platform/pages/activate/index',
} as const;

const HASHED_NAME = /\.[0-9a-f]{8}\.\w+$/;
const FILE = /^(?!.*\.\.)[\w.-]+(\/[\w.-]+)*$/;

/** Adds the pages to an app, after its other routes. `files` answers a GET for one file. */
export function mountPages(app: Hono, files: Handler | MiddlewareHandler): void {
  app.use('*', async (c, next) => {
    await next();
    for (const [name, value] of Object.entries(HEADERS)) c.res.headers.set(name, value);
    // Pages are asked for anew each time; files that carry their hash are kept for a year.
    const kept = c.res.status === 200 && HASHED_NAME.test(c.req.path) ? 'public, max-age=31536000, immutable' : 'no-cache';
    if (!c.res.headers.has('cache-control')) c.res.headers.set('cache-control', kept);
  });
  // The text of a PC sign-in code is a plain address; scanned or opened, it leads to the approval page.
  app.get('/s/:ticketId', (c) => c.redirect(`/#/identity/pages/pc-sign-in/index?ticketId=${encodeURIComponent(c.req.param('ticketId'))}`));
  // 1.3: the addresses hospitals link to; their parameters go to the page as they came.
  for (const [path, page] of Object.entries(EMBEDDED_PAGES)) app.get(path, (c) => c.redirect(`/#${page}${new URL(c.req.url).search}`));
  app.get('*', files);
}

/** Answers from wherever files are kept; `read` gives undefined for one that is not there. */
export function filesFrom(read: (path: string) => Promise<Uint8Array | undefined>): Handler {
  return async (c) => {
    const path = c.req.path === '/' ? 'index.html' : c.req.path.slice(1);
    const content = FILE.test(path) ? await read(path) : undefined;
    if (!content) return c.notFound();
    return c.body(Uint8Array.from(content), 200, { 'content-type': getMimeType(path) ?? 'application/octet-stream' });
  };
}
