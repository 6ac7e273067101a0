/** What a request's JSON body may be: an object, whose members are looked at one by one. */
import type { Context } from 'hono';

export type Body = Readonly<Record<string, unknown>>;

/** The body as an object; undefined when it is anything else. */
export async function readBody(c: Context): Promise<Body | undefined> {
  return asObject(await c.req.json().catch(() => undefined));
}

export function asObject(value: unknown): Body | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Body) : undefined;
}

/** A member as text; anything else counts as missing. */
export function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
