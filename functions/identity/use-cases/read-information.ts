/** 查阅复制 (PIPL 45): a phone left on a table shows no whole number; for that the person proves to be there. */
import { epochMsOf } from '../../../shared/kernel/china-day';
import type { Resident } from '../../../shared/kernel/caller';
import { maskName, maskNumber, maskPhone } from '../../../shared/kernel/masking';
import { ok } from '../../../shared/kernel/result';
import type { Answer } from '../../../shared/kernel/route';
import type { PersonOnFile } from '../../../shared/identity/file.schema';
import { isFresh, type NamedPerson } from '../../../shared/identity/identity.rules';
import type { Information, readInformationRoute } from '../../../shared/identity/rights.routes';
import { assuranceOf, existing, linkGround, todayAt } from '../identity.rules';
import type { AccountFile, Accounts, Files, RecordAudit, Sessions } from '../identity.ports';

export type ReadInformation = (input: object, caller: Resident) => Answer<typeof readInformationRoute>;

export type ReadInformationDeps = {
  readonly files: Files;
  readonly accounts: Accounts;
  readonly sessions: Sessions;
  readonly recordAudit: RecordAudit;
  readonly now: () => number;
};

export function makeReadInformation(deps: ReadInformationDeps): ReadInformation {
  const { files, accounts, sessions, recordAudit, now } = deps;
  return async function readInformation(_input, { accountId, requestId }) {
    const file = existing(await files.read(accountId));
    await recordAudit({ subject: accountId, actor: accountId, action: 'identity.read-information', ground: 'self', requestId });
    const whole = isHere(file.self, now());
    const { openIds, createdAt, post } = file.account;
    const phone = await accounts.openPhone(file.account);
    return ok({
      accountId, openedAt: createdAt, whole,
      wechatApps: (['mini-program', 'service-account'] as const).filter((app) => openIds[app] !== undefined),
      ...(phone === undefined ? {} : { phone: whole ? phone : maskPhone(phone) }),
      ...(file.self ? { self: await selfView(file.self) } : {}),
      ...(post ? { post } : {}),
      consents: await actsOf(file),
      sessions: (await sessions.list(accountId)).map(({ device, startedAt, lastRenewedAt }) => ({ device, startedAt, lastRenewedAt })),
      family: await familyView(file, whole),
    });

    async function selfView(self: PersonOnFile): Promise<Information['self']> {
      const { verifiedAt } = self;
      return { ...shown(await files.open(self), whole), assurance: assuranceOf(self), ...(verifiedAt === undefined ? {} : { verifiedAt }) };
    }
  };

  /** Of the account, and what the person said yes to for another's account. */
  async function actsOf({ account, self }: AccountFile): Promise<Information['consents']> {
    const acts = await Promise.all([account.accountId, ...(self?.personId === undefined ? [] : [self.personId])].map((by) => files.consentActs(by)));
    return acts.flat().sort((a, b) => (a.at < b.at ? -1 : 1)).map(({ purpose, version, act, at }) => ({ purpose, version, act, at }));
  }

  async function familyView(file: AccountFile, whole: boolean): Promise<Information['family']> {
    return Promise.all((await file.members()).map(async (member) => {
      const { relation, addedAt, birthday } = member.member;
      const ground = linkGround(member, todayAt(now()));
      const open = whole && isGuardians(ground);
      return { ...shown({ birthday, ...(await files.open(member)) }, open), memberId: member.key, relation, ground, addedAt };
    }));
  }
}

function isHere(self: PersonOnFile | undefined, nowMs: number): boolean {
  return self?.presence !== undefined && isFresh(epochMsOf(self.presence.at), nowMs);
}

function isGuardians(ground: ReturnType<typeof linkGround>): boolean {
  return ground === 'guardian' || ground === 'guardian-of-teen';
}

type Shown = Pick<Information['family'][number], 'name' | 'idType' | 'idNumber' | 'birthday'>;

function shown({ name, document, birthday = document.birthday }: NamedPerson & { readonly birthday?: string | undefined }, whole: boolean): Shown {
  const { type, number } = document;
  if (!whole) return { name: maskName(name), idType: type, idNumber: maskNumber(number) };
  return { name, idType: type, idNumber: number, ...(birthday === undefined ? {} : { birthday }) };
}
