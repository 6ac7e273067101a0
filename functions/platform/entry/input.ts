/** One object from path, query and body, parsed by the route's schema. */
import type { Context } from 'hono';
import * as z from 'zod/mini';
import type { EntryRefusal } from '../../../shared/kernel/problem';
import { ok, refuse, type Result } from '../../../shared/kernel/result';
import type { Route } from '../../../shared/kernel/route';

/** What a request may weigh when its route says nothing. */
export const BODY_BYTES_DEFAULT = 64 * 1024;

export async function readInput(c: Context, route: Route): Promise<Result<unknown, EntryRefusal>> {
  const body = await readBody(c, route);
  if (!body.ok) return body;
  const parsed = z.safeParse(route.input, { ...(takesBody(route) ? body.value : c.req.query()), ...c.req.param() });
  if (parsed.success) return ok(parsed.data);
  const field = parsed.error.issues[0]?.path.join('.');
  return refuse('request/not-valid', field ? { field } : undefined);
}

function takesBody({ method }: Route): boolean {
  return method === 'POST' || method === 'PUT';
}

async function readBody(c: Context, route: Route): Promise<Result<Record<string, unknown>, EntryRefusal>> {
  if (!takesBody(route)) return ok({});
  const limit = route.maxBodyBytes ?? BODY_BYTES_DEFAULT;
  if (Number(c.req.header('content-length') ?? 0) > limit) return refuse('request/too-large');
  const text = await c.req.text();
  if (Buffer.byteLength(text) > limit) return refuse('request/too-large');
  return parseObject(text);
}

function parseObject(text: string): Result<Record<string, unknown>, EntryRefusal> {
  try {
    const value: unknown = text === '' ? {} : JSON.parse(text);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return refuse('request/not-valid');
    return ok(value as Record<string, unknown>);
  } catch {
    return refuse('request/not-valid');
  }
}
