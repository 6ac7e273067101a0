/** The porch of the H5 pages: it knows one bucket, no key and no table. */
import { Hono } from 'hono';
import { siteFiles } from './aws/site-files';
import { serveApp } from './entry/at-start';
import { filesFrom, mountPages } from './pages/pages';

export const http = serveApp(async () => {
  const app = new Hono();
  mountPages(app, filesFrom(siteFiles()));
  return app;
});
