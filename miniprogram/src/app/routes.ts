/** Every page's address, typed: one function a page. What is here exists in app.config.ts (a test compares them). */
import Taro from '@tarojs/taro';

/** `from`: the poster one came by. */
type HandedOver = { redirect_uri?: string; hospitalId?: string; from?: string };
type Query = Readonly<Record<string, string | undefined>>;

function withQuery(path: string, query: Query): string {
  const pairs = Object.entries(query).filter((pair): pair is [string, string] => pair[1] !== undefined);
  if (pairs.length === 0) return path;
  return `${path}?${pairs.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&')}`;
}

/** The main pages, switched between, never stacked. */
export const TABS = {
  home: '/app/pages/home/index',
  package: '/app/pages/package/index',
  inbox: '/app/pages/inbox/index',
  me: '/app/pages/me/index',
} as const;

export type Tab = keyof typeof TABS;

const HAND_OVER = '/open-platform/pages/';

/** The page leads out to a hospital, so that nothing should stand in between. */
export function leadsOut(comeBackTo: string | undefined): boolean {
  return comeBackTo?.startsWith(HAND_OVER) === true && comeBackTo !== address.console() && comeBackTo !== address.services();
}

export const address = {
  settings: () => '/app/pages/settings/index',
  about: () => '/app/pages/about/index',

  /** `comeBackTo`: the address to go on to afterwards; the home page when absent. `problem`: why WeChat's authorisation did not end in a session. */
  signIn: (comeBackTo?: string, problem?: string) => withQuery('/identity/pages/sign-in/index', { comeBackTo, problem }),
  /** Confirms on the phone that the PC may sign in. */
  pcSignIn: (ticketId: string) => withQuery('/identity/pages/pc-sign-in/index', { ticketId }),
  /** `asked`: the purpose that is needed now beside the required ones. */
  consents: (comeBackTo?: string, asked?: string) => withQuery('/identity/pages/consents/index', { comeBackTo, asked }),
  realName: (comeBackTo?: string) => withQuery('/identity/pages/real-name/index', { comeBackTo }),
  presence: (whom: { memberId?: string; comeBackTo?: string } = {}) => withQuery('/identity/pages/presence/index', whom),
  phone: () => '/identity/pages/phone/index',
  sessions: () => '/identity/pages/sessions/index',
  family: () => '/identity/pages/family/index',
  addChild: () => '/identity/pages/add-child/index',
  addAdult: () => '/identity/pages/add-adult/index',
  askConsent: (memberId: string) => withQuery('/identity/pages/ask-consent/index', { memberId }),
  invitation: (token: string) => withQuery('/identity/pages/invitation/index', { token }),
  staffPresence: () => '/identity/pages/staff-presence/index',
  information: () => '/identity/pages/information/index',
  links: () => '/identity/pages/links/index',
  /** From an institution's app, signed in there. */
  signOn: (ticket: string) => withQuery('/identity/pages/sign-on/index', { ticket }),
  closeAccount: () => '/identity/pages/close-account/index',

  /** `plain`: by the authority, whatever the channel of this build. */
  claim: (whom: { memberId?: string; plain?: string } = {}) => withQuery('/card/pages/claim/index', whom),
  /** In a channel's mini-program only, with WeChat's health-card plug-in. `hospitalId`: to choose a card there; without it to let it know one. */
  wechatCard: (whom: { memberId?: string; hospitalId?: string } = {}) => withQuery('/card/pages/wechat-card/index', whom),
  inWallet: (order: string) => withQuery('/card/pages/in-wallet/index', { order }),
  /** The preferred card, or the only one, when none is named. */
  showCode: (cardId?: string) => withQuery('/card/pages/show-code/index', { cardId }),
  /** As a hospital links to it, with what it wants shown beside the code (saveScanQrField). */
  showCodeFor: (from: { healthCardId?: string; fieldCode: string }) => withQuery('/card/pages/show-code/index', from),
  /** `move`: what the person came back to do, offered again. */
  card: (cardId: string, move?: string) => withQuery('/card/pages/detail/index', { cardId, move }),
  printCard: (cardId: string) => withQuery('/card/pages/print/index', { cardId }),
  bindVisitNumber: (cardId: string) => withQuery('/card/pages/visit-number/index', { cardId }),
  counter: () => '/card/pages/counter/index',
  assistedClaim: () => '/card/pages/assisted-claim/index',

  /** The pages hospitals link to (open platform 1.3), with the parameters' own names. */
  userCode: (from: HandedOver) => withQuery('/open-platform/pages/user-code/index', from),
  cardList: (from: HandedOver) => withQuery('/open-platform/pages/card-list/index', from),

  wallet: (from: { order_id: string; redirect_uri?: string; hospitalId?: string }) => withQuery('/open-platform/pages/wallet/index', from),
  bind: (code: string) => withQuery('/open-platform/pages/bind/index', { code }),
  /** `verified`: what the institution's own face page brought back. */
  verify: (order: string, verified?: string) => withQuery('/open-platform/pages/verify/index', { order, verify_order_id: verified }),
  services: () => '/open-platform/pages/services/index',
  kiosk: (uid: string) => withQuery('/open-platform/pages/kiosk/index', { uid }),
  /** On H5 only. */
  console: () => '/open-platform/pages/console/index',
  activate: (from: { open_id: string; redirect_uri?: string }) => withQuery('/open-platform/pages/activate/index', from),

  merges: () => '/person-index/pages/merges/index',
} as const;

const ignore = () => undefined;

export function switchTo(tab: Tab): void {
  Taro.switchTab({ url: TABS[tab] }).catch(ignore);
}

export function open(url: string): void {
  Taro.navigateTo({ url }).catch(ignore);
}

/** Instead of this page, such as the result after a form: back does not return to the form. */
export function replace(url: string): void {
  Taro.redirectTo({ url }).catch(ignore);
}

/** Back, or home when this page was opened from outside (a link, a scanned code). */
export function goBack(): void {
  if (Taro.getCurrentPages().length > 1) Taro.navigateBack().catch(ignore);
  else switchTo('home');
}

/** The page below this one is where a hospital led to, and waits there for its step: back to it, not to another one of it. */
function waitsBelow(path: string): boolean {
  const pages = Taro.getCurrentPages();
  const below = pages[pages.length - 2]?.route ?? '';
  return leadsOut(path) && `/${below.replace(/^\//, '')}` === path;
}

/** Back; to where a page was asked to return, when this page was opened anew meanwhile; or home. */
export function goBackTo(comeBackTo: string | undefined): void {
  if (Taro.getCurrentPages().length > 1 || !leadsOut(comeBackTo)) goBack();
  else comeBack(comeBackTo);
}

/** To where a page was asked to return; main pages are switched to. Only addresses of this app are followed. */
export function comeBack(comeBackTo: string | undefined): void {
  const path = (comeBackTo ?? TABS.home).split('?')[0] ?? '';
  const tab = Object.entries(TABS).find(([, url]) => url === path)?.[0] as Tab | undefined;
  if (tab !== undefined) switchTo(tab);
  else if (waitsBelow(path)) Taro.navigateBack().catch(ignore);
  else if (/^\/(app|identity|card|messages|open-platform|person-index)\/pages\/[a-z-]+\/index$/.test(path)) replace(comeBackTo ?? '');
  else switchTo('home');
}
