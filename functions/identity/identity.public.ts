/** The window of 身份: whose data an account may act on, and on which ground, for the slices that serve that person. */
import * as z from 'zod/mini';
import type { CallerPost } from '../../shared/kernel/caller';
import type { LegalDocument } from '../../shared/kernel/documents';
import type { Result } from '../../shared/kernel/result';
import type { Foundations } from '../platform/foundations';
import type { IamStatement } from '../platform/iam-statement';
import { makeAccounts } from './accounts.repository';
import { makeFiles } from './files.repository';
import type { HandOver } from './identity.ports';
import { assuranceOf } from './identity.rules';
import { makeLinks } from './links.repository';
import { makeAppointStaff } from './use-cases/appoint-staff';
import { makeHasWithdrawn } from './use-cases/has-withdrawn';
import { makeHandOver } from './use-cases/hand-over';
import { makeHoldPerson } from './use-cases/hold-person';
import { makeListGrounds } from './use-cases/list-grounds';

/** A person an account may act for, opened. `assurance` is that person's own, except that a guardian's stands for a child under 14. */
export type Holder = {
  readonly personId: string;
  readonly name: string;
  readonly document: LegalDocument;
  /** The account's phone: a member has none of their own here. */
  readonly phone?: string;
  readonly assurance: 'L1' | 'L2';
  /** When the level was reached last (instant): the freshness of presence is judged by it. */
  readonly assuredAt: string;
  /** The member's presence was proved to consent to this acting: nothing else is decided on it, however fresh. */
  readonly provedToConsent?: true;
  readonly memberId?: string;
  readonly ground: 'self' | 'guardian' | 'guardian-of-teen' | 'delegate';
  /** Of a child: who answers for it. Of a newborn without document: the mother. */
  readonly guardian?: { readonly name: string; readonly document: LegalDocument };
};

/** What operations order: a post for the WeChat user of this union id, or, with `null`, the end of theirs. */
export const Appoint = z.object({
  unionId: z.string().check(z.minLength(1)),
  post: z.nullable(z.object({
    role: z.enum(['counter', 'village-doctor', 'registrar', 'institution-developer']), institutionId: z.string().check(z.minLength(1)), institutionName: z.string().check(z.minLength(1)), cityCode: z.string().check(z.regex(/^41\d{4}$/)),
  })),
});

export type GroundInForce = { readonly ground: Holder['ground']; readonly personId: string };

export type IdentityWindow = {
  /** Opens sealed data: the caller writes its audit entry first. Without `memberId` the account's own holder. */
  holderOf(accountId: string, memberId?: string): Promise<Result<Holder, 'identity/real-name-needed' | 'identity/member-unknown' | 'family/not-consented'>>;
  /**
   * By member id, or `self`: only grounds in force today; no name or number is opened, and a child's age under an entry of its own. A withdrawn
   * consent, the account's or that of the adult acted for, puts a ground to rest; `regardless` of it a loss is reported and a card taken out.
   */
  groundsOf(accountId: string, how?: { readonly regardless: boolean }): Promise<ReadonlyMap<string, GroundInForce>>;
  /** Accounts this person is verified in; an index, may lag. */
  accountsOf(personId: string): Promise<readonly string[]>;
  /** Who the account is in our mini-program (WeChat's openid); nothing sealed is opened. */
  openIdOf(accountId: string): Promise<string | undefined>;
  /** Gives a WeChat user a post (or another post) at an institution, or ends it; ops and seeding only. */
  appoint(unionId: string, post: CallerPost | null): Promise<void>;
};

/** What a function that looks through the window must be allowed; `appoint` is for functions of this slice and for seeding. */
export const identityStatements: readonly IamStatement[] = [
  { actions: ['dynamodb:Query', 'dynamodb:GetItem'], table: 'identity', leadingKeys: ['account#*', 'data-key#*'] },
  // Which accounts an adult who is acted for has: her own withdrawal counts.
  { actions: ['dynamodb:Query'], table: 'identity', index: true, leadingKeys: ['holder#*'] },
];

export function openIdentity(f: Foundations): IdentityWindow {
  const { store, now, newId, fingerprints, sessions } = f;
  const table = f.table('identity');
  const safe = f.safeOf('identity');
  const accounts = makeAccounts({ store, table, safe, now });
  const files = makeFiles({ store, table, safe, fingerprints, now });
  const hasWithdrawn = makeHasWithdrawn({ files });
  const recordAudit: Foundations['audit']['record'] = (entry) => f.audit.record(entry);
  return {
    holderOf: makeHoldPerson({ files, accounts, hasWithdrawn, now }),
    groundsOf: makeListGrounds({ files, hasWithdrawn, recordAudit, now, newId }),
    accountsOf: (personId) => files.accountsOf(personId),
    openIdOf: async (accountId) => (await accounts.read(accountId))?.openIds['mini-program'],
    appoint: makeAppointStaff({ accounts, sessions, recordAudit, now, newId }),
  };
}

export type LinkWindow = {
  /** An institution is told who comes, once the resident agreed: what it knows them by, and how far they are proved. Opens nothing. */
  handOver: HandOver;
  assuranceOf(accountId: string): Promise<'none' | 'L1' | 'L2'>;
};

/** Beside those of the window above. */
export const linkStatements: readonly IamStatement[] = [{ actions: ['dynamodb:PutItem'], table: 'identity', leadingKeys: ['account#*'] }];

export function openLinks(f: Foundations): LinkWindow {
  const shared = { ...f, table: f.table('identity'), safe: f.safeOf('identity') };
  const files = makeFiles(shared);
  return {
    handOver: makeHandOver({ links: makeLinks(shared), recordAudit: (entry) => f.audit.record(entry), now: f.now, newId: f.newId }),
    async assuranceOf(accountId) {
      const self = (await files.read(accountId))?.self;
      return self ? assuranceOf(self) : 'none';
    },
  };
}
