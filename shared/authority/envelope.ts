/**
 * The texts over which an envelope's digest is computed: three forms are in the wild. Only texts: whoever sends or checks
 * puts SM3 (or SHA-256) over them. Members that are null or absent do not stand in the text.
 */
import type { DigestForm } from './authority.schema';

/** Members of requests and answers alike, in the order form 3 writes them. */
const WRITTEN_ORDER = ['code', 'message', 'method', 'app_id', 'term_id', 'version', 'timestamp', 'digest_type', 'enc_type', 'biz_content'] as const;
const SORTED_ORDER = [...WRITTEN_ORDER].sort();

type EnvelopeMember = (typeof WRITTEN_ORDER)[number];

/** An envelope as sent: `biz_content` is the cipher text. Its own `digest` is not part of the text. */
export type Envelope = { readonly [member in EnvelopeMember]?: string | null | undefined };

/** `plain`: `biz_content` before encryption, byte for byte as it was (or will be) encrypted; empty when the answer has none. */
export type DigestSecrets = { readonly plain: string; readonly secret: string };

/** The text whose digest travels with the envelope. */
export function digestText(form: DigestForm, envelope: Envelope, { plain, secret }: DigestSecrets): string {
  switch (form) {
    case '1': return `${sortedText(hasBiz(envelope) ? { ...envelope, biz_content: plain } : envelope)}&app_secret=${secret}`;
    case '2': return `${sortedText(envelope)}${secret}`;
    case '3': return `${writtenText(envelope)}${secret}`;
  }
}

function hasBiz(envelope: Envelope): boolean {
  return envelope.biz_content !== null && envelope.biz_content !== undefined;
}

function sortedText(envelope: Envelope): string {
  return present(envelope, SORTED_ORDER).map(([name, value]) => `${name}=${value}`).join('&');
}

function writtenText(envelope: Envelope): string {
  return JSON.stringify(Object.fromEntries(present(envelope, WRITTEN_ORDER)));
}

function present(envelope: Envelope, order: readonly EnvelopeMember[]): [EnvelopeMember, string][] {
  return order.flatMap((name) => {
    const value = envelope[name];
    return value === null || value === undefined ? [] : [[name, value] as [EnvelopeMember, string]];
  });
}
