/** An adult's word, and that of a teenager from 14, ends it at once that somebody acts for them; a teenager's stays noted, so that a new link asks first. */
import { instantOf } from '../../../shared/kernel/china-day';
import type { Resident } from '../../../shared/kernel/caller';
import { maskName } from '../../../shared/kernel/masking';
import { ok, refuse, type Result } from '../../../shared/kernel/result';
import type { Answer, InputOf } from '../../../shared/kernel/route';
import { ended, memberMayEnd } from '../../../shared/identity/family.rules';
import type { endActingForMeRoute } from '../../../shared/identity/family.routes';
import { actsOfEnding, existing, linkGround, linksByOthers, memberPart, noticesAt, todayAt, untilSaved } from '../identity.rules';
import type { FileChange, Files, Member, MemberPlace, Persons, RecordAudit } from '../identity.ports';

export type EndActingForMe = (input: InputOf<typeof endActingForMeRoute>, caller: Resident) => Answer<typeof endActingForMeRoute>;

export type EndActingForMeDeps = {
  readonly files: Files;
  readonly persons: Persons;
  readonly recordAudit: RecordAudit;
  readonly now: () => number;
  readonly newId: (prefix: string) => string;
};

export function makeEndActingForMe(deps: EndActingForMeDeps): EndActingForMe {
  const { files, recordAudit, now, newId } = deps;
  return ({ memberId }, { accountId, requestId }) => untilSaved<Result<{ readonly done: true }, 'identity/member-unknown'>>(async () => {
    const { self } = existing(await files.read(accountId));
    const place = (await linksByOthers(deps, self)).find((one) => one.memberId === memberId);
    if (!self || !place) return refuse('identity/member-unknown');
    await recordAudit({ subject: place.accountId, actor: accountId, action: 'identity.end-acting-for-me', ground: 'self', requestId });
    const member = await linkToEnd(deps, place);
    if (!member) return refuse('identity/member-unknown');
    const at = instantOf(now());
    const after = { ...member, member: memberPart({ ...member.member, link: ended(member.member.link, at) }, todayAt(now())) };
    const notices = [noticesAt(now(), newId)(member.accountId, 'family-ended', { maskedName: maskName((await files.open(self)).name) })];
    const consentActs = member.member.link.consentedAt === undefined ? [] : await actsOfEnding(deps, self, { ...member, at });
    return (await files.save({ persons: [after], ...noted(member), consentActs, notices })) ? ok({ done: true }) : undefined;
  });
}

/** The index says where; what holds is read from the file itself. */
async function linkToEnd({ files, now }: EndActingForMeDeps, { accountId, memberId }: MemberPlace): Promise<Member | undefined> {
  const member = await (await files.read(accountId))?.member(memberId);
  return member && memberMayEnd(linkGround(member, todayAt(now()))) ? member : undefined;
}

function noted({ accountId, personId, member }: Member): Pick<FileChange, 'declined'> {
  return member.link.kind === 'child' && personId !== undefined ? { declined: { accountId, personId } } : {};
}
