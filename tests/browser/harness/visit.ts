/** Opens a built H5 page as somebody, in light or elder mode, on a phone or a PC, and looks whether it is well. */
import { mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';

export const WIDTHS = { phone: 375, pc: 1280 } as const;
export type Width = keyof typeof WIDTHS;

export type Somebody = {
  readonly width?: Width;
  readonly elder?: boolean;
  /** A session as the platform gives it; absent: not signed in. */
  readonly session?: unknown;
};

export type Visit = { readonly page: Page; /** Console errors and page errors so far. */ readonly errors: readonly string[]; readonly close: () => Promise<void> };

const SCREENS = path.resolve(__dirname, '../../.output/screens');
const HEIGHTS = { phone: 812, pc: 900 } as const;
const axeSource = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const inPage = readFileSync(path.join(__dirname, 'in-page.js'), 'utf8');

type Kept = { readonly session: unknown; readonly elder: boolean };

/** Runs in the page before anything else: the state a device would have kept, and nothing of a page before in the same browser. */
function keep({ session, elder }: Kept) {
  const store = globalThis as unknown as { sessionStorage: Storage; localStorage: Storage };
  if (store.sessionStorage.getItem('visited') === null) store.localStorage.clear();
  store.sessionStorage.setItem('visited', 'true');
  if (session) store.sessionStorage.setItem('henan-health.own.session', JSON.stringify(session));
  store.localStorage.setItem('elder-mode', JSON.stringify({ data: elder }));
}

type Storage = { getItem(key: string): string | null; setItem(key: string, value: string): void; clear(): void };
type Place = { readonly origin: string; readonly address: string };

/** `address` is a page's address such as `/app/pages/home/index`. */
export async function visit(browser: Browser, url: Place, somebody: Somebody = {}): Promise<Visit> {
  const context = await openContext(browser);
  return { ...(await visitIn(context, url, somebody)), close: () => context.close() };
}

export function openContext(browser: Browser): Promise<BrowserContext> {
  return browser.newContext({ locale: 'zh-CN', reducedMotion: 'reduce' });
}

/** In a browser that has the scripts already: a page of its own, with a device's memory of its own. */
export async function visitIn(context: BrowserContext, url: Place, { width = 'phone', elder = false, session }: Somebody = {}): Promise<Visit> {
  const page = await context.newPage();
  await resize(page, width);
  await page.addInitScript(keep, { session: session ?? null, elder });
  const errors: string[] = [];
  // A refusal of the platform is an answer that the page meets; only the browser calls it an error.
  const isRefusal = ({ url }: { readonly url: string }) => new URL(url, 'http://-').pathname.startsWith('/v1/');
  page.on('console', (message) => { if (message.type() === 'error' && !isRefusal(message.location())) errors.push(message.text()); });
  page.on('pageerror', (error) => { errors.push(String(error)); });
  await page.goto(`${url.origin}/#${url.address}`);
  await page.locator('.page__title').first().waitFor({ state: 'attached' });
  await page.locator('.skeleton').first().waitFor({ state: 'detached' });
  await page.waitForTimeout(150);
  return { page, errors, close: () => page.close() };
}

/** As somebody does who draws a window larger. */
export async function resize(page: Page, width: Width): Promise<void> {
  await page.setViewportSize({ width: WIDTHS[width], height: HEIGHTS[width] });
}

/** Kept under tests/.output/screens/ for people to look at. */
export async function screenshot(page: Page, name: string): Promise<void> {
  mkdirSync(SCREENS, { recursive: true });
  // Taro scrolls inside the page: a window as tall as the page shows all of it.
  const { width, height } = page.viewportSize() ?? { width: WIDTHS.phone, height: HEIGHTS.phone };
  const content = await page.evaluate<number>("Math.max(...[...document.querySelectorAll('.page')].map((e) => e.scrollHeight))");
  await page.setViewportSize({ width, height: Math.max(height, content) });
  await page.screenshot({ path: path.join(SCREENS, `${name}.png`), fullPage: true, animations: 'disabled' });
  await page.setViewportSize({ width, height });
}

type AxeRule = { readonly id: string; readonly help: string; readonly nodes: readonly { readonly html: string }[] };

async function axeFindings(page: Page): Promise<string[]> {
  await page.evaluate(axeSource);
  const violations = await page.evaluate<AxeRule[]>("axe.run(document, { resultTypes: ['violations'] }).then((r) => r.violations)");
  return violations.flatMap(({ id, help, nodes }) => nodes.map(({ html }) => `axe ${id}: ${help}: ${html.slice(0, 160)}`));
}

type Here = { readonly known: boolean; readonly at?: number; readonly name?: string; readonly seen?: boolean };

/** Tab through the page: every control is reached, and each time one sees where one is. */
async function keyboardFindings(page: Page): Promise<string[]> {
  const count = await page.evaluate<number>('window.__walk.begin()');
  const reached = new Set<number>();
  const unseen = new Set<string>();
  for (let press = 0; press < count * 2 + 6 && reached.size < count; press += 1) {
    await page.keyboard.press('Tab');
    const here = await page.evaluate<Here>('window.__walk.here()');
    if (!here.known || here.at === undefined) continue;
    reached.add(here.at);
    if (here.seen !== true) unseen.add(here.name ?? '');
  }
  const names = await page.evaluate<string[]>('window.__walk.names()');
  const missed = names.filter((_, at) => !reached.has(at));
  return [...missed.map((name) => `Tab never reaches ${name}`), ...[...unseen].map((name) => `focus is not seen on ${name}`)];
}

/** Everything wrong with the page as it stands; an empty list is a page that is well. */
export async function findings({ page, errors }: Visit, { elder = false } = {}): Promise<string[]> {
  await page.evaluate(inPage);
  const looked = await page.evaluate<string[]>(`window.__look({ elder: ${String(elder)} })`);
  return [...errors.map((error) => `console: ${error}`), ...looked, ...(await axeFindings(page)), ...(await keyboardFindings(page))];
}
