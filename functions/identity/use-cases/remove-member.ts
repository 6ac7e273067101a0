/** Out of the family: what was kept of the member goes with the link; the cards they hold stay theirs. */
import type { Resident } from '../../../shared/kernel/caller';
import { maskName } from '../../../shared/kernel/masking';
import { ok, refuse, type Result } from '../../../shared/kernel/result';
import type { Answer, InputOf } from '../../../shared/kernel/route';
import { actingOn } from '../../../shared/identity/family.rules';
import type { removeMemberRoute } from '../../../shared/identity/family.routes';
import { consentsInForce } from '../../../shared/identity/identity.rules';
import type { Notice } from '../../../shared/messages/messages.schema';
import { existing, linkGround, noticesAt, todayAt, untilSaved } from '../identity.rules';
import type { AccountFile, Files, Member, RecordAudit } from '../identity.ports';

export type RemoveMember = (input: InputOf<typeof removeMemberRoute>, caller: Resident) => Answer<typeof removeMemberRoute>;

export type RemoveMemberDeps = {
  readonly files: Files;
  readonly recordAudit: RecordAudit;
  readonly now: () => number;
  readonly newId: (prefix: string) => string;
};

export function makeRemoveMember(deps: RemoveMemberDeps): RemoveMember {
  const { files, recordAudit } = deps;
  return ({ memberId }, { accountId, requestId }) => untilSaved<Result<{ readonly done: true }, 'identity/member-unknown'>>(async () => {
    await recordAudit({ subject: accountId, actor: accountId, action: 'identity.remove-member', ground: 'self', requestId });
    const file = existing(await files.read(accountId));
    const member = await file.member(memberId);
    if (!member) return refuse('identity/member-unknown');
    return (await files.save({ removed: [member], notices: await farewell(deps, file, member) })) ? ok({ done: true }) : undefined;
  });
}

/** Told to a member who was really acted for and has an account of their own. */
async function farewell({ files, now, newId }: RemoveMemberDeps, { account, self }: AccountFile, member: Member): Promise<readonly Notice[]> {
  const acting = actingOn(linkGround(member, todayAt(now())), consentsInForce(account.consents));
  if (acting === undefined || member.personId === undefined || self === undefined) return [];
  const accounts = await files.accountsOf(member.personId);
  if (accounts.length === 0) return [];
  const facts = { maskedName: maskName((await files.open(self)).name) };
  return accounts.map((one) => noticesAt(now(), newId)(one, 'family-ended', facts));
}
