/** 服务目录: services of institutions that residents are led to, each reviewed before it is shown. */
import * as z from 'zod/mini';
import { RETURN_ADDRESS_MAX } from './redirect';

export const SERVICE_NAME_MAX = 20;
export const SERVICE_SUMMARY_MAX = 60;
/** Of one institution. */
export const SERVICES_MAX = 30;
/** Of one city, of all its institutions: a page shows them all at once. */
export const CITY_SERVICES_MAX = 300;
/** A service of the whole province: it is shown in every city. */
export const PROVINCE = '410000';

const written = (max: number) => z.string().check(z.minLength(1), z.maxLength(max));
export const ServiceId = z.string().check(z.regex(/^[\w-]{1,64}$/));
export const CityCode = z.string().check(z.regex(/^41\d{4}$/));
export const ServiceKind = z.enum(['outpatient', 'examination', 'online-hospital', 'inpatient', 'public-health', 'other']);

/** `entry`: a page, or a mini-program, of a host the app registered. */
export const ServiceForm = z.object({
  name: written(SERVICE_NAME_MAX), summary: written(SERVICE_SUMMARY_MAX), kind: ServiceKind, entry: written(RETURN_ADDRESS_MAX),
  /** Residents are handed over signed in. */
  signsOn: z.boolean(),
  /** The institution's own signed-in users are taken over from it. */
  takesOver: z.boolean(),
});
export type ServiceForm = z.infer<typeof ServiceForm>;

/** As residents see it. */
export const ListedService = z.object({
  serviceId: z.string(), cityCode: z.string(), institutionName: z.string(),
  name: z.string(), summary: z.string(), kind: ServiceKind, signsOn: z.boolean(), opensMiniProgram: z.boolean(),
});
export type ListedService = z.infer<typeof ListedService>;

/** As its institution sees it: what residents see now, and what operations have to look at, or did not take. */
export const ServiceView = z.object({
  serviceId: z.string(), appId: z.string(),
  listed: z.optional(ServiceForm), listedAt: z.optional(z.string()),
  asked: z.optional(ServiceForm), askedAt: z.optional(z.string()),
  declined: z.optional(z.object({ reason: z.string(), at: z.string() })),
});
export type ServiceView = z.infer<typeof ServiceView>;
