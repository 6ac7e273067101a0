/** 人脸核身 begins: needs the consent of whose face it is (PIPL 29), a resident identity card, and the mini-program, since WeChat does the check there. */
import { instantOf } from '../../../shared/kernel/china-day';
import type { Resident } from '../../../shared/kernel/caller';
import { ok, refuse, type Result } from '../../../shared/kernel/result';
import type { Answer, InputOf } from '../../../shared/kernel/route';
import type { Agreeing } from '../../../shared/identity/family.rules';
import { SELF, type AccountRecord, type PersonOnFile } from '../../../shared/identity/file.schema';
import { consentsInForce, FACE_CHECKS_PER_DAY } from '../../../shared/identity/identity.rules';
import type { beginFaceCheckRoute } from '../../../shared/identity/identity.routes';
import { faceFits } from '../../../shared/identity/presence.rules';
import { agreedTo, agreeingOf, existing, personOf, todayAt } from '../identity.rules';
import type { Agreed, Faces, Files, Proofs, RecordAudit } from '../identity.ports';

export type BeginFaceCheck = (input: InputOf<typeof beginFaceCheckRoute>, caller: Resident) => Answer<typeof beginFaceCheckRoute>;

export type BeginFaceCheckDeps = {
  readonly files: Files;
  readonly faces: Faces;
  readonly proofs: Proofs;
  readonly recordAudit: RecordAudit;
  readonly now: () => number;
  readonly newId: (prefix: string) => string;
};

export function makeBeginFaceCheck(deps: BeginFaceCheckDeps): BeginFaceCheck {
  const { files, faces, proofs, recordAudit, now, newId } = deps;
  return async function beginFaceCheck({ memberId = SELF, actingAgreed, faceAgreed }, { accountId, requestId }) {
    await recordAudit({ subject: accountId, actor: accountId, action: 'identity.begin-face-check', ground: 'self', requestId });
    const file = existing(await files.read(accountId));
    const person = await personOf(file, memberId, todayAt(now()));
    if (!person) return refuse(memberId === SELF ? 'identity/real-name-needed' : 'identity/member-unknown');
    const agreed = agreedBy(file.account, agreeingOf(person, todayAt(now())), givenOf(actingAgreed, faceAgreed));
    if (!agreed.ok) return agreed;
    const place = placeOf(file.account, person);
    if (!place.ok) return place;
    const counted = await proofs.countFaceCheck(accountId);
    if (counted.count > FACE_CHECKS_PER_DAY) return refuse('identity/too-many-tries', { retryAt: instantOf(counted.endsAt), triesLeft: 0 });
    const checkId = newId('face');
    const begun = await faces.begin({ ...(await files.open(person)), openId: place.value, checkId });
    if (!begun.ok) return begun;
    const { verifyId, endsAt } = begun.value;
    await proofs.keep({ kind: 'face', id: checkId, accountId, key: person.key, documentMark: person.documentMark, endsAt, verifyId, agreed: agreed.value, wrong: 0, version: 0 });
    return ok({ checkId, verifyId, expiresAt: instantOf(endsAt) });
  };
}

/** For oneself and a child under 14 the account agreed; any other member says yes now. */
function agreedBy({ consents }: AccountRecord, needed: readonly Agreeing[], given: Agreed): Result<Agreed, 'consent/needed' | 'presence/agreement-needed'> {
  if (!needed.includes('face') && !consentsInForce(consents).includes('face')) return refuse('consent/needed');
  const agreed = agreedTo(needed, given);
  return agreed ? ok(agreed) : refuse('presence/agreement-needed');
}

function givenOf(acting: string | undefined, face: string | undefined): Agreed {
  return { ...(acting === undefined ? {} : { acting }), ...(face === undefined ? {} : { face }) };
}

/** The user's id in the mini-program, if a face check may be done there. */
function placeOf({ openIds }: AccountRecord, { documentType }: PersonOnFile): Result<string, 'identity/face-not-for-document' | 'identity/face-unavailable'> {
  if (!faceFits(documentType)) return refuse('identity/face-not-for-document');
  const openId = openIds['mini-program'];
  return openId === undefined ? refuse('identity/face-unavailable') : ok(openId);
}
