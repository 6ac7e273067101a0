/** 服务目录 and 单点登录 out of it: what residents open, and what institutions offer. */
import * as z from 'zod/mini';
import { defineRoute } from '../kernel/route';
import { CityCode, ListedService, ServiceForm, ServiceId, ServiceView } from './services.schema';

const inConsole = { 'caller/not-allowed': 403, 'console/second-factor-needed': 403 } as const;
const AppId = z.string().check(z.regex(/^[\w-]{1,64}$/));

export const listServicesRoute = defineRoute({
  method: 'GET', path: '/v1/services', summary: 'Services of a city, with those of the whole province', callers: ['anyone'],
  input: z.object({ cityCode: CityCode }), output: z.object({ items: z.array(ListedService) }), refusals: {},
});

/**
 * The address to go to. A service that takes residents over signed in is told who comes by a one-time code: only once the resident agreed to that,
 * here or before. `agreement-needed`: not yet, and nothing was told.
 * Who came from one institution is not handed over to the next.
 */
export const openServiceRoute = defineRoute({
  method: 'POST', path: '/v1/services/:serviceId/opening', summary: 'Go to a service, signed in where agreed', callers: ['resident'], byInstitutionSession: true,
  input: z.object({ serviceId: ServiceId, cityCode: CityCode, agreed: z.optional(z.boolean()) }),
  output: z.discriminatedUnion('state', [z.object({ state: z.literal('ready'), address: z.string() }), z.object({ state: z.literal('agreement-needed') })]),
  refusals: { 'service/unknown': 404, 'link/too-many': 409, 'session/own-needed': 403 },
});

export const listOwnServicesRoute = defineRoute({
  method: 'GET', path: '/v1/console/services', summary: 'What the institution offers in the directory', callers: ['staff'],
  input: z.object({}), output: z.object({ items: z.array(ServiceView) }), refusals: inConsole,
});

/** Without an id a new one. What residents see stays until operations have looked at it. */
export const offerServiceRoute = defineRoute({
  method: 'POST', path: '/v1/console/apps/:appId/services', summary: 'Offer a service, or a changed one, for review', callers: ['staff'],
  input: z.object({ appId: AppId, serviceId: z.optional(ServiceId), ...ServiceForm.shape }), output: ServiceView,
  refusals: { ...inConsole, 'console/app-unknown': 404, 'service/unknown': 404, 'console/return-not-registered': 422, 'console/changed-meanwhile': 409, 'service/too-many': 409, 'service/city-full': 409 },
});

export const withdrawServiceRoute = defineRoute({
  method: 'DELETE', path: '/v1/console/apps/:appId/services/:serviceId', summary: 'Take a service out of the directory', callers: ['staff'],
  input: z.object({ appId: AppId, serviceId: ServiceId }), output: z.object({ done: z.literal(true) }),
  refusals: { ...inConsole, 'console/app-unknown': 404, 'service/unknown': 404 },
});
