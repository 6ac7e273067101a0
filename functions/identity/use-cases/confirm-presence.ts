/** 窗口核验 (L2): the clerk has the person and the original document before them; name and number come from it, not from a screen. */
import { instantOf } from '../../../shared/kernel/china-day';
import type { Staff } from '../../../shared/kernel/caller';
import { documentKey } from '../../../shared/kernel/documents';
import { maskName } from '../../../shared/kernel/masking';
import { newbornNumberIsUsable } from '../../../shared/kernel/newborn';
import { sameName } from '../../../shared/kernel/person-name';
import { ok, refuse, type Result } from '../../../shared/kernel/result';
import type { Answer, InputOf, RefusalCode } from '../../../shared/kernel/route';
import type { PersonOnFile } from '../../../shared/identity/file.schema';
import { COUNTER_CODE_WRONG_MAX, readPerson, type NamedPerson } from '../../../shared/identity/identity.rules';
import type { confirmPresenceRoute } from '../../../shared/identity/identity.routes';
import { existing, isConsenting, personOf, todayAt } from '../identity.rules';
import type { Files, PendingProof, Proofs, ProvePresence, RecordAudit } from '../identity.ports';

export type ConfirmPresence = (input: InputOf<typeof confirmPresenceRoute>, caller: Staff) => Answer<typeof confirmPresenceRoute>;

export type ConfirmPresenceDeps = {
  readonly files: Files;
  readonly proofs: Proofs;
  readonly provePresence: ProvePresence;
  readonly recordAudit: RecordAudit;
  /** Under every key version: a code outlives a rotation. */
  readonly marksOf: (code: string) => readonly string[];
  readonly now: () => number;
};

type Refusal = RefusalCode<typeof confirmPresenceRoute>;
type Subject = { readonly proof: PendingProof; readonly person: PersonOnFile };
const NOT_PROVED = { gone: 'presence/code-not-valid', 'not-confirmed': 'presence/not-confirmed', unavailable: 'identity/check-unavailable' } as const;

export function makeConfirmPresence(deps: ConfirmPresenceDeps): ConfirmPresence {
  return async function confirmPresence(input, caller) {
    const { role } = caller.post;
    if (role === 'registrar') return refuse('presence/post-not-allowed');
    const typed = readPerson(input, todayAt(deps.now()));
    if (!typed.ok) return typed;
    const proof = await proofOf(deps, input.code);
    if (!proof) return refuse('presence/code-not-valid', { field: 'code' });
    const { accountId, requestId, post } = caller;
    await deps.recordAudit({
      subject: proof.accountId, actor: accountId, action: 'identity.confirm-presence', ground: `post:${role}`, requestId, institutionId: post.institutionId,
    });
    const subject = await subjectOf(deps, proof, caller);
    if (!subject.ok) return subject;
    const agreed = await agrees(deps, subject.value, typed.value);
    if (!agreed.ok) return agreed;
    const confirmedAt = instantOf(deps.now());
    const proved = await deps.provePresence(proof, { way: role, at: confirmedAt, person: agreed.value });
    return proved.ok ? ok({ maskedName: maskName(agreed.value.name), confirmedAt }) : refuse(NOT_PROVED[proved.refusal.code]);
  };
}

async function proofOf({ proofs, marksOf }: ConfirmPresenceDeps, code: string): Promise<PendingProof | undefined> {
  const found = await Promise.all(marksOf(code.replace(/\s/g, '')).map((mark) => proofs.find('counter', mark)));
  return found.find((one) => one !== undefined);
}

/** Nobody confirms their own account, nor themselves in another one. */
async function subjectOf({ files, now }: ConfirmPresenceDeps, proof: PendingProof, { accountId }: Staff): Promise<Result<Subject, Refusal>> {
  if (proof.accountId === accountId) return refuse('presence/own-account');
  const [file, own] = [await files.read(proof.accountId), existing(await files.read(accountId))];
  const person = file && (await personOf(file, proof.key, todayAt(now())));
  if (!file || !isConsenting(file.account) || person?.documentMark !== proof.documentMark) return refuse('presence/code-not-valid', { field: 'code' });
  return isSame(own.self, person) ? refuse('presence/own-account') : ok({ proof, person });
}

function isSame(own: PersonOnFile | undefined, person: PersonOnFile): boolean {
  if (own === undefined) return false;
  return own.documentMark === person.documentMark || (own.personId !== undefined && own.personId === person.personId);
}

/** The document as it is on file, when the typed one is the same; after too many wrong ones the code is void. */
async function agrees({ files, proofs, now }: ConfirmPresenceDeps, { proof, person }: Subject, typed: NamedPerson): Promise<Result<NamedPerson, Refusal>> {
  const kept = await files.open(person);
  const birthday = person.member?.birthday;
  if (kept.document.type === '16' && birthday !== undefined && !newbornNumberIsUsable(birthday, todayAt(now()))) {
    return refuse('identity/newborn-too-old', { field: 'idType' });
  }
  if (documentKey(typed.document) === documentKey(kept.document) && sameName(typed.name, kept.name).same) return ok(kept);
  const wrong = proof.wrong + 1;
  await proofs.replace({ ...proof, wrong, ...(wrong >= COUNTER_CODE_WRONG_MAX ? { endsAt: now() } : {}) });
  return refuse('presence/document-differs', { triesLeft: Math.max(0, COUNTER_CODE_WRONG_MAX - wrong) });
}
