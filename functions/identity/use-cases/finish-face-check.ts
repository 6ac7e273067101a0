/** 人脸核身 ends: what the phone says about the check is not asked; only WeChat's own answer to us counts. */
import { instantOf } from '../../../shared/kernel/china-day';
import type { Resident } from '../../../shared/kernel/caller';
import { ok, refuse, type Result } from '../../../shared/kernel/result';
import type { Answer, InputOf, RefusalCode } from '../../../shared/kernel/route';
import type { PersonOnFile } from '../../../shared/identity/file.schema';
import { consentsInForce } from '../../../shared/identity/identity.rules';
import type { finishFaceCheckRoute } from '../../../shared/identity/identity.routes';
import { existing, personOf, todayAt } from '../identity.rules';
import type { Faces, Files, PendingProof, Proofs, ProvePresence, RecordAudit, ShowAccount } from '../identity.ports';

export type FinishFaceCheck = (input: InputOf<typeof finishFaceCheckRoute>, caller: Resident) => Answer<typeof finishFaceCheckRoute>;

export type FinishFaceCheckDeps = {
  readonly files: Files;
  readonly faces: Faces;
  readonly proofs: Proofs;
  readonly provePresence: ProvePresence;
  readonly showAccount: ShowAccount;
  readonly recordAudit: RecordAudit;
  readonly now: () => number;
};

const NOT_PASSED = { 'not-passed': 'identity/face-not-passed', 'not-finished': 'identity/face-not-finished' } as const;
type Refusal = RefusalCode<typeof finishFaceCheckRoute>;
const NOT_PROVED = { gone: 'identity/face-check-unknown', 'not-confirmed': 'identity/face-not-passed', unavailable: 'identity/face-unavailable' } as const;

export function makeFinishFaceCheck(deps: FinishFaceCheckDeps): FinishFaceCheck {
  return async function finishFaceCheck({ checkId }, caller) {
    const proof = await deps.proofs.find('face', checkId);
    if (proof?.accountId !== caller.accountId) return refuse('identity/face-check-unknown');
    const finished = await finish(deps, proof, caller.requestId);
    return finished.ok ? ok(await deps.showAccount(caller)) : finished;
  };
}

async function finish(deps: FinishFaceCheckDeps, proof: PendingProof, requestId: string): Promise<Result<true, Refusal>> {
  const { accountId, id } = proof;
  await deps.recordAudit({ subject: accountId, actor: accountId, action: 'identity.finish-face-check', ground: 'self', requestId });
  const begun = await begunBy(deps, proof);
  if (!begun.ok) return begun;
  const { person, openId, verifyId } = begun.value;
  const opened = await deps.files.open(person);
  const result = await deps.faces.result(verifyId, { ...opened, openId, checkId: id });
  if (!result.ok) return result;
  if (result.value !== 'passed') return refuse(NOT_PASSED[result.value]);
  const proved = await deps.provePresence(proof, { way: 'face', at: instantOf(deps.now()), person: opened, agreed: proof.agreed ?? {} });
  return proved.ok ? proved : refuse(NOT_PROVED[proved.refusal.code]);
}

type Begun = { readonly person: PersonOnFile; readonly openId: string; readonly verifyId: string };

/** The check as it may still be finished: the person is on file, and the consent to it was not withdrawn meanwhile. */
async function begunBy({ files, now }: FinishFaceCheckDeps, proof: PendingProof): Promise<Result<Begun, Refusal>> {
  const { accountId, key, documentMark, verifyId, agreed } = proof;
  const file = existing(await files.read(accountId));
  if (agreed?.face === undefined && !consentsInForce(file.account.consents).includes('face')) return refuse('consent/needed');
  const person = await personOf(file, key, todayAt(now()));
  const openId = file.account.openIds['mini-program'];
  if (person?.documentMark !== documentMark || openId === undefined || verifyId === undefined) return refuse('identity/face-check-unknown');
  return ok({ person, openId, verifyId });
}
