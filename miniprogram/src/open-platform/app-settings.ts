/** 设置 of an app as one thing: changed on the page, saved or undone at once. Pure. */
import type { InputOf } from '@shared/kernel/route';
import type { changeAppRoute } from '@shared/open-platform/console.routes';
import { CallbackUrl, CampusView, RedirectHost, type AppView } from '@shared/open-platform/console.schema';
import { isRegistered, readReturnAddress } from '@shared/open-platform/redirect';
import type { SETTINGS } from './console.copy';

export type Settings = Omit<InputOf<typeof changeAppRoute>, 'appId' | 'version' | 'callbackUrl'> & { readonly callbackUrl: string };
export type SettingsMember = keyof Settings;
export type Campus = Settings['campuses'][number];
export type HostProblem = keyof typeof SETTINGS.hostProblems;
export type CallbackProblem = keyof typeof SETTINGS.callbackProblems;
export type CampusProblem = keyof typeof SETTINGS.campusProblems;

const HOSTS_MAX = 50;
const CAMPUSES_MAX = 200;
const CALLBACK_MAX = 500;
const PORT_MAX = 65_535;

/** `callbackUrl`: empty when there is none. */
export function settingsOf({ redirectHosts, callbackUrl = '', switches, hospitals }: AppView): Settings {
  const campuses = hospitals.flatMap(({ hospitalId, campuses: own }) => own.map(({ code, name }) => ({ hospitalId, code, name })));
  return { redirectHosts, callbackUrl, switches, campuses };
}

/** What is sent; an empty call-back is none. */
export function asInput({ appId, version }: Pick<AppView, 'appId' | 'version'>, { callbackUrl, ...settings }: Settings): InputOf<typeof changeAppRoute> {
  return { appId, version, ...settings, ...(callbackUrl === '' ? {} : { callbackUrl }) };
}

export function isSame(one: Settings, other: Settings): boolean {
  return changedIn(one, other).length === 0;
}

/** The members that say another thing in the other. */
export function changedIn(one: Settings, other: Settings): readonly SettingsMember[] {
  const [texts, others] = [inOrder(one), inOrder(other)];
  return MEMBERS.filter((member) => texts[member] !== others[member]);
}

/** `mine` made from `base`, beside what was saved meanwhile: members not changed here are theirs now. */
export function withTheirs(mine: Settings, base: Settings, saved: Settings): Settings {
  const kept = changedIn(mine, base);
  return { ...saved, ...Object.fromEntries(kept.map((member) => [member, mine[member]])) };
}

const MEMBERS: readonly SettingsMember[] = ['redirectHosts', 'callbackUrl', 'switches', 'campuses'];

function inOrder({ redirectHosts, callbackUrl, switches: { relates, clock, replay }, campuses }: Settings): Readonly<Record<SettingsMember, string>> {
  const places = campuses.map(({ hospitalId, code, name }) => [hospitalId, code, name].join(' '));
  return { redirectHosts: [...redirectHosts].sort().join(' '), callbackUrl, switches: [relates, clock, replay].join(' '), campuses: places.sort().join('\n') };
}

/** As it is registered: small letters, without the port that https has anyway; the bare AppID of a mini-program gets its mark. */
export function hostFrom(typed: string): string {
  const host = typed.trim().toLowerCase();
  if (/^wx[\da-f]{16}$/.test(host)) return `mini-program:${host}`;
  return host.includes('/') ? host : host.replace(/:443$/, '');
}

function hasWrongPort(host: string): boolean {
  const port = /:([^:]*)$/.exec(host)?.[1];
  return port !== undefined && !(/^\d{1,5}$/.test(port) && Number(port) > 0 && Number(port) <= PORT_MAX);
}

/** The first that is wrong is said. */
const HOST_RULES: readonly (readonly [HostProblem, (host: string) => boolean])[] = [
  ['empty', (host) => host === ''],
  ['letters', (host) => /[^!-~]/.test(host)],
  ['scheme', (host) => host.includes('://')],
  ['path', (host) => /[/?#]/.test(host)],
  ['wildcard', (host) => host.includes('*')],
  ['mini', (host) => host.startsWith('mini-program:') && !RedirectHost.safeParse(host).success],
  ['port', (host) => !host.startsWith('mini-program:') && hasWrongPort(host)],
  ['shape', (host) => !RedirectHost.safeParse(host).success],
];

/** `host`: as `hostFrom` gives it. */
export function hostProblem(host: string, registered: readonly string[]): HostProblem | undefined {
  if (registered.includes(host)) return 'twice';
  return HOST_RULES.find(([, isWrong]) => isWrong(host))?.[0] ?? (registered.length >= HOSTS_MAX ? 'many' : undefined);
}

const CALLBACK_RULES: readonly (readonly [CallbackProblem, (url: string) => boolean])[] = [
  ['letters', (url) => /[^!-~]/.test(url)],
  ['https', (url) => !/^https:\/\//i.test(url)],
  ['long', (url) => url.length > CALLBACK_MAX],
  ['shape', (url) => !CallbackUrl.safeParse(url).success || readReturnAddress(url) === undefined],
];

/** Empty is none, and none is well. Calls go only to hosts of the app. */
export function callbackProblem(url: string, registered: readonly string[]): CallbackProblem | undefined {
  if (url === '') return undefined;
  const wrong = CALLBACK_RULES.find(([, isWrong]) => isWrong(url))?.[0];
  if (wrong !== undefined) return wrong;
  const address = readReturnAddress(url);
  return address && isRegistered(address, registered) ? undefined : 'host';
}

export function campusProblem({ hospitalId, code, name }: Campus, others: readonly Campus[]): CampusProblem | undefined {
  if (!CampusView.shape.code.safeParse(code).success) return 'code';
  if (!CampusView.shape.name.safeParse(name).success) return 'name';
  if (others.some((other) => other.hospitalId === hospitalId && other.code === code)) return 'twice';
  return others.length >= CAMPUSES_MAX ? 'many' : undefined;
}

