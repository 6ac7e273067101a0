/** 协助领卡: a counter or a village doctor claims for the person in front of them, with the proof of their consent, and prints the card. */
import { ASSISTING_ROLES, type assistClaimRoute } from '../../../shared/card/assisted.routes';
import type { PrintableCard } from '../../../shared/card/card.schema';
import { imageTypeOf } from '../../../shared/card/proof-image';
import { TEEN_AGE } from '../../../shared/identity/family.rules';
import { readPerson } from '../../../shared/identity/identity.rules';
import type { Staff } from '../../../shared/kernel/caller';
import { ageOn, chinaDayOf, instantOf, type ChinaDay } from '../../../shared/kernel/china-day';
import { documentKey } from '../../../shared/kernel/documents';
import { maskName, maskNumber } from '../../../shared/kernel/masking';
import { newbornNumberIsUsable } from '../../../shared/kernel/newborn';
import { ok, refuse, type Result } from '../../../shared/kernel/result';
import type { Answer, InputOf, RefusalCode } from '../../../shared/kernel/route';
import type { AssistedClaims, Authority, Person, Proofs, RecordAudit } from '../card.ports';
import { assistedView, consentGiven, ISSUER_UNNAMED } from '../card.rules';

export type AssistClaimDeps = {
  readonly claims: Pick<AssistedClaims, 'add'>;
  readonly proofs: Pick<Proofs, 'keep' | 'drop'>;
  readonly authority: Pick<Authority, 'register' | 'code'>;
  readonly recordAudit: RecordAudit;
  readonly fingerprint: (documentKey: string) => string;
  readonly newId: (prefix: string) => string;
  readonly now: () => number;
};
type Input = InputOf<typeof assistClaimRoute>;
type Refused = RefusalCode<typeof assistClaimRoute>;
export type AssistClaim = (input: Input, caller: Staff) => Answer<typeof assistClaimRoute>;

export function makeAssistClaim(deps: AssistClaimDeps): AssistClaim {
  const { claims, proofs, recordAudit, fingerprint, newId, now } = deps;
  return async function assistClaim(input, caller) {
    const { institutionId, institutionName, cityCode, role } = caller.post;
    if (!ASSISTING_ROLES.includes(role)) return refuse('caller/not-allowed');
    const read = personIn(input, chinaDayOf(now()));
    if (!read.ok) return read;
    if (!imageTypeOf(input.proof.imageBase64)) return refuse('assisted/proof-not-an-image', { field: 'proof.imageBase64' });
    const owner = `document#${fingerprint(documentKey(read.value.document))}`;
    await recordAudit({ subject: owner, actor: caller.accountId, action: 'card.assist', ground: `post:${role}`, requestId: caller.requestId, institutionId });
    const place = { cityCode, institutionId, claimId: newId('claim') };
    // The consent is kept before anything is done on its strength.
    await proofs.keep({ place, owner, imageBase64: input.proof.imageBase64 });
    const printable = await issue(deps, read.value, place.claimId);
    if (!printable.ok) {
      await proofs.drop(place);
      return printable;
    }
    const claim = {
      ...place, by: caller.accountId, owner, claimedAt: instantOf(now()), consent: consentGiven(input.proof.kind),
      maskedName: maskName(read.value.name), printable: printable.value,
    };
    await claims.add(claim, { at: claim.claimedAt, kind: 'claimed', by: 'staff', note: institutionName });
    return ok(assistedView(claim));
  };
}

/** What was typed from the original documents: the person's, and of a child the guardian's. */
function personIn(input: Input, today: ChinaDay): Result<Person, Refused> {
  const read = readPerson(input, today);
  if (!read.ok) return read;
  const guardian = guardianIn(input, today);
  if (!guardian.ok) return guardian;
  const { birthday, phone } = input;
  const person = { ...read.value, ...(phone ? { phone } : {}), ...(birthday ? { birthday } : {}), ...guardian.value };
  const lacking = lackingGuardian(person, input.proof.kind, today);
  if (lacking) return lacking;
  return read.value.document.type === '16' ? newbornIn(person, today) : ok(person);
}

/** 民法典 19, 20, PIPL 31: for a child under 14 the guardian decides. A newborn's number tells the mother's age, not its own. */
function lackingGuardian({ document, birthday, guardian }: Person, proof: Input['proof']['kind'], today: ChinaDay): ReturnType<typeof refuse<Refused>> | undefined {
  const bornOn = document.birthday ?? birthday;
  const isYoung = document.type === '16' || (bornOn !== undefined && ageOn(bornOn, today) < TEEN_AGE);
  if (isYoung && !guardian) return refuse('assisted/guardian-needed', { field: 'guardian' });
  return isYoung && proof !== 'guardian-signature' ? refuse('assisted/guardian-signature-needed', { field: 'proof.kind' }) : undefined;
}

function guardianIn({ guardian }: Input, today: ChinaDay): Result<Pick<Person, 'guardian'>, Refused> {
  if (!guardian) return ok({});
  const read = readPerson(guardian, today);
  return read.ok ? ok({ guardian: read.value }) : refuse(read.refusal.code, { field: `guardian.${read.refusal.facts?.field ?? 'idNumber'}` });
}

/** 16: the number is the mother's, and it ends with the 92nd day of life. */
function newbornIn(person: Person, today: ChinaDay): Result<Person, Refused> {
  const usable = person.birthday !== undefined && newbornNumberIsUsable(person.birthday, today);
  return usable ? ok(person) : refuse('identity/newborn-too-old', { field: 'birthday' });
}

async function issue({ authority, now }: AssistClaimDeps, person: Person, serial: string): Promise<Result<PrintableCard, Refused>> {
  const registered = await authority.register(person, { serial, channel: 'window' });
  if (!registered.ok) return registered;
  const { healthCardId, issuedAt, issuer } = registered.value;
  const code = await authority.code(healthCardId, 'static');
  if (!code.ok) return refuse(code.refusal.code === 'card/lost' ? 'card/lost' : 'card/authority-unavailable');
  return ok({
    name: person.name, maskedNumber: maskNumber(person.document.number), healthCardId, codeText: code.value.text,
    issuedAt: issuedAt ?? instantOf(now()), issuer: issuer ?? ISSUER_UNNAMED,
  });
}
