/** 服务台挂失、恢复、补领: for the person who is there with their document, at the authority; every package that shows the card follows. */
import { ASSISTING_ROLES } from '../../../shared/card/assisted.routes';
import { needsPresence, stateAfter } from '../../../shared/card/card.rules';
import type { CounterMove, MovedAtCounter, moveAtCounterRoute } from '../../../shared/card/counter.routes';
import { imageTypeOf } from '../../../shared/card/proof-image';
import type { Staff } from '../../../shared/kernel/caller';
import { chinaDayOf, instantOf, type ChinaDay } from '../../../shared/kernel/china-day';
import { documentKey } from '../../../shared/kernel/documents';
import { maskName, maskNumber } from '../../../shared/kernel/masking';
import { ok, refuse, type Result } from '../../../shared/kernel/result';
import type { Answer, InputOf, RefusalCode } from '../../../shared/kernel/route';
import type { AssistedClaims, Authority, AuthorityCard, CardRefusal, FollowCard, Holders, Person, ProofPlace, Proofs, RecordAudit, RegisterRefusal, TryAtCounter } from '../card.ports';
import { bornOtherwise, ISSUER_UNNAMED, lackingGuardian, personAtCounter } from '../card.rules';

export type MoveAtCounterDeps = {
  readonly authority: Pick<Authority, 'check' | 'code' | 'reportLoss' | 'restore' | 'close' | 'register'>;
  readonly holders: Pick<Holders, 'of'>;
  readonly claims: Pick<AssistedClaims, 'add'>;
  readonly proofs: Pick<Proofs, 'keep' | 'drop'>;
  readonly followCard: FollowCard;
  readonly tryAtCounter: TryAtCounter;
  readonly recordAudit: RecordAudit;
  readonly fingerprint: (documentKey: string) => string;
  readonly newId: (prefix: string) => string;
  readonly now: () => number;
};
type Input = InputOf<typeof moveAtCounterRoute>;
type Refused = RefusalCode<typeof moveAtCounterRoute>;
type Visit = { readonly input: Input; readonly caller: Staff; readonly person: Person; readonly place: ProofPlace; readonly owner: string };
export type MoveAtCounter = (input: Input, caller: Staff) => Answer<typeof moveAtCounterRoute>;

export function makeMoveAtCounter(deps: MoveAtCounterDeps): MoveAtCounter {
  const { recordAudit, fingerprint, newId, now } = deps;
  return async function moveAtCounter(input, caller) {
    const { institutionId, cityCode, role } = caller.post;
    if (!ASSISTING_ROLES.includes(role)) return refuse('caller/not-allowed');
    const today = chinaDayOf(now());
    const read = personAtCounter(input, today);
    if (!read.ok) return read;
    const lacking = unsigned(input, read.value, today);
    if (lacking) return lacking;
    const owner = `document#${fingerprint(documentKey(read.value.document))}`;
    await recordAudit({ subject: owner, actor: caller.accountId, action: `card.counter-${input.move}`, ground: `post:${role}`, requestId: caller.requestId, institutionId });
    const place = { cityCode, institutionId, claimId: newId('claim') };
    return deps.tryAtCounter(caller, owner, () => visit(deps, { input, caller, person: read.value, owner, place }));
  };
}

/** The move itself, once it stands in the audit. */
async function visit(deps: MoveAtCounterDeps, visiting: Visit): Promise<Result<MovedAtCounter, Refused>> {
  const { input: { move, proof }, person, place, owner } = visiting;
  const held = await movable(deps, visiting);
  if (!held.ok) return held;
  // What was signed is kept before anything is done on its strength.
  if (proof && needsPresence(move)) await deps.proofs.keep({ place, owner, imageBase64: proof.imageBase64 });
  const moved = await atAuthority(deps, { move, person, card: held.value, serial: place.claimId });
  if (!moved.ok) {
    await deps.proofs.drop(place);
    return moved;
  }
  const after = await shown(deps, person, moved.value);
  await index(deps, visiting, after);
  await follow(deps, visiting, { before: held.value, after: moved.value });
  return ok(after);
}

/** What was signed is found again among what the institution did. */
async function index({ claims, now }: MoveAtCounterDeps, { input: { move, proof }, caller, place, owner }: Visit, { maskedName, maskedNumber, card }: MovedAtCounter) {
  if (!proof || move === 'report-loss') return;
  await claims.add({
    ...place, by: caller.accountId, owner, claimedAt: instantOf(now()), consent: { kind: proof.kind, texts: [] }, move,
    maskedName, maskedNumber, ...(card ? { printable: card } : {}),
  });
}

/** The person's card, when this move is one for it and the caller is not its holder. */
async function movable({ authority, holders }: MoveAtCounterDeps, { input: { move }, person, caller }: Visit): Promise<Result<AuthorityCard, Refused>> {
  const known = await authority.check(person);
  if (!known.ok) return known;
  const another = bornOtherwise(person, known.value);
  if (another) return another;
  const { card } = known.value;
  if (!card) return refuse('card/unknown');
  if (!stateAfter(move, card.state)) return refuse('card/move-not-allowed');
  const own = needsPresence(move) && (await holders.of(card.healthCardId)).includes(caller.accountId);
  return own ? refuse('assisted/own-card') : ok(card);
}

type Move = { readonly move: CounterMove; readonly person: Person; readonly card: AuthorityCard; readonly serial: string };

/** The card as the authority has it afterwards. */
async function atAuthority({ authority }: MoveAtCounterDeps, { move, person, card, serial }: Move): Promise<Result<AuthorityCard, Refused>> {
  if (move === 'reissue') return reissue(authority, { person, card, serial });
  const told = await (move === 'restore' ? authority.restore(card.healthCardId) : authority.reportLoss(card.healthCardId));
  return told.ok ? ok({ ...card, state: move === 'restore' ? 'active' : 'lost' }) : refused(told.refusal.code);
}

/** What was lost is closed first, so that its codes are dead whatever happens next. */
async function reissue(authority: MoveAtCounterDeps['authority'], { person, card, serial }: Omit<Move, 'move'>): Promise<Result<AuthorityCard, Refused>> {
  const closed = card.state === 'lost' ? await authority.close(card.healthCardId) : undefined;
  if (closed && !closed.ok && closed.refusal.code !== 'card/closed') return refused(closed.refusal.code);
  const issued = await authority.register(person, { serial, channel: 'window' });
  return issued.ok ? issued : refused(issued.refusal.code);
}

/** Somebody else moved the card in the meantime. */
function refused(code: CardRefusal | RegisterRefusal) {
  return refuse(code === 'card/lost' || code === 'card/closed' ? 'card/move-not-allowed' : code);
}

const TOLD = {
  'report-loss': { event: 'lost', notice: 'card-lost' },
  restore: { event: 'restored', notice: 'card-restored' },
  reissue: { event: 'reissued', notice: 'card-reissued' },
} as const;

async function follow({ followCard }: MoveAtCounterDeps, { input, caller, person, place }: Visit, { before, after }: { before: AuthorityCard; after: AuthorityCard }) {
  const replaced = before.healthCardId !== after.healthCardId;
  await followCard({
    healthCardId: before.healthCardId, state: replaced ? 'closed' : after.state, replaced,
    ...TOLD[input.move], note: caller.post.institutionName, maskedName: maskName(person.name), moveId: place.claimId,
  });
}

async function shown({ authority, now }: MoveAtCounterDeps, { name, document }: Person, { healthCardId, state, issuedAt, issuer }: AuthorityCard): Promise<MovedAtCounter> {
  const maskedNumber = maskNumber(document.number);
  const code = state === 'active' ? await authority.code(healthCardId, 'static') : undefined;
  const card = code?.ok && { name, maskedNumber, healthCardId, codeText: code.value.text, issuedAt: issuedAt ?? instantOf(now()), issuer: issuer ?? ISSUER_UNNAMED };
  return { maskedName: maskName(name), maskedNumber, state, ...(card ? { card } : {}) };
}

/** What gives the card back is signed for: by whoever decides. */
function unsigned({ move, proof }: Input, person: Person, today: ChinaDay) {
  if (!needsPresence(move)) return undefined;
  if (!proof) return refuse('assisted/proof-missing', { field: 'proof' });
  if (!imageTypeOf(proof.imageBase64)) return refuse('assisted/proof-not-an-image', { field: 'proof.imageBase64' });
  return lackingGuardian(person, proof.kind, today);
}
