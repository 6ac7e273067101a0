/** The window of 电子健康卡开放平台, for operations and seeding: an institution's app, as the gateway shall know it. */
import * as z from 'zod/mini';
import type { Foundations } from '../platform/foundations';
import { makeApps } from './apps.repository';
import type { PartnerApp } from './open-platform.ports';

const text = z.string().check(z.minLength(1));

/** What operations order. Secrets of 16 to 64 characters; two while one takes the other's place. */
export const RegisterApp = z.object({
  appId: text, name: text, cityCode: z.string().check(z.regex(/^41\d{4}$/)),
  hospitals: z.array(z.object({ hospitalId: z.string().check(z.regex(/^[\w-]{1,32}$/)), name: text })).check(z.minLength(1)),
  secrets: z.array(z.string().check(z.minLength(16), z.maxLength(64))).check(z.minLength(1), z.maxLength(2)),
  redirectHosts: z.array(text),
  switches: z._default(z.object({ relates: z.boolean(), clock: z.boolean(), replay: z.boolean() }), { relates: true, clock: true, replay: true }),
  permanentWechatCode: z.exactOptional(text),
  closed: z._default(z.boolean(), false),
});

export type OpenPlatformWindow = {
  /** Registers an app, or replaces it; felt everywhere within half a minute. */
  registerApp(app: PartnerApp): Promise<void>;
};

export function openOpenPlatform(f: Foundations): OpenPlatformWindow {
  const apps = makeApps({ ...f, table: f.table('open-platform'), newToken: () => '' });
  return { registerApp: (app) => apps.keep(app) };
}
