/** Somebody who speaks the gateway: envelope, digest and cipher made here from the protocol, with Node's own crypto. */
import { createCipheriv, createDecipheriv, createHash } from 'node:crypto';
import type { Hono } from 'hono';

export type Speaker = { readonly appId: string; readonly appSecret: string; readonly termId: string; readonly digestForm: '1' | '2' | '3' };
type Members = Record<string, string | null>;
export type Answer = { readonly raw: string; readonly code: string; readonly message: string; readonly biz: Record<string, string>; readonly signed: boolean; readonly members: Members };

export const PATH = '/erhc/ehealthcard/business.do';

export const sm3 = (text: string) => createHash('sm3').update(text).digest('hex');

export function encrypt(secret: string, plain: string): string {
  const cipher = createCipheriv('sm4-ecb', secret, null);
  return cipher.update(plain, 'utf8', 'hex') + cipher.final('hex');
}

export function decrypt(secret: string, hex: string): string {
  const decipher = createDecipheriv('sm4-ecb', secret, null);
  return decipher.update(hex, 'hex', 'utf8') + decipher.final('utf8');
}

const FORM_3_ORDER = ['code', 'message', 'method', 'app_id', 'term_id', 'version', 'timestamp', 'digest_type', 'enc_type', 'biz_content'];

export function digestOf({ appSecret, digestForm }: Speaker, members: Members, plain: string): string {
  const there = Object.entries(members).filter(([name, value]) => value !== null && name !== 'digest') as [string, string][];
  if (digestForm === '3') {
    const ordered = FORM_3_ORDER.flatMap((name) => there.filter(([one]) => one === name));
    return sm3(JSON.stringify(Object.fromEntries(ordered)) + appSecret);
  }
  const shown = there.map(([name, value]) => [name, digestForm === '1' && name === 'biz_content' ? plain : value] as const);
  const text = shown.sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, value]) => `${name}=${value}`).join('&');
  return sm3(digestForm === '1' ? `${text}&app_secret=${appSecret}` : text + appSecret);
}

/** The bytes of a request. */
export function envelope(speaker: Speaker, method: string, biz: unknown, { at, ...changed }: { readonly at: number; readonly term_id?: string }): string {
  const plain = typeof biz === 'string' ? biz : JSON.stringify(biz);
  const members: Members = {
    method, app_id: speaker.appId, term_id: speaker.termId, version: 'V1.1', timestamp: String(at), digest_type: 'SM3', enc_type: 'SM4',
    biz_content: encrypt(speaker.appSecret, plain), ...changed,
  };
  return JSON.stringify({ digest: digestOf(speaker, members, plain), ...members });
}

/** Reads an answer; `signed` when its digest is this speaker's. */
export function read(speaker: Speaker, raw: string): Answer {
  const members = JSON.parse(raw) as Members;
  const sent = members['biz_content'];
  const plain = sent ? decrypt(speaker.appSecret, sent) : '';
  const signed = members['digest'] === digestOf(speaker, members, plain);
  return { raw, members, signed, code: members['code'] ?? '', message: members['message'] ?? '', biz: plain ? (JSON.parse(plain) as Record<string, string>) : {} };
}

export async function post(app: Hono, body: string, headers: Record<string, string> = { 'content-type': 'application/json' }): Promise<string> {
  const response = await app.request(PATH, { method: 'POST', body, headers });
  if (response.status !== 200) throw new Error(`answered with ${response.status}`);
  return response.text();
}
