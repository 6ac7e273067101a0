/**
 * A card authority of the test's own: checks every envelope with its own hand-written digest texts and OpenSSL's ciphers, keeps
 * its answer to identical bytes, and answers what the test scripts.
 */
import { createCipheriv, createDecipheriv, createHash } from 'node:crypto';
import type { DigestForm } from '../../../shared/authority/authority.schema';
import { startOutside, type Answering, type Outside } from './outside';

export const SECRET = '0123456789ABCDEF';
type Members = Record<string, string | null>;

/** What the authority was asked, opened; `times`: how often these very bytes came. */
export type Question = { readonly envelope: Members; readonly content: unknown; times: number };
export type Script = (question: Question) => {
  code?: string; message?: string; content?: unknown;
  /** Members signed as they are. */
  as?: Members;
  /** Members changed after signing. */
  over?: Members;
  break?: Answering;
};

const sm3 = (text: string) => createHash('sm3').update(text).digest('hex');
const key = Buffer.from(SECRET);

export function encrypt(plain: string): string {
  const cipher = createCipheriv('sm4-ecb', key, null);
  return cipher.update(plain, 'utf8', 'hex') + cipher.final('hex');
}

function decrypt(hex: string): string {
  const decipher = createDecipheriv('sm4-ecb', key, null);
  return decipher.update(hex, 'hex', 'utf8') + decipher.final('utf8');
}

const REQUEST_ORDER = ['method', 'app_id', 'term_id', 'version', 'timestamp', 'digest_type', 'enc_type', 'biz_content'];
const ANSWER_ORDER = ['code', 'message', 'method', 'app_id', 'version', 'timestamp', 'digest_type', 'enc_type', 'biz_content'];

export function digestOf(form: DigestForm, members: Members, plain: string): string {
  const there = Object.entries(members).filter(([name, value]) => name !== 'digest' && value !== null) as [string, string][];
  if (form === '3') {
    const order = 'code' in members ? ANSWER_ORDER : REQUEST_ORDER;
    return sm3(`{${order.filter((name) => members[name] !== null).map((name) => `${JSON.stringify(name)}:${JSON.stringify(members[name])}`).join(',')}}${SECRET}`);
  }
  const text = there.sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, value]) => `${name}=${name === 'biz_content' && form === '1' ? plain : value}`).join('&');
  return sm3(form === '1' ? `${text}&app_secret=${SECRET}` : `${text}${SECRET}`);
}

export type Gateway = { readonly outside: Outside; script: Script; readonly questions: Question[]; readonly faults: string[] };

export async function startGateway(form: DigestForm): Promise<Gateway> {
  const seen = new Map<string, Question>();
  const state: Omit<Gateway, 'outside'> = { script: () => ({}), questions: [], faults: [] };
  const answering: Answering = (asked, answer) => {
    const envelope = JSON.parse(asked.body) as Members;
    const plain = decrypt(envelope['biz_content'] ?? '');
    if (envelope['digest'] !== digestOf(form, envelope, plain)) state.faults.push('digest');
    const question = seen.get(asked.body) ?? { envelope, content: JSON.parse(plain), times: 0 };
    question.times += 1;
    if (!seen.has(asked.body)) state.questions.push(question);
    seen.set(asked.body, question);
    const scripted = state.script(question);
    if (scripted.break) { scripted.break(asked, answer, question.times); return; }
    answer.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(signed(form, envelope, scripted)));
  };
  return Object.assign(state, { outside: await startOutside(answering) });
}

function signed(form: DigestForm, asked: Members, { code = '10', message = 'ok', content, as, over }: ReturnType<Script>): Members {
  const plain = content === undefined ? '' : JSON.stringify(content);
  const members: Members = {
    code, message, method: asked['method'] ?? '', app_id: asked['app_id'] ?? '', version: 'V1.1', timestamp: '1700000000001', digest_type: 'SM3',
    enc_type: content === undefined ? null : 'SM4', biz_content: content === undefined ? null : encrypt(plain), ...as,
  };
  return { ...members, digest: digestOf(form, members, plain), ...over };
}
