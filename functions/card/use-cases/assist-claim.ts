/** 协助领卡: a counter or a village doctor claims for the person in front of them, with the proof of their consent, and prints the card. */
import { ASSISTING_ROLES, type assistClaimRoute } from '../../../shared/card/assisted.routes';
import type { PrintableCard } from '../../../shared/card/card.schema';
import { imageTypeOf } from '../../../shared/card/proof-image';
import type { Staff } from '../../../shared/kernel/caller';
import { chinaDayOf, instantOf, type ChinaDay } from '../../../shared/kernel/china-day';
import { documentKey } from '../../../shared/kernel/documents';
import { maskName, maskNumber } from '../../../shared/kernel/masking';
import { ok, refuse, type Result } from '../../../shared/kernel/result';
import type { Answer, InputOf, RefusalCode } from '../../../shared/kernel/route';
import type { AssistedClaims, Authority, Person, ProofPlace, Proofs, RecordAudit, TryAtCounter } from '../card.ports';
import { bornOtherwise, consentGiven, ISSUER_UNNAMED, lackingGuardian, personAtCounter, signedForView } from '../card.rules';

export type AssistClaimDeps = {
  readonly claims: Pick<AssistedClaims, 'add'>;
  readonly proofs: Pick<Proofs, 'keep' | 'drop'>;
  readonly authority: Pick<Authority, 'check' | 'register' | 'code'>;
  readonly tryAtCounter: TryAtCounter;
  readonly recordAudit: RecordAudit;
  readonly fingerprint: (documentKey: string) => string;
  readonly newId: (prefix: string) => string;
  readonly now: () => number;
};
type Input = InputOf<typeof assistClaimRoute>;
type Refused = RefusalCode<typeof assistClaimRoute>;
export type AssistClaim = (input: Input, caller: Staff) => Answer<typeof assistClaimRoute>;

export function makeAssistClaim(deps: AssistClaimDeps): AssistClaim {
  const { claims, recordAudit, fingerprint, newId, now } = deps;
  return async function assistClaim(input, caller) {
    const { institutionId, institutionName, cityCode, role } = caller.post;
    if (!ASSISTING_ROLES.includes(role)) return refuse('caller/not-allowed');
    const read = personIn(input, chinaDayOf(now()));
    if (!read.ok) return read;
    if (!imageTypeOf(input.proof.imageBase64)) return refuse('assisted/proof-not-an-image', { field: 'proof.imageBase64' });
    const owner = `document#${fingerprint(documentKey(read.value.document))}`;
    await recordAudit({ subject: owner, actor: caller.accountId, action: 'card.assist', ground: `post:${role}`, requestId: caller.requestId, institutionId });
    const place = { cityCode, institutionId, claimId: newId('claim') };
    const signed = { person: read.value, place, owner, imageBase64: input.proof.imageBase64 };
    const printable = await deps.tryAtCounter(caller, owner, () => issueOnPaper(deps, signed));
    if (!printable.ok) return printable;
    const claim = {
      ...place, by: caller.accountId, owner, claimedAt: instantOf(now()), consent: consentGiven(input.proof.kind),
      maskedName: maskName(read.value.name), maskedNumber: printable.value.maskedNumber, printable: printable.value,
    };
    const event = { at: claim.claimedAt, kind: 'claimed', by: 'staff', note: institutionName } as const;
    await claims.add(claim, { healthCardId: printable.value.healthCardId, event });
    return ok({ ...signedForView(claim), card: printable.value });
  };
}

/** What was typed from the original documents, when whoever decides has signed. */
function personIn(input: Input, today: ChinaDay): Result<Person, Refused> {
  const read = personAtCounter(input, today);
  if (!read.ok) return read;
  const { phone, proof } = input;
  return lackingGuardian(read.value, proof.kind, today) ?? ok({ ...read.value, ...(phone ? { phone } : {}) });
}

type Signed = { readonly person: Person; readonly place: ProofPlace; readonly owner: string; readonly imageBase64: string };

/** The consent is kept before anything is done on its strength. */
async function issueOnPaper(deps: AssistClaimDeps, { person, place, owner, imageBase64 }: Signed): Promise<Result<PrintableCard, Refused>> {
  await deps.proofs.keep({ place, owner, imageBase64 });
  const known = await knownAs(deps.authority, person);
  const printable = known.ok ? await issue(deps, person, place.claimId) : known;
  if (!printable.ok) await deps.proofs.drop(place);
  return printable;
}

/** Where the number tells no birthday, the register is asked for it first: it decides whether a guardian is needed. */
async function knownAs(authority: AssistClaimDeps['authority'], person: Person): Promise<Result<null, Refused>> {
  if (person.birthday === undefined) return ok(null);
  const known = await authority.check(person);
  return known.ok ? (bornOtherwise(person, known.value) ?? ok(null)) : known;
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
