/** An invitation to let somebody act: the link alone opens nothing; only the person who is meant can accept it. */
import { instantOf } from '../../../shared/kernel/china-day';
import type { Resident } from '../../../shared/kernel/caller';
import { maskName } from '../../../shared/kernel/masking';
import { ok, refuse } from '../../../shared/kernel/result';
import type { Answer, InputOf } from '../../../shared/kernel/route';
import { awaitsConsent } from '../../../shared/identity/family.rules';
import type { openInvitationRoute } from '../../../shared/identity/family.routes';
import { INVITATION_SECONDS } from '../../../shared/identity/identity.rules';
import { existing, noticesAt } from '../identity.rules';
import type { AccountFile, Files, Member, Proofs, RecordAudit } from '../identity.ports';

export type OpenInvitation = (input: InputOf<typeof openInvitationRoute>, caller: Resident) => Answer<typeof openInvitationRoute>;

export type OpenInvitationDeps = {
  readonly files: Files;
  readonly proofs: Proofs;
  readonly recordAudit: RecordAudit;
  readonly newSecret: () => string;
  readonly hash: (secret: string) => string;
  readonly now: () => number;
  readonly newId: (prefix: string) => string;
};

export function makeOpenInvitation(deps: OpenInvitationDeps): OpenInvitation {
  return async function openInvitation({ memberId }, { accountId, requestId }) {
    await deps.recordAudit({ subject: accountId, actor: accountId, action: 'identity.invite', ground: 'self', requestId });
    const file = existing(await deps.files.read(accountId));
    const member = await file.member(memberId);
    if (!member) return refuse('identity/member-unknown');
    if (!awaitsConsent(member.member.link)) return refuse('family/not-waiting');
    const token = deps.newSecret();
    const endsAt = deps.now() + INVITATION_SECONDS * 1000;
    await deps.proofs.keep({ kind: 'invitation', id: deps.hash(token), accountId, key: memberId, documentMark: member.documentMark, endsAt, wrong: 0, version: 0 });
    await tell(deps, file, { member, token });
    return ok({ token, expiresAt: instantOf(endsAt) });
  };
}

/** When the adult has an account of their own, the invitation also waits in its inbox. */
async function tell({ files, now, newId }: OpenInvitationDeps, { self }: AccountFile, sent: { member: Member; token: string }): Promise<void> {
  const { member: { personId }, token } = sent;
  const accounts = personId === undefined ? [] : await files.accountsOf(personId);
  if (accounts.length === 0) return;
  const facts = { maskedName: maskName((await files.open(existing(self))).name), invitation: token };
  const notice = noticesAt(now(), newId);
  await files.save({ notices: accounts.map((account) => notice(account, 'family-invited', facts)) });
}
