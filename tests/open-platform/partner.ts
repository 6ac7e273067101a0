/** A hospital's back end with a client of its own: it signs as the contract says (2.4), not with our code. */
import { createHash, randomUUID } from 'node:crypto';

export type Partner = { readonly appId: string; readonly secret: string; readonly hospitalId: string };
export type Answer = { readonly commonOut: { readonly requestId: string; readonly resultCode: number; readonly errMsg: string }; readonly rsp: Record<string, unknown> };

export const DEMO: Partner = { appId: 'demo-app-0001', secret: 'demo-secret-0123456789abcdef0000', hospitalId: '99901' };
export const PERMANENT_CODE = '11112222333344445555666677778888';

export const AUTH = '/rest/auth/HealthCard/HealthOpenAuth/AuthObj/';
export const P = '/rest/auth/HealthCard/HealthOpenPlatform/ISVOpenObj/';
export const SERVER = '/rest/auth/TXHealthCard/EHealthCardServer/ISVOpenObj/';

type Members = Readonly<Record<string, unknown>>;

/** Flat members only; nested ones as compact JSON with sorted names, written out here by hand where a test needs them. */
export function signOf(secret: string, commonIn: Members, req: Members): string {
  const names = Object.keys({ ...commonIn, ...req }).filter((name) => name !== 'sign').sort();
  const all: Members = { ...commonIn, ...req };
  const text = names.filter((name) => all[name] !== '' && all[name] !== null && all[name] !== undefined)
    .map((name) => `${name}=${typeof all[name] === 'string' ? all[name] : sorted(all[name])}`).join('&');
  return createHash('sha256').update(text + secret).digest('base64');
}

function sorted(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(sorted).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).filter(([, member]) => member !== null).sort(([one], [other]) => (one < other ? -1 : 1));
  return `{${entries.map(([name, member]) => `${JSON.stringify(name)}:${sorted(member)}`).join(',')}}`;
}

export const newSerial = () => randomUUID().replaceAll('-', '').toUpperCase();

export type Called = { readonly commonIn?: Members; readonly partner?: Partner; readonly sign?: string; readonly headers?: Record<string, string> };

/** The body of a call, signed. */
export function bodyOf(req: Members, token: string, { commonIn = {}, partner = DEMO, sign }: Called = {}): string {
  const common = {
    appToken: token, requestId: newSerial(), hospitalId: partner.hospitalId, timestamp: String(Math.floor(Date.now() / 1000)), channelNum: 0,
    relateAppId: 'wx0000000000000001', relateOpenId: 'oTEST-0001', ...commonIn,
  };
  return JSON.stringify({ commonIn: { ...common, sign: sign ?? signOf(partner.secret, common, req) }, req });
}

export async function post(base: string, path: string, body: string, headers: Record<string, string> = { 'content-type': 'application/json' }): Promise<Answer & { readonly text: string }> {
  const response = await fetch(base + path, { method: 'POST', body, headers });
  const text = await response.text();
  if (response.status !== 200) throw new Error(`HTTP ${String(response.status)}`);
  return { ...(JSON.parse(text) as Answer), text };
}

/** A client of one base address that holds its token. */
export async function openPartner(base: string, partner: Partner = DEMO, commonIn: Members = {}) {
  const first = await post(base, `${AUTH}getAppToken`, bodyOf({ appId: partner.appId }, '', { partner, commonIn: { relateAppId: '', relateOpenId: '', ...commonIn } }));
  const token = String(first.rsp['appToken']);
  return {
    first, token,
    call: (path: string, req: Members, called: Called = {}) => post(base, path, bodyOf(req, token, { partner, ...called }), called.headers),
  };
}
