/** Cards made at a window, a city or Tencent reach the package by asking the authority about every person it is for. */
import { instantOf } from '../../../shared/kernel/china-day';
import { ok, refuse } from '../../../shared/kernel/result';
import type { Access, Asking, Authority, AuthorityCard, Card, CheckPackage, Decision, Holder, Identity, Package, Packages, SettleOthers } from '../card.ports';
import { cardFor, CHECK_AGAIN_MS, contentsOf, headOf, isFull, personOf, recorded, stateKept, told, withCard } from '../card.rules';

export type CheckPackageDeps = {
  readonly access: Pick<Access, 'holder'>;
  readonly identity: Pick<Identity, 'groundsOf'>;
  readonly packages: Pick<Packages, 'load' | 'revise'>;
  readonly authority: Pick<Authority, 'find' | 'code'>;
  readonly settleOthers: SettleOthers;
  readonly newId: (prefix: string) => string;
  readonly now: () => number;
};

type Found = { readonly accountId: string; readonly holder: Holder; readonly card: AuthorityCard; readonly codeText: string | undefined };

export function makeCheckPackage(deps: CheckPackageDeps): CheckPackage {
  const { identity, packages, now } = deps;
  return async function checkPackage(asking) {
    const subjects = [...(await identity.groundsOf(asking.accountId)).keys()];
    const answered: boolean[] = [];
    // One after another: a family is small, and the authority is not to be crowded.
    for (const subject of subjects) answered.push(await check(deps, asking, subject === 'self' ? undefined : subject));
    if (answered.includes(false)) return refuse('card/authority-unavailable');
    await packages.revise(asking.accountId, async (read) => {
      // An account that was closed may still be in the index of those who wait: its package does not come back.
      if (subjects.length === 0 && read.version === 0) return { outcome: undefined };
      const checked = { checkedAt: instantOf(now()), nextCheckAt: instantOf(now() + CHECK_AGAIN_MS) };
      return { change: { package: { ...headOf(read), ...checked } }, outcome: undefined };
    });
    return ok(null);
  };
}

/** False when the authority did not answer. A ground that ended meanwhile is nothing to ask about. */
async function check(deps: CheckPackageDeps, asking: Asking, memberId: string | undefined): Promise<boolean> {
  const { access, authority, settleOthers } = deps;
  const { accountId } = asking;
  const holder = await access.holder(asking, memberId);
  if (!holder.ok) return true;
  const found = await authority.find(personOf(holder.value));
  if (!found.ok) return false;
  const card = found.value;
  if (!card) return true;
  await take(deps, { accountId, holder: holder.value, card });
  await settleOthers(asking, { memberId, healthCardId: card.healthCardId });
  return true;
}

async function take(deps: CheckPackageDeps, found: Omit<Found, 'codeText'>): Promise<void> {
  const { authority, packages } = deps;
  const isNew = isNews(await packages.load(found.accountId), found.card);
  const code = isNew ? await authority.code(found.card.healthCardId, 'static', found.accountId) : undefined;
  await packages.revise(found.accountId, async (read) => decide(deps, read, { ...found, codeText: code?.ok ? code.value.text : undefined }));
}

function decide(deps: CheckPackageDeps, read: Package, found: Found): Decision<undefined> {
  const known = read.cards.find(({ healthCardId }) => healthCardId === found.card.healthCardId);
  if (known) return update(deps, known, found.card);
  return isNews(read, found.card) ? add(deps, read, found) : { outcome: undefined };
}

const KIND_OF_STATE = { active: 'restored', lost: 'lost', closed: 'closed', pending: undefined } as const;

/** A card we have: its state is the authority's. */
function update({ now }: CheckPackageDeps, card: Card, told: AuthorityCard): Decision<undefined> {
  const issuer = told.issuer ?? card.issuer;
  const next: Card = { ...card, state: stateKept(card, told.state), ...(issuer ? { issuer } : {}) };
  const kind = next.state === card.state ? undefined : KIND_OF_STATE[next.state];
  if (next.state === card.state && next.issuer === card.issuer) return { outcome: undefined };
  return { change: { changed: { card: next }, ...(kind ? recorded(card, { at: instantOf(now()), kind, by: 'authority' }) : {}) }, outcome: undefined };
}

function add({ newId, now }: CheckPackageDeps, read: Package, { accountId, holder, card, codeText }: Found): Decision<undefined> {
  const at = instantOf(now());
  const entry = cardFor(holder, card, { accountId, cardId: newId('card'), origin: 'found', claimedAt: at });
  const contents = contentsOf(holder, codeText);
  const telling = told(entry, { event: 'bound', notice: 'card-bound', by: 'authority', maskedName: contents.maskedName, eventId: newId('event'), at });
  return { change: { ...withCard(read, entry, contents), ...telling }, outcome: undefined };
}

/** A living card that the resident did not take out, while there is room. One made ahead in a batch is no card before it is claimed. */
function isNews(read: Package, { healthCardId, state }: AuthorityCard): boolean {
  const there = read.cards.some((card) => card.healthCardId === healthCardId);
  return !there && state !== 'closed' && state !== 'pending' && !read.removed.includes(healthCardId) && !isFull(read);
}
