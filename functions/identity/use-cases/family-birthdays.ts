/** A 14th or 18th birthday changes who may act: guardian and grown child are told on the day. The ground itself needs no run. */
import { addDays } from '../../../shared/kernel/china-day';
import { maskName } from '../../../shared/kernel/masking';
import { linkGround, memberPart, noticesAt, todayAt } from '../identity.rules';
import type { Files, RecordAudit } from '../identity.ports';

/** Days looked back, for a schedule that did not run. */
const LOOK_BACK_DAYS = 7;
/** Members a run tells at most; the next run goes on. */
export const BIRTHDAYS_PER_RUN = 500;

export type FamilyBirthdays = () => Promise<{ readonly told: number }>;

export type FamilyBirthdaysDeps = {
  readonly files: Files;
  readonly recordAudit: RecordAudit;
  readonly now: () => number;
  readonly newId: (prefix: string) => string;
};

export function makeFamilyBirthdays(deps: FamilyBirthdaysDeps): FamilyBirthdays {
  return async function familyBirthdays() {
    const today = todayAt(deps.now());
    let told = 0;
    for (let back = LOOK_BACK_DAYS; back >= 0 && told < BIRTHDAYS_PER_RUN; back -= 1) {
      told += await tellDay(deps, addDays(today, -back), BIRTHDAYS_PER_RUN - told);
    }
    return { told };
  };
}

async function tellDay(deps: FamilyBirthdaysDeps, day: string, limit: number): Promise<number> {
  let told = 0;
  for (const { accountId, memberId } of await deps.files.changingOn(day, limit)) {
    if (await tell(deps, { accountId, memberId, day })) told += 1;
  }
  return told;
}

type Birthday = { readonly accountId: string; readonly memberId: string; readonly day: string };

/** False when it was told before, or the family changed: the index is late. */
async function tell({ files, recordAudit, now, newId }: FamilyBirthdaysDeps, { accountId, memberId, day }: Birthday): Promise<boolean> {
  const today = todayAt(now());
  await recordAudit({ subject: accountId, actor: 'system', action: 'identity.family-birthday', ground: 'schedule', requestId: newId('request') });
  const member = await (await files.read(accountId))?.member(memberId);
  if (member?.member.changesOn !== day) return false;
  const facts = { maskedName: maskName((await files.open(member)).name), ground: linkGround(member, today) };
  const own = member.personId === undefined ? [] : await files.accountsOf(member.personId);
  const notice = noticesAt(now(), newId);
  const notices = [...new Set([accountId, ...own])].map((to) => notice(to, 'family-age-changed', facts));
  return files.save({ persons: [{ ...member, member: memberPart(member.member, today) }], notices });
}
