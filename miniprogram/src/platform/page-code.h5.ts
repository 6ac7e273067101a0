import Taro from '@tarojs/taro';

/** `load` gives the code among other things. */
type PageCode = { readonly path: string; readonly load: (context: object, params: object) => readonly unknown[] };

// Taro's own events and list of pages: it offers no other way to hear of them.
const OPENING = '__taroRouterChange';
const STANDS = '__afterTaroRouterChange';
const pageCodes = () => (window as unknown as { __taroAppConfig?: { routes: readonly PageCode[] } }).__taroAppConfig?.routes ?? [];

/** Begun before Taro opens the first page, or its event is missed. */
const first = new Promise<void>((resolve) => { Taro.eventCenter.once(STANDS, () => { resolve(); }); });

const WITHOUT_IDLE_MS = 2_000;

export function firstPage(): Promise<void> {
  return first;
}

/** Safari cannot tell when it is idle. */
function whenIdle(act: () => void): void {
  if ('requestIdleCallback' in window) window.requestIdleCallback(act);
  else setTimeout(act, WITHOUT_IDLE_MS);
}

export function fetchBeforehand(pages: readonly string[]): void {
  void first.then(() => {
    whenIdle(() => {
      const wanted = pageCodes().filter(({ path }) => pages.includes(`/${path}`));
      // One that does not come now is asked for again when the page is opened.
      for (const { load } of wanted) Promise.all(load({}, {})).catch(() => undefined);
    });
  });
}

/** As webpack names them: of the code and of its style sheet. */
function isMissingCode(reason: unknown): boolean {
  const { name, code } = (reason ?? {}) as { name?: string; code?: string };
  return name === 'ChunkLoadError' || code === 'CSS_CHUNK_LOAD_FAILED';
}

export function onMissingPage(listener: (missing: boolean) => void): () => void {
  const opening = () => { listener(false); };
  const failed = ({ reason }: PromiseRejectionEvent) => { if (isMissingCode(reason)) listener(true); };
  Taro.eventCenter.on(OPENING, opening);
  window.addEventListener('unhandledrejection', failed);
  return () => {
    Taro.eventCenter.off(OPENING, opening);
    window.removeEventListener('unhandledrejection', failed);
  };
}

/** Loading anew also helps when a newer version has taken the place of this one and its code is gone. */
export async function openAgain(): Promise<boolean> {
  try {
    await fetch(location.pathname, { method: 'HEAD', cache: 'no-store' });
  } catch {
    return false;
  }
  location.reload();
  return true;
}
