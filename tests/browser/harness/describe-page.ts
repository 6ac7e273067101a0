/** The check every page gets: on a phone and a PC, in light and elder mode, with screenshots for people to look at. */
import type { Browser } from 'playwright-core';
import { openChromium } from './chromium';
import { serveH5, type Api, type H5Server } from './h5-server';
import { findings, screenshot, visit, WIDTHS, type Visit, type Width } from './visit';

export type PageCheck = {
  /** Plays the platform. */
  readonly api: Api;
  /** Whose page it is; absent: nobody is signed in. */
  readonly session?: unknown;
  /** Query of the address, such as `cardId=card_1`. */
  readonly query?: string;
  /** Of the screenshots; the page's folder when absent. Give one when a page is described more than once. */
  readonly name?: string;
  /** Brings the page into the state to be looked at. */
  readonly prepare?: (visited: Visit) => Promise<void>;
};

const CASES = (Object.keys(WIDTHS) as Width[]).flatMap((width) => [{ width, elder: false }, { width, elder: true }]);

/** `page` as it stands in app.json, such as `card/pages/claim/index`: tests/architecture looks for it here. */
export function describePage(page: string, { api, session, query = '', name = page.split('/').at(-2) ?? page, prepare }: PageCheck): void {
  describe(`${page} as ${name}`, () => {
    let browser: Browser;
    let server: H5Server;

    beforeAll(async () => {
      [browser, server] = await Promise.all([openChromium(), serveH5()]);
      server.answerWith(api);
    }, 120_000);

    afterAll(async () => {
      await Promise.all([browser.close(), server.close()]);
    });

    test.each(CASES)('is well on a $width, elder mode $elder', async ({ width, elder }) => {
      const address = `/${page}${query === '' ? '' : `?${query}`}`;
      const visited = await visit(browser, { origin: server.origin, address }, { width, elder, session });
      if (prepare) await prepare(visited);
      await screenshot(visited.page, `${name}-${WIDTHS[width]}${elder ? '-elder' : ''}`);
      expect(await findings(visited, { elder })).toEqual([]);
      await visited.close();
    }, 120_000);
  });
}
