/** The window of 电子健康卡开放平台, for operations and seeding: an institution's app, as the gateway shall know it. */
import * as z from 'zod/mini';
import { LegalDocument } from '../../shared/kernel/documents';
import { SignOnPage, type SentUser, type SignOnTickets } from '../../shared/kernel/sign-on';
import { Switches } from '../../shared/open-platform/console.schema';
import { CityCode, ServiceId } from '../../shared/open-platform/services.schema';
import type { Foundations } from '../platform/foundations';
import type { IamStatement } from '../platform/iam-statement';
import { makeApps } from './apps.repository';
import { makeAppRequests, makeConsoleSessions, makeSecondFactors } from './console.repository';
import { makeOneTimeCodes } from './codes.repository';
import type { AppRequest, CodeSubject, PartnerApp, Service } from './open-platform.ports';
import { makeServices } from './services.repository';
import { makeReviewService, type Review } from './use-cases/offer-service';
import { makeRegisterApp, type RegisterApp as RegistersApp } from './use-cases/register-app';
import { makeDecideApp, type Decision } from './use-cases/request-app';

const text = z.string().check(z.minLength(1));

/** What operations order. Secrets of 16 to 64 characters; two while one takes the other's place. What is left out of an app that is there stays as it is. */
export const RegisterApp = z.object({
  appId: text, name: text, cityCode: z.string().check(z.regex(/^41\d{4}$/)),
  hospitals: z.array(z.object({ hospitalId: z.string().check(z.regex(/^[\w-]{1,32}$/)), name: text })).check(z.minLength(1)),
  secrets: z.exactOptional(z.array(z.string().check(z.minLength(16), z.maxLength(64))).check(z.minLength(1), z.maxLength(2))),
  redirectHosts: z.exactOptional(z.array(text)),
  switches: z.exactOptional(Switches),
  permanentWechatCode: z.exactOptional(text),
  institutionId: z.exactOptional(text),
  migrates: z.exactOptional(z.boolean()),
  closed: z.exactOptional(z.boolean()),
});
/** Nothing of an app is answered any more, or again; nothing else of it changes, and nobody needs its secrets. */
export const CloseApp = z.object({ appId: text, closed: z.boolean() });

/** What operations answer to a request of the console: with an app id and the hospitals it is approved. */
export const DecideApp = z.object({
  institutionId: text, requestId: text, appId: z.optional(z.string().check(z.regex(/^[\w-]{1,64}$/))), hospitals: z.optional(RegisterApp.shape.hospitals), reason: z.optional(text),
});
/** Opens, for the time of a migration, what gives cards for documents alone (`updateHealthCardId`), and closes it again. */
export const OpenMigration = z.object({ appId: text, migrates: z.boolean() });
/** A developer lost the phone with the second factor: the console shows the account id at its door. */
export const ForgetSecondFactor = z.object({ accountId: text });

/** What operations answer to an offered service: the version that waited when they looked at it, and a reason when it is not taken, or taken off. */
export const ReviewService = z.object({ cityCode: CityCode, serviceId: ServiceId, version: z.optional(z.int()), reason: z.optional(text) });

export type OpenPlatformWindow = {
  /** What operations have to look at. */
  waiting(): Promise<{ readonly requests: readonly AppRequest[]; readonly services: readonly Service[] }>;
  reviewService(review: Review): Promise<void>;
  decideApp(decision: Decision): Promise<void>;
  /** Throws when there is no such app. */
  openMigration(order: z.infer<typeof OpenMigration>): Promise<void>;
  forgetSecondFactor(order: { readonly accountId: string }): Promise<void>;
  /** Registers an app, or sets it up again; felt everywhere within half a minute. Throws when it belongs to another institution. */
  registerApp: RegistersApp;
  /** Throws when there is no such app. */
  closeApp(order: z.infer<typeof CloseApp>): Promise<void>;
};

export function openOpenPlatform(f: Foundations): OpenPlatformWindow {
  const shared = { ...f, table: f.table('open-platform') };
  const apps = makeApps(shared);
  const recordAudit: Foundations['audit']['record'] = (entry) => f.audit.record(entry);
  return {
    registerApp: makeRegisterApp({ ...shared, apps, recordAudit }),
    closeApp: ({ appId, closed }) => changeApp(appId, closed ? 'close-app' : 'reopen-app', { closed }),
    async waiting() {
      const [requests, services] = await Promise.all([makeAppRequests(shared).waiting(), makeServices(shared).waiting()]);
      return { requests, services };
    },
    reviewService: makeReviewService({ ...shared, recordAudit, services: makeServices(shared) }),
    decideApp: makeDecideApp({ ...shared, apps, recordAudit, requests: makeAppRequests(shared) }),
    openMigration: ({ appId, migrates }) => changeApp(appId, migrates ? 'open-migration' : 'end-migration', { migrates }),
    async forgetSecondFactor({ accountId }) {
      await recordAudit({ subject: accountId, actor: 'system', action: 'console.forget-second-factor', ground: 'operations', requestId: f.newId('request') });
      await makeSecondFactors(shared).forget(accountId);
      // Whoever has the phone may be in the console at this moment.
      await makeConsoleSessions(shared).closeAll(accountId);
    },
  };

  async function changeApp(appId: string, action: string, changes: Partial<PartnerApp>): Promise<void> {
    await recordAudit({ subject: `app#${appId}`, actor: 'system', action: `open-platform.${action}`, ground: 'operations', requestId: f.newId('request') });
    if (!(await apps.change(appId, (app) => ({ ...app, ...changes })))) throw new Error('no such app');
  }
}

/** What a function that takes residents over from institutions must be allowed. */
export const signOnStatements: readonly IamStatement[] = [{ actions: ['dynamodb:GetItem', 'dynamodb:DeleteItem'], table: 'open-platform', leadingKeys: ['code#sign-on-ticket#*'] }];

export function openSignOnTickets(f: Foundations): SignOnTickets {
  const codes = makeOneTimeCodes({ ...f, table: f.table('open-platform'), newCode: () => '' });
  return {
    peek: async (ticket) => sentUser(await codes.peek('sign-on-ticket', ticket)),
    take: async (ticket) => sentUser(await codes.take('sign-on-ticket', ticket)),
  };
}

const Sent = z.object({ institutionId: text, institutionName: text, userId: text, page: SignOnPage, name: text, document: text });

function sentUser(subject: CodeSubject | undefined): SentUser | undefined {
  if (!subject) return undefined;
  const { name, document, ...sent } = z.parse(Sent, subject.more);
  return { ...sent, person: { name, document: z.parse(LegalDocument, JSON.parse(document)) } };
}
