/** The envelope: a request opened under its client's secret, and an answer closed under it. */
import { GatewayRequest, type GatewayResponse } from '../../shared/authority/authority.schema';
import type { Dialect } from '../../shared/authority/dialect';
import { digestText, type Envelope } from '../../shared/authority/envelope';
import { refusalMessage, type AuthorityRefusal } from '../../shared/authority/refusals';
import { ok, refuse, type Result } from '../../shared/kernel/result';
import type { Client } from './authority.ports';

export type EnvelopeCiphers = { digest(text: string): string; encrypt(plain: string): string; decrypt(cipherText: string): string | undefined };

export type EnvelopeDeps = {
  readonly dialect: Dialect;
  readonly ciphersOf: (secret: string) => EnvelopeCiphers;
  /** Compares without telling by its time where two texts differ. */
  readonly sameText: (a: string, b: string) => boolean;
  readonly now: () => number;
};

/** The members of a request; undefined when it is no envelope of this gateway. */
export function readEnvelope(dialect: Dialect, body: string): GatewayRequest | undefined {
  const parsed = GatewayRequest.safeParse(parseJson(body));
  const fits = parsed.data?.digest_type === dialect.digestType && parsed.data.enc_type === dialect.encType;
  return parsed.success && fits ? parsed.data : undefined;
}

export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Whole blocks of sixteen bytes: says nothing about the key, so it may be told before the digest is checked. */
const CIPHER_TEXT = { hex: /^([\da-f]{32})+$/i, base64: /^[\d+/A-Za-z]+={0,2}$/ } as const;

/** What an envelope says once its digest fits; `plain` is absent when the content does not decrypt all the same. */
export type Opened = { readonly plain?: string };

/**
 * Form 1 digests the plain text, so it is decrypted first; what does not decrypt then counts as a digest that does not fit:
 * told apart, the two would help to guess at a plain text (padding oracle).
 */
export function openEnvelope(deps: EnvelopeDeps, envelope: GatewayRequest, client: Client): Result<Opened, 'digest' | 'cipher'> {
  const ciphers = deps.ciphersOf(client.appSecret);
  const overPlain = client.digestForm === '1';
  const looksRight = CIPHER_TEXT[deps.dialect.cipherText].test(envelope.biz_content);
  if (overPlain && !looksRight) return refuse('cipher');
  const plain = looksRight ? ciphers.decrypt(envelope.biz_content) : undefined;
  if (overPlain && plain === undefined) return refuse('digest');
  if (!deps.sameText(envelope.digest.toLowerCase(), digestOver(ciphers, envelope, { client, plain }))) return refuse('digest');
  return ok(plain === undefined ? {} : { plain });
}

type Digested = { readonly client: Client; readonly plain: string | undefined };

function digestOver(ciphers: EnvelopeCiphers, envelope: Envelope, { client, plain = '' }: Digested): string {
  return ciphers.digest(digestText(client.digestForm, envelope, { plain, secret: client.appSecret }));
}

export type Asked = { readonly envelope?: GatewayRequest; readonly client?: Client };
type Outcome = Result<Record<string, string> | undefined, AuthorityRefusal>;

const SUCCESS = '成功';

/**
 * The answer as sent. It is digested and encrypted as its client does; a refusal before the client is known cannot be: its
 * digest is empty.
 */
export function closeEnvelope(deps: EnvelopeDeps, { envelope, client }: Asked, outcome: Outcome): string {
  const { dialect, now } = deps;
  const said = { ...wordsOf(dialect, outcome), ...echo(dialect, envelope), timestamp: String(now()), digest_type: dialect.digestType };
  if (!client) return JSON.stringify({ ...said, enc_type: null, biz_content: null, digest: '' } satisfies GatewayResponse);
  const ciphers = deps.ciphersOf(client.appSecret);
  const plain = outcome.ok && outcome.value ? JSON.stringify(outcome.value) : '';
  const content = plain ? { enc_type: dialect.encType, biz_content: ciphers.encrypt(plain) } : { enc_type: null, biz_content: null };
  const digest = digestOver(ciphers, { ...said, ...content }, { client, plain });
  return JSON.stringify({ ...said, ...content, digest } satisfies GatewayResponse);
}

function wordsOf({ successCode, failureCode }: Dialect, outcome: Outcome) {
  if (outcome.ok) return { code: successCode, message: SUCCESS };
  const { code, facts } = outcome.refusal;
  return { code: failureCode, message: refusalMessage(code, facts?.field) };
}

function echo({ version }: Dialect, envelope: GatewayRequest | undefined) {
  return { method: envelope?.method ?? '', app_id: envelope?.app_id ?? '', version: envelope?.version ?? version };
}
