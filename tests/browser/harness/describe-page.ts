/** The check every page gets: on a phone and a PC, in light and elder mode, with screenshots for people to look at. */
import type { Browser, BrowserContext } from 'playwright-core';
import { openChromium } from './chromium';
import { serveH5, type Api, type H5Server } from './h5-server';
import { findings, openContext, resize, screenshot, visitIn, WIDTHS, type Visit, type Width } from './visit';

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
  /** The page decides by the width it is opened at: opened at each. Else it is opened on a phone and drawn out. */
  readonly anew?: boolean;
};

const ALL = Object.keys(WIDTHS) as Width[];

type Stage = { readonly browser: Browser; readonly context: BrowserContext; readonly server: H5Server };

/** One browser for all pages of a test file: it has compiled their scripts already. */
let open: Promise<Stage> | undefined;

async function openStage(): Promise<Stage> {
  const [browser, server] = await Promise.all([openChromium(), serveH5()]);
  return { browser, server, context: await openContext(browser) };
}

afterAll(async () => {
  const stage = await open;
  await Promise.all([stage?.browser.close(), stage?.server.close()]);
});

/** `page` as it stands in app.json, such as `card/pages/claim/index`: tests/architecture looks for it here. */
export function describePage(page: string, { api, session, query = '', name = page.split('/').at(-2) ?? page, prepare, anew = false }: PageCheck): void {
  describe(`${page} as ${name}`, () => {
    let stage: Stage;
    beforeAll(async () => {
      stage = await (open ??= openStage());
      stage.server.answerWith(api);
    }, 120_000);

    const looks = (anew ? ALL.map((width) => [width]) : [ALL]).flatMap((widths) => [{ widths, elder: false }, { widths, elder: true }]);
    test.each(looks)('is well on a $widths, elder mode $elder', async ({ widths, elder }) => {
      const address = `/${page}${query === '' ? '' : `?${query}`}`;
      const visited = await visitIn(stage.context, { origin: stage.server.origin, address }, { width: widths[0] ?? 'phone', elder, session });
      if (prepare) await prepare(visited);
      for (const width of widths) {
        await resize(visited.page, width);
        await screenshot(visited.page, `${name}-${WIDTHS[width]}${elder ? '-elder' : ''}`);
        expect({ width, findings: await findings(visited, { elder }) }).toEqual({ width, findings: [] });
      }
      await visited.close();
    }, 120_000);
  });
}
